// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/interactions/interactions.h"

#include <cstddef>
#include <cstdint>
#include <random>
#include <span>
#include <vector>

namespace palimpsest {

/// Other names for the parts of a sample: part i becomes part renaming[i].
using PartRenaming = std::vector<int>;

/// Every part as it is.
PartRenaming unchangedParts(int partCount);

/// A uniformly random renaming of n parts: Fisher–Yates from the last part down, part i swapped
/// with part ⌊r·(i+1)/2³²⌋ for the next 32-bit draw r of `random`.
PartRenaming randomRenaming(int partCount, std::mt19937& random);

/// Skips `count` renamings of n parts, as if they had been drawn.
void skipRenamings(int partCount, std::size_t count, std::mt19937& random);

/// Where each pattern goes when parts are renamed: for pattern S the index of π(S) = { π(i) : i ∈ S
/// }, of the same kind, or 0, which is that of ∅, where there is none.
using PatternMap = std::vector<std::uint32_t>;

/// Where the patterns `from` stand among the patterns `to` once their parts are renamed.
PatternMap patternMap(const PatternSet& from, const PatternSet& to, const PartRenaming& renaming);

/// The effects of a model that has all patterns, with its parts renamed by the map of these onto
/// themselves: result[S] = values[map[S]].
std::vector<double> permuted(std::span<const double> values, const PatternMap& map);

/// The same of a model with any patterns: its effect of S is that of π(S) before.
Interactions renamed(const Interactions& model, const PartRenaming& renaming);

/// What 95 % of the random draws fall into.
struct Band
{
    double low = 0.0;    ///< 2.5 % quantile
    double median = 0.0; ///< 50 %
    double high = 0.0;   ///< 97.5 %

    bool operator==(const Band&) const = default;
};

/// Quantiles of `values` (at least one), linear between neighbours.
Band bandOf(std::vector<double> values);

} // namespace palimpsest
