// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/knowledge/permutation.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <numeric>
#include <utility>

namespace palimpsest {

namespace {

PatternId renamed(const PatternId& pattern, const PartRenaming& renaming)
{
    PatternId result{.isOr = pattern.isOr};
    pattern.parts.forEach(
        [&](int part) { result.parts.insert(renaming[static_cast<std::size_t>(part)]); });
    return result;
}

/// That of all patterns onto themselves.
PatternMap denseMap(const PatternSet& patterns, const PartRenaming& renaming)
{
    PatternMap map(patterns.size(), 0);
    const std::size_t count = patterns.andCount();
    for (std::size_t pattern = 1; pattern < count; ++pattern) {
        // A pattern goes where the rest of it goes, and its lowest part.
        const auto lowest = static_cast<std::size_t>(std::countr_zero(pattern));
        map[pattern] = map[pattern & (pattern - 1)] | (Coalition{1} << renaming[lowest]);
    }
    for (std::size_t pattern = count; pattern < map.size(); ++pattern) {
        map[pattern] = static_cast<std::uint32_t>(count) + map[pattern - count];
    }
    return map;
}

} // namespace

PartRenaming unchangedParts(int partCount)
{
    PartRenaming renaming(static_cast<std::size_t>(partCount));
    std::iota(renaming.begin(), renaming.end(), 0);
    return renaming;
}

PartRenaming randomRenaming(int partCount, std::mt19937& random)
{
    PartRenaming renaming = unchangedParts(partCount);
    for (std::size_t i = renaming.size(); i-- > 1;) {
        const std::uint64_t draw = random();
        std::swap(renaming[i], renaming[(draw * (i + 1)) >> 32]);
    }
    return renaming;
}

void skipRenamings(int partCount, std::size_t count, std::mt19937& random)
{
    const auto draws = static_cast<unsigned long long>(partCount > 1 ? partCount - 1 : 0);
    random.discard(count * draws);
}

PatternMap patternMap(const PatternSet& from, const PatternSet& to, const PartRenaming& renaming)
{
    if (from.isDense() && from == to) {
        return denseMap(from, renaming);
    }
    PatternMap map(from.size(), 0);
    for (std::size_t index = 0; index < map.size(); ++index) {
        map[index] =
            static_cast<std::uint32_t>(to.find(renamed(from.at(index), renaming)).value_or(0));
    }
    return map;
}

std::vector<double> permuted(std::span<const double> values, const PatternMap& map)
{
    std::vector<double> result(values.size());
    std::ranges::transform(map, result.begin(), [&](std::uint32_t to) { return values[to]; });
    return result;
}

Interactions renamed(const Interactions& model, const PartRenaming& renaming)
{
    PartRenaming back(renaming.size());
    for (std::size_t part = 0; part < renaming.size(); ++part) {
        back[static_cast<std::size_t>(renaming[part])] = static_cast<int>(part);
    }
    std::vector<PatternEffect> effects;
    for (std::size_t index = 1; index < model.values.size(); ++index) {
        effects.push_back({renamed(model.patterns.at(index), back), model.values[index]});
    }
    return listedInteractions(model.patterns.partCount(), std::move(effects));
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
