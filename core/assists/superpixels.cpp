// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/assists/superpixels.h"

#include "core/assists/components.h"
#include "core/assists/opencv_views.h"
#include "core/base/error.h"

#include <opencv2/imgproc.hpp>
#include <opencv2/ximgproc/slic.hpp>

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

namespace palimpsest {

namespace {

/// The picture as SLIC takes it, continued at right and below where it is narrower than a segment,
/// of which SLIC makes none.
cv::Mat preparedFor(const Image& picture, int side)
{
    cv::Mat prepared;
    cv::GaussianBlur(viewOf(picture), prepared, cv::Size(3, 3), 0.0);
    cv::cvtColor(prepared, prepared, cv::COLOR_RGB2Lab);
    cv::copyMakeBorder(prepared, prepared, 0, std::max(0, side - picture.height), 0,
                       std::max(0, side - picture.width), cv::BORDER_REPLICATE);
    return prepared;
}

/// Height × width; segments may be in several pieces. SLIC and not SLICO, whose rounds belong
/// together and cannot be stopped in between.
std::vector<std::int32_t> slic(const Image& picture, int side, const Progress& progress)
{
    constexpr std::size_t kRounds = 10;
    constexpr float kCompactness = 20.0F; // in levels of 8-bit CIELab to a segment's side
    const auto segments = cv::ximgproc::createSuperpixelSLIC(
        preparedFor(picture, side), cv::ximgproc::SLIC, side, kCompactness);
    for (std::size_t round = 0; round < kRounds; ++round) {
        if (progress && !progress(round, kRounds)) {
            throw Cancelled();
        }
        segments->iterate(1);
    }
    segments->enforceLabelConnectivity();
    cv::Mat labels;
    segments->getLabels(labels);
    const cv::Mat seen = labels(cv::Rect(0, 0, picture.width, picture.height)).clone();
    return {seen.begin<std::int32_t>(), seen.end<std::int32_t>()};
}

} // namespace

SegmentMap superpixels(const WorkingPicture& picture, int side, const Progress& progress)
{
    if (side < kLeastSegmentSide || side > kMostSegmentSide) {
        throw BadInput("Superpixels " + std::to_string(side) +
                       " pixels wide cannot be made. Choose a width from " +
                       std::to_string(kLeastSegmentSide) + " to " +
                       std::to_string(kMostSegmentSide) + ".");
    }
    const double scale = static_cast<double>(picture.size().width) / picture.original.width;
    const int atWork = std::max(kLeastSegmentSide, static_cast<int>(std::lround(side * scale)));
    std::vector<std::int32_t> labels;
    callOpenCv("Superpixels cannot be made",
               [&] { labels = slic(picture.picture, atWork, progress); });
    const Components pieces =
        componentsOf(labels, picture.size(), [](std::int32_t) { return std::size_t{4}; });
    return {.width = picture.original.width,
            .height = picture.original.height,
            .count = static_cast<int>(pieces.firsts.size()),
            .segments = enlarged(pieces.ids, picture)};
}

int segmentAt(const SegmentMap& map, Point point)
{
    if (!(point.x >= 0.0 && point.y >= 0.0 && point.x < map.width && point.y < map.height)) {
        return -1;
    }
    return map.segments[static_cast<std::size_t>(point.y) * static_cast<std::size_t>(map.width) +
                        static_cast<std::size_t>(point.x)];
}

Mask maskOf(const SegmentMap& map, const std::vector<int>& segments)
{
    std::vector<std::uint8_t> isListed(static_cast<std::size_t>(map.count));
    for (const int segment : segments) {
        if (segment >= 0 && segment < map.count) {
            isListed[static_cast<std::size_t>(segment)] = 1;
        }
    }
    Mask mask{.width = map.width, .height = map.height, .pixels = {}};
    mask.pixels.reserve(map.segments.size());
    for (const std::int32_t segment : map.segments) {
        mask.pixels.push_back(isListed[static_cast<std::size_t>(segment)]);
    }
    return mask;
}

} // namespace palimpsest
