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

} // namespace palimpsest
