// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/parts/mask.h"

#include <algorithm>
#include <cstddef>
#include <iterator>

namespace palimpsest {

Mask pixelsWith(std::uint8_t label, const std::vector<std::uint8_t>& labels, int width)
{
    const int height =
        width > 0 ? static_cast<int>(labels.size() / static_cast<std::size_t>(width)) : 0;
    const auto line = [&](int y) {
        return labels.begin() + static_cast<std::ptrdiff_t>(y) * width;
    };
    int left = width;
    int right = 0;
    int top = height;
    int bottom = 0;
    for (int y = 0; y < height; ++y) {
        const auto end = line(y) + width;
        const auto first = std::find(line(y), end, label);
        if (first == end) {
            continue;
        }
        const auto last =
            std::find(std::reverse_iterator(end), std::reverse_iterator(first), label);
        left = std::min(left, static_cast<int>(first - line(y)));
        right = std::max(right, static_cast<int>(last.base() - line(y)));
        top = std::min(top, y);
        bottom = y + 1;
    }
    if (right == 0) {
        return {};
    }
    Mask mask{
        .left = left, .top = top, .width = right - left, .height = bottom - top, .pixels = {}};
    mask.pixels.reserve(static_cast<std::size_t>(mask.width) * mask.height);
    for (int y = top; y < bottom; ++y) {
        std::transform(line(y) + left, line(y) + right, std::back_inserter(mask.pixels),
                       [&](std::uint8_t pixel) { return pixel == label ? 1 : 0; });
    }
    return mask;
}

void setPixels(std::vector<std::uint8_t>& labels, int width, int height, const Mask& mask,
               std::uint8_t label)
{
    const int left = std::max(mask.left, 0);
    const int right = std::min(mask.left + mask.width, width);
    const int bottom = std::min(mask.top + mask.height, height);
    for (int y = std::max(mask.top, 0); y < bottom && left < right; ++y) {
        const auto isSet = mask.pixels.begin() +
                           static_cast<std::ptrdiff_t>(y - mask.top) * mask.width +
                           (left - mask.left);
        const auto line = labels.begin() + static_cast<std::ptrdiff_t>(y) * width + left;
        std::transform(
            isSet, isSet + (right - left), line, line,
            [label](std::uint8_t set, std::uint8_t stood) { return set != 0 ? label : stood; });
    }
}

} // namespace palimpsest
