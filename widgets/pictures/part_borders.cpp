// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/pictures/part_borders.h"

namespace palimpsest {

std::vector<QLineF> partBorders(const LabelMap& map)
{
    const auto label = [&](int x, int y) {
        const bool inside = x >= 0 && y >= 0 && x < map.width && y < map.height;
        return inside ? map.labels[static_cast<std::size_t>(y) * map.width + x] : 0;
    };
    std::vector<QLineF> lines;
    // Walks along one grid line; `differs` says whether a border runs at a step, `add` joins a run.
    const auto walk = [](int length, auto differs, auto add) {
        int start = -1;
        for (int i = 0; i <= length; ++i) {
            const bool border = i < length && differs(i);
            if (border && start < 0) {
                start = i;
            } else if (!border && start >= 0) {
                add(start, i);
                start = -1;
            }
        }
    };
    for (int y = 0; y <= map.height; ++y) {
        walk(
            map.width, [&](int x) { return label(x, y - 1) != label(x, y); },
            [&](int from, int to) { lines.emplace_back(from, y, to, y); });
    }
    for (int x = 0; x <= map.width; ++x) {
        walk(
            map.height, [&](int y) { return label(x - 1, y) != label(x, y); },
            [&](int from, int to) { lines.emplace_back(x, from, x, to); });
    }
    return lines;
}

} // namespace palimpsest
