// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace palimpsest {

/// Pixels of a picture: those of a box in it, or of all of it, that are meant.
struct Mask
{
    int left = 0; ///< of the box in the picture, in pixels
    int top = 0;
    int width = 0;
    int height = 0;
    std::vector<std::uint8_t> pixels; ///< height × width of the box, 1 where a pixel is meant, or 0

    bool operator==(const Mask&) const = default;
};

/// The pixels with `label` of a picture of `width` pixels a row; the box is as small as can be, and
/// empty where there is none.
Mask pixelsWith(std::uint8_t label, const std::vector<std::uint8_t>& labels, int width);

/// Calls `visit(x, y)` with every pixel of a mask that lies in a picture of `width` × `height`.
template<typename Visit>
void forEachPixel(const Mask& mask, int width, int height, Visit visit)
{
    const int right = std::min(mask.left + mask.width, width);
    const int bottom = std::min(mask.top + mask.height, height);
    for (int y = std::max(mask.top, 0); y < bottom; ++y) {
        const std::uint8_t* line =
            mask.pixels.data() + static_cast<std::size_t>(y - mask.top) * mask.width;
        for (int x = std::max(mask.left, 0); x < right; ++x) {
            if (line[x - mask.left] != 0) {
                visit(x, y);
            }
        }
    }
}

} // namespace palimpsest
