// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/parts/labelme_picture.h"
#include "core/parts/mask.h"
#include "core/parts/shape.h"
#include "core/pictures/image.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace palimpsest {

/// Pixels that assists work on at most: 1024 × 1024.
inline constexpr std::int64_t kMaxWorkingPixels = std::int64_t{1} << 20U;

/// The largest size of the same proportions that has at most kMaxWorkingPixels pixels and is not
/// larger than `original`; of very long pictures, the narrow side keeps a pixel.
PixelSize workingSize(PixelSize original);

/// A colour in CIELab under D65: L in [0, 100], a and b about −100 to 100.
using LabColour = std::array<float, 3>;

/// Euclidean distance, the difference of colours of CIE 1976.
double difference(const LabColour& a, const LabColour& b);

/// A picture as assists look at it. They take and give coordinates, masks and labels in pixels of
/// the original, whatever size they work at.
struct WorkingPicture
{
    PixelSize original;
    Image picture;              ///< RGB, of workingSize()
    std::vector<LabColour> lab; ///< its colours, height × width

    PixelSize size() const { return {picture.width, picture.height}; }
    bool operator==(const WorkingPicture&) const = default;
};

/// Takes grey and RGB. Throws BadInput when there is no pixel, or another number of channels.
WorkingPicture workingPicture(const Image& original);

/// Index along a side of `to` pixels at which the centre of pixel `i` of `from` lies.
inline int rescaled(int i, int from, int to)
{
    return static_cast<int>((2 * std::int64_t{i} + 1) * to / (2 * std::int64_t{from}));
}

/// Where `point` of the original lies in the working picture.
Point toWorking(Point point, const WorkingPicture& picture);

/// A mask of all of the original at the working size, where a pixel is meant when one of those that
/// it stands for is.
Mask reduced(const Mask& whole, const WorkingPicture& picture);

/// Values at the working size, height × width, at the original's: each pixel takes that of the one
/// in which its centre lies, so pieces stay in one.
template<typename Value>
std::vector<Value> enlarged(const std::vector<Value>& values, const WorkingPicture& picture)
{
    const auto [width, height] = picture.original;
    std::vector<Value> result;
    result.reserve(static_cast<std::size_t>(width) * static_cast<std::size_t>(height));
    for (int y = 0; y < height; ++y) {
        const std::size_t row =
            static_cast<std::size_t>(rescaled(y, height, picture.size().height)) *
            static_cast<std::size_t>(picture.size().width);
        for (int x = 0; x < width; ++x) {
            const int column = rescaled(x, width, picture.size().width);
            result.push_back(values[row + static_cast<std::size_t>(column)]);
        }
    }
    return result;
}

} // namespace palimpsest
