// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/parts/labelme_picture.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace palimpsest {

/// Steps to the neighbours of a pixel: the first four share an edge with it, the rest a corner.
inline constexpr std::array<std::pair<int, int>, 8> kNeighbours = {
    {{1, 0}, {-1, 0}, {0, 1}, {0, -1}, {1, 1}, {-1, 1}, {1, -1}, {-1, -1}}};

/// Calls visit(position) for those of the first `count` neighbours of pixel `at` that there are.
template<typename Visit>
void forNeighbours(std::size_t at, PixelSize size, std::size_t count, Visit visit)
{
    const auto width = static_cast<std::size_t>(size.width);
    const int x = static_cast<int>(at % width);
    const int y = static_cast<int>(at / width);
    for (std::size_t i = 0; i < count; ++i) {
        const int besideX = x + kNeighbours[i].first;
        const int besideY = y + kNeighbours[i].second;
        if (besideX >= 0 && besideY >= 0 && besideX < size.width && besideY < size.height) {
            visit(static_cast<std::size_t>(besideY) * width + static_cast<std::size_t>(besideX));
        }
    }
}

/// Connected pieces of equal values.
struct Components
{
    std::vector<std::int32_t> ids;   ///< height × width
    std::vector<std::size_t> firsts; ///< of each piece its first pixel, in the order of rows; ids
                                     ///< count in that order too
    std::vector<std::size_t> pixels; ///< how many each has
};

/// Takes pixel `first` and all that are joined to it, over the first `count` neighbours, by pixels
/// that are free: isFree(position) must be false once take(position) was called.
template<typename Free, typename Take>
void spreadFrom(std::size_t first, PixelSize size, std::size_t count, Free isFree, Take take)
{
    std::vector<std::size_t> pending = {first};
    take(first);
    while (!pending.empty()) {
        const std::size_t at = pending.back();
        pending.pop_back();
        forNeighbours(at, size, count, [&](std::size_t beside) {
            if (isFree(beside)) {
                take(beside);
                pending.push_back(beside);
            }
        });
    }
}

/// The pieces of `values`, height × width. Those of value v are joined over the first
/// neighboursOf(v) neighbours, 4 or 8.
template<typename Value, typename Neighbours>
Components componentsOf(const std::vector<Value>& values, PixelSize size, Neighbours neighboursOf)
{
    Components result{.ids = std::vector<std::int32_t>(values.size(), -1)};
    for (std::size_t first = 0; first < values.size(); ++first) {
        if (result.ids[first] >= 0) {
            continue;
        }
        const auto id = static_cast<std::int32_t>(result.firsts.size());
        result.firsts.push_back(first);
        result.pixels.push_back(0);
        spreadFrom(
            first, size, neighboursOf(values[first]),
            [&](std::size_t at) { return result.ids[at] < 0 && values[at] == values[first]; },
            [&](std::size_t at) {
                result.ids[at] = id;
                ++result.pixels.back();
            });
    }
    return result;
}

} // namespace palimpsest
