// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/assists/working_picture.h"

#include "core/assists/masks.h"
#include "core/assists/opencv_views.h"
#include "core/base/error.h"
#include "core/pictures/resize.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <string>
#include <utility>

namespace palimpsest {

namespace {

void requirePicture(const Image& image)
{
    const bool isKnown = image.channels == 1 || image.channels == 3;
    if (image.width < 1 || image.height < 1 || !isKnown ||
        std::int64_t{image.width} * image.height * image.channels !=
            static_cast<std::int64_t>(image.pixels.size())) {
        throw BadInput("A picture of " + std::to_string(image.width) + " × " +
                       std::to_string(image.height) + " pixels in " +
                       std::to_string(image.channels) +
                       " channels cannot be annotated. It must have a pixel, and be grey or RGB.");
    }
}

std::vector<LabColour> labOf(const Image& picture)
{
    std::vector<LabColour> colours(picture.pixels.size() / 3);
    callOpenCv("The colours of the picture cannot be compared", [&] {
        cv::Mat lab;
        viewOf(picture).convertTo(lab, CV_32FC3, 1.0 / 255.0);
        cv::cvtColor(lab, lab, cv::COLOR_RGB2Lab);
        std::memcpy(colours.data(), lab.data, colours.size() * sizeof(LabColour));
    });
    return colours;
}

} // namespace

PixelSize workingSize(PixelSize original)
{
    const double pixels = static_cast<double>(original.width) * original.height;
    const double scale = std::min(1.0, std::sqrt(kMaxWorkingPixels / pixels));
    const auto side = [&](int length) {
        return std::max(std::int64_t{1}, static_cast<std::int64_t>(length * scale));
    };
    const std::int64_t width = std::min(side(original.width), kMaxWorkingPixels);
    const std::int64_t height = std::min(side(original.height), kMaxWorkingPixels / width);
    return {static_cast<int>(std::min(width, kMaxWorkingPixels / height)),
            static_cast<int>(height)};
}

double difference(const LabColour& a, const LabColour& b)
{
    double sum = 0.0;
    for (std::size_t c = 0; c < a.size(); ++c) {
        const double by = double{a[c]} - double{b[c]};
        sum += by * by;
    }
    return std::sqrt(sum);
}

WorkingPicture workingPicture(const Image& original)
{
    requirePicture(original);
    const auto [width, height] = workingSize({original.width, original.height});
    Image picture = withChannels(resized(original, width, height, Interpolation::Bilinear), 3);
    std::vector<LabColour> lab = labOf(picture);
    return {.original = {original.width, original.height},
            .picture = std::move(picture),
            .lab = std::move(lab)};
}

Point toWorking(Point point, const WorkingPicture& picture)
{
    const auto [width, height] = picture.size();
    return {point.x * width / picture.original.width, point.y * height / picture.original.height};
}

Mask reduced(const Mask& whole, const WorkingPicture& picture)
{
    const auto [width, height] = picture.original;
    Mask result = emptyMask(picture.size());
    std::size_t at = 0;
    for (int y = 0; y < height; ++y) {
        const std::size_t row = static_cast<std::size_t>(rescaled(y, height, result.height)) *
                                static_cast<std::size_t>(result.width);
        for (int x = 0; x < width; ++x, ++at) {
            if (whole.pixels[at] != 0) {
                const int column = rescaled(x, width, result.width);
                result.pixels[row + static_cast<std::size_t>(column)] = 1;
            }
        }
    }
    return result;
}

} // namespace palimpsest
