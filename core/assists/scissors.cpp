// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/assists/scissors.h"

#include "core/assists/opencv_views.h"
#include "core/base/error.h"

#include <opencv2/imgproc.hpp>
#include <opencv2/imgproc/segmentation.hpp>

#include <algorithm>
#include <cmath>

namespace palimpsest {

/// What is known around the beginning.
struct Scissors::Map
{
    Point from;          ///< of the original
    double scaleX = 1.0; ///< pixels of the original to one of the working picture
    double scaleY = 1.0;
    cv::Rect window; ///< of the working picture
    cv::segmentation::IntelligentScissorsMB ways;

    /// The pixel of the window in which a point of the original lies, or the nearest.
    cv::Point pixelAt(Point point) const
    {
        const auto within = [](double at, int first, int count) {
            return static_cast<int>(
                std::clamp(std::floor(at) - first, 0.0, static_cast<double>(count - 1)));
        };
        return {within(point.x / scaleX, window.x, window.width),
                within(point.y / scaleY, window.y, window.height)};
    }

    /// The centre of a pixel of the window, in the original.
    Point centreOf(const cv::Point& pixel) const
    {
        return {(window.x + pixel.x + 0.5) * scaleX, (window.y + pixel.y + 0.5) * scaleY};
    }
};

namespace {

cv::Rect windowAround(cv::Point pixel, PixelSize size)
{
    const cv::Rect all(0, 0, size.width, size.height);
    const int side = 2 * kScissorsReach + 1;
    return cv::Rect(pixel.x - kScissorsReach, pixel.y - kScissorsReach, side, side) & all;
}

} // namespace

Scissors::Scissors(const WorkingPicture& picture, Point from) : m_map(std::make_unique<Map>())
{
    const auto [width, height] = picture.original;
    if (!(from.x >= 0.0 && from.y >= 0.0 && from.x < width && from.y < height)) {
        throw BadInput("The scissors were set outside of the picture. Click on a pixel of it.");
    }
    const auto [workingWidth, workingHeight] = picture.size();
    m_map->from = from;
    m_map->scaleX = static_cast<double>(width) / workingWidth;
    m_map->scaleY = static_cast<double>(height) / workingHeight;
    m_map->window = cv::Rect(0, 0, workingWidth, workingHeight);
    m_map->window = windowAround(m_map->pixelAt(from), picture.size());
    callOpenCv("The edges of the picture cannot be followed", [&] {
        constexpr double kWeak = 32.0; // of Canny's gradients, where an edge goes on and begins
        constexpr double kStrong = 100.0;
        m_map->ways.setEdgeFeatureCannyParameters(kWeak, kStrong);
        m_map->ways.applyImage(viewOf(picture.picture)(m_map->window).clone());
        m_map->ways.buildMap(m_map->pixelAt(from));
    });
}

Scissors::~Scissors() = default;
Scissors::Scissors(Scissors&&) noexcept = default;
Scissors& Scissors::operator=(Scissors&&) noexcept = default;

std::vector<Point> Scissors::pathTo(Point to) const
{
    if (!std::isfinite(to.x) || !std::isfinite(to.y)) {
        throw BadInput("The scissors were led to no point. Click on the picture.");
    }
    std::vector<cv::Point> way;
    callOpenCv("The edges of the picture cannot be followed", [&] {
        m_map->ways.getContour(m_map->pixelAt(to), way);
        if (way.size() > 2) {
            cv::approxPolyDP(way, way, 1.0, false);
        }
    });
    std::vector<Point> path = {m_map->from};
    for (std::size_t i = 1; i + 1 < way.size(); ++i) {
        path.push_back(m_map->centreOf(way[i]));
    }
    const Point last = m_map->centreOf(m_map->pixelAt(to));
    const bool isBeyond =
        std::abs(last.x - to.x) > m_map->scaleX || std::abs(last.y - to.y) > m_map->scaleY;
    if (isBeyond) {
        path.push_back(last);
    }
    path.push_back(to);
    return path;
}

} // namespace palimpsest
