// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/pictures/part_borders.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>

namespace palimpsest {

namespace {

/// Calls `add(from, to)` for each run of the places below `length` where a border runs.
template<typename Differs, typename Add>
void findRuns(int length, Differs differs, Add add)
{
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
}

} // namespace

/// Row by row, as pictures lie in memory; rows like the one before only prolong its upright lines.
std::vector<QLineF> partBorders(const LabelMap& map)
{
    const auto width = static_cast<std::size_t>(map.width);
    const std::vector<std::uint8_t> outside(width, 0);
    std::vector<QLineF> lines;
    std::vector<QLineF> upright;
    std::vector<int> since(width + 1, -1); // the row from which on a border runs left of a column
    const std::uint8_t* above = outside.data();
    for (int y = 0; y <= map.height; ++y) {
        const std::uint8_t* row = y < map.height ? map.labels.data() + y * width : outside.data();
        if (std::equal(above, above + width, row)) {
            continue;
        }
        findRuns(
            map.width, [&](int x) { return above[x] != row[x]; },
            [&](int from, int to) { lines.emplace_back(from, y, to, y); });
        for (std::size_t x = 0; x <= width; ++x) {
            const bool border = (x > 0 ? row[x - 1] : 0) != (x < width ? row[x] : 0);
            if (border && since[x] < 0) {
                since[x] = y;
            } else if (!border && since[x] >= 0) {
                const auto column = static_cast<double>(x);
                upright.emplace_back(column, since[x], column, y);
                since[x] = -1;
            }
        }
        above = row;
    }
    std::ranges::stable_sort(upright, {}, &QLineF::x1);
    lines.insert(lines.end(), upright.begin(), upright.end());
    return lines;
}

} // namespace palimpsest
