// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/pictures/resize.h"

#include "core/base/error.h"
#include "core/pictures/picture_header.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace palimpsest {

namespace {

constexpr int kFractionBits = 22; // 8 for the level and 2 for what bicubic overshoots are left

double triangle(double x)
{
    return std::max(0.0, 1.0 - std::abs(x));
}

double cubic(double x)
{
    constexpr double kA = -0.5;
    const double d = std::abs(x);
    if (d < 1.0) {
        return ((kA + 2.0) * d - (kA + 3.0)) * d * d + 1.0;
    }
    return d < 2.0 ? (((d - 5.0) * d + 8.0) * d - 4.0) * kA : 0.0;
}

/// The pixels that one pixel is made of, and how much of each, in units of 2^−22.
struct Source
{
    int first = 0;
    std::vector<int> weights;
};

/// One for each of `to` pixels out of `from`.
std::vector<Source> sourcesOf(int from, int to, Interpolation interpolation)
{
    const bool isCubic = interpolation == Interpolation::Bicubic;
    const double scale = static_cast<double>(from) / to;
    const double stretch = std::max(scale, 1.0);
    const double reach = (isCubic ? 2.0 : 1.0) * stretch;
    std::vector<Source> sources;
    std::vector<double> shares;
    for (int i = 0; i < to; ++i) {
        const double centre = (i + 0.5) * scale;
        const int first = std::max(static_cast<int>(centre - reach + 0.5), 0);
        const int end = std::min(static_cast<int>(centre + reach + 0.5), from);
        shares.clear();
        double sum = 0.0;
        const double perPixel = 1.0 / stretch;
        for (int x = 0; x < end - first; ++x) {
            const double at = (x + first - centre + 0.5) * perPixel;
            shares.push_back(isCubic ? cubic(at) : triangle(at));
            sum += shares.back();
        }
        Source source{.first = first};
        for (const double share : shares) {
            const double weight = share / sum * (1 << kFractionBits);
            source.weights.push_back(static_cast<int>(weight < 0.0 ? weight - 0.5 : weight + 0.5));
        }
        sources.push_back(std::move(source));
    }
    return sources;
}

/// A weighted sum of every `step`-th level from `levels` on.
std::uint8_t mixed(const std::uint8_t* levels, std::size_t step, const Source& source)
{
    int sum = 1 << (kFractionBits - 1);
    for (const int weight : source.weights) {
        sum += *levels * weight;
        levels += step;
    }
    return static_cast<std::uint8_t>(std::clamp(sum >> kFractionBits, 0, 255));
}

Image withOtherWidth(const Image& image, int width, Interpolation interpolation)
{
    Image result{.width = width, .height = image.height, .channels = image.channels};
    const std::vector<Source> sources = sourcesOf(image.width, width, interpolation);
    const auto channels = static_cast<std::size_t>(image.channels);
    const std::size_t rowBytes = static_cast<std::size_t>(image.width) * channels;
    result.pixels.reserve(static_cast<std::size_t>(width) * channels *
                          static_cast<std::size_t>(image.height));
    for (int y = 0; y < image.height; ++y) {
        const std::uint8_t* row = image.pixels.data() + static_cast<std::size_t>(y) * rowBytes;
        for (const Source& source : sources) {
            const std::uint8_t* first = row + static_cast<std::size_t>(source.first) * channels;
            for (std::size_t c = 0; c < channels; ++c) {
                result.pixels.push_back(mixed(first + c, channels, source));
            }
        }
    }
    return result;
}

Image withOtherHeight(const Image& image, int height, Interpolation interpolation)
{
    Image result{.width = image.width, .height = height, .channels = image.channels};
    const std::size_t rowBytes =
        static_cast<std::size_t>(image.width) * static_cast<std::size_t>(image.channels);
    result.pixels.reserve(static_cast<std::size_t>(height) * rowBytes);
    for (const Source& source : sourcesOf(image.height, height, interpolation)) {
        const std::uint8_t* first =
            image.pixels.data() + static_cast<std::size_t>(source.first) * rowBytes;
        for (std::size_t i = 0; i < rowBytes; ++i) {
            result.pixels.push_back(mixed(first + i, rowBytes, source));
        }
    }
    return result;
}

} // namespace

Image resized(const Image& image, int width, int height, Interpolation interpolation)
{
    if (width < 1 || height < 1 || std::int64_t{width} * height > kMaxPixels ||
        std::int64_t{width} * image.height > kMaxPixels) {
        throw BadInput("A picture of " + std::to_string(image.width) + " × " +
                       std::to_string(image.height) + " pixels cannot be resized to " +
                       std::to_string(width) + " × " + std::to_string(height) +
                       ". Choose another size, or crop the picture first.");
    }
    const Image narrowed =
        width == image.width ? image : withOtherWidth(image, width, interpolation);
    return height == image.height ? narrowed : withOtherHeight(narrowed, height, interpolation);
}

Image cropped(const Image& image, int left, int top, int width, int height)
{
    Image result{.width = width, .height = height, .channels = image.channels};
    const auto channels = std::ptrdiff_t{image.channels};
    result.pixels.resize(static_cast<std::size_t>(channels * width * height));
    const int firstColumn = std::max(left, 0);
    const int endColumn = std::min(left + width, image.width);
    for (int y = std::max(top, 0); y < std::min(top + height, image.height); ++y) {
        const auto from =
            image.pixels.begin() + (std::ptrdiff_t{y} * image.width + firstColumn) * channels;
        const auto to = result.pixels.begin() +
                        (std::ptrdiff_t{y - top} * width + firstColumn - left) * channels;
        std::copy_n(from, std::max(0, endColumn - firstColumn) * channels, to);
    }
    return result;
}

std::string interpolationName(Interpolation interpolation)
{
    return interpolation == Interpolation::Bicubic ? "bicubic" : "bilinear";
}

} // namespace palimpsest
