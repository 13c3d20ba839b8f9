// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/knowledge/permutation.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace palimpsest {

PatternMap randomPatternMap(int partCount, std::mt19937& random)
{
    std::vector<int> renamed(static_cast<std::size_t>(partCount));
    std::iota(renamed.begin(), renamed.end(), 0);
    for (std::size_t i = renamed.size(); i-- > 1;) {
        const std::uint64_t draw = random();
        std::swap(renamed[i], renamed[(draw * (i + 1)) >> 32]);
    }
    PatternMap map(coalitionCount(partCount), 0);
    for (std::size_t pattern = 1; pattern < map.size(); ++pattern) {
        // A pattern goes where the rest of it goes, and its lowest part.
        const auto lowest = static_cast<std::size_t>(std::countr_zero(pattern));
        map[pattern] = map[pattern & (pattern - 1)] | (Coalition{1} << renamed[lowest]);
    }
    return map;
}

PatternMap forBothKinds(PatternMap map)
{
    const auto count = static_cast<Coalition>(map.size());
    map.resize(2 * map.size());
    for (Coalition pattern = 0; pattern < count; ++pattern) {
        map[count + pattern] = count + map[pattern];
    }
    return map;
}

void skipPatternMaps(int partCount, std::size_t count, std::mt19937& random)
{
    const auto draws = static_cast<unsigned long long>(partCount > 1 ? partCount - 1 : 0);
    random.discard(count * draws);
}

std::vector<double> permuted(std::span<const double> values, const PatternMap& map)
{
    std::vector<double> result(values.size());
    std::ranges::transform(map, result.begin(), [&](Coalition to) { return values[to]; });
    return result;
}

Band bandOf(std::vector<double> values)
{
    std::ranges::sort(values);
    const auto quantile = [&](double share) {
        const double position = share * static_cast<double>(values.size() - 1);
        const auto below = static_cast<std::size_t>(position);
        const std::size_t above = std::min(below + 1, values.size() - 1);
        return std::lerp(values[below], values[above], position - std::floor(position));
    };
    return {.low = quantile(0.025), .median = quantile(0.5), .high = quantile(0.975)};
}

} // namespace palimpsest
