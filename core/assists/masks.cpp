// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/assists/masks.h"

#include "core/assists/components.h"
#include "core/base/error.h"

#include <algorithm>
#include <cstdint>

namespace palimpsest {

namespace {

void requireWithin(const Mask& mask, PixelSize size, const std::string& what)
{
    const bool isWithin = mask.left >= 0 && mask.top >= 0 && mask.width >= 0 && mask.height >= 0 &&
                          std::int64_t{mask.left} + mask.width <= size.width &&
                          std::int64_t{mask.top} + mask.height <= size.height;
    if (!isWithin ||
        std::int64_t{mask.width} * mask.height != static_cast<std::int64_t>(mask.pixels.size())) {
        throw BadInput(what + " is of " + std::to_string(mask.width) + " × " +
                       std::to_string(mask.height) + " pixels from (" + std::to_string(mask.left) +
                       ", " + std::to_string(mask.top) + ") on, and the picture of " +
                       std::to_string(size.width) + " × " + std::to_string(size.height) +
                       ". It must be drawn on this picture.");
    }
}

} // namespace

Mask emptyMask(PixelSize size)
{
    return {.width = size.width,
            .height = size.height,
            .pixels = std::vector<std::uint8_t>(static_cast<std::size_t>(size.width) *
                                                static_cast<std::size_t>(size.height))};
}

std::size_t pixelCount(const Mask& mask)
{
    return static_cast<std::size_t>(
        std::ranges::count_if(mask.pixels, [](std::uint8_t pixel) { return pixel != 0; }));
}

Mask wholeMask(const Mask& mask, PixelSize size, const std::string& what)
{
    requireWithin(mask, size, what);
    Mask whole = emptyMask(size);
    for (int y = 0; y < mask.height; ++y) {
        const auto row = mask.pixels.begin() + std::ptrdiff_t{y} * mask.width;
        const std::ptrdiff_t to = std::ptrdiff_t{mask.top + y} * size.width + mask.left;
        std::transform(row, row + mask.width, whole.pixels.begin() + to,
                       [](std::uint8_t pixel) { return pixel != 0 ? 1 : 0; });
    }
    return whole;
}

Mask changedUnder(Mask before, const Mask& after, const std::vector<Stroke>& strokes)
{
    constexpr std::size_t kNeighbourCount = 8;
    const PixelSize size{before.width, before.height};
    std::vector<std::int8_t> changes(before.pixels.size()); // 1 where added, −1 where taken away
    for (std::size_t at = 0; at < changes.size(); ++at) {
        changes[at] = static_cast<std::int8_t>((after.pixels[at] != 0 ? 1 : 0) -
                                               (before.pixels[at] != 0 ? 1 : 0));
    }
    for (const Stroke& stroke : strokes) {
        for (const std::size_t first : pixelsUnder(stroke, size)) {
            const std::int8_t change = changes[first];
            if (change != 0) {
                spreadFrom(
                    first, size, kNeighbourCount,
                    [&](std::size_t at) { return changes[at] == change; },
                    [&](std::size_t at) {
                        changes[at] = 0;
                        before.pixels[at] = after.pixels[at];
                    });
            }
        }
    }
    return before;
}

} // namespace palimpsest
