// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

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

/// Gives `label` to the pixels of a mask that lie in a picture of `width` × `height` pixels, whose
/// `labels` these are.
void setPixels(std::vector<std::uint8_t>& labels, int width, int height, const Mask& mask,
               std::uint8_t label);

} // namespace palimpsest
