// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/assists/flood.h"

#include "core/assists/components.h"
#include "core/base/error.h"

#include <vector>

namespace palimpsest {

namespace {

void requireFloodable(const WorkingPicture& picture, Point seed, double tolerance)
{
    const auto [width, height] = picture.original;
    if (!(seed.x >= 0.0 && seed.y >= 0.0 && seed.x < width && seed.y < height)) {
        throw BadInput("The wand was set outside of the picture. Click on a pixel of it.");
    }
    if (!(tolerance >= 0.0)) {
        throw BadInput("The tolerance of the wand is a distance of colours, 0 or more.");
    }
}

} // namespace

Mask flood(const WorkingPicture& picture, Point seed, double tolerance)
{
    requireFloodable(picture, seed, tolerance);
    const PixelSize size = picture.size();
    const int x = rescaled(static_cast<int>(seed.x), picture.original.width, size.width);
    const int y = rescaled(static_cast<int>(seed.y), picture.original.height, size.height);
    const std::size_t first = static_cast<std::size_t>(y) * static_cast<std::size_t>(size.width) +
                              static_cast<std::size_t>(x);
    std::vector<std::uint8_t> isTaken(picture.lab.size());
    spreadFrom(
        first, size, 4,
        [&](std::size_t at) {
            return isTaken[at] == 0 && difference(picture.lab[at], picture.lab[first]) <= tolerance;
        },
        [&](std::size_t at) { isTaken[at] = 1; });
    return {.width = picture.original.width,
            .height = picture.original.height,
            .pixels = enlarged(isTaken, picture)};
}

} // namespace palimpsest
