// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/coalition.h"

#include <random>
#include <span>
#include <vector>

namespace palimpsest {

/// Where each interaction goes when parts are renamed: entry S is π(S) = { π(i) : i ∈ S }.
using PatternMap = std::vector<Coalition>;

/// A uniformly random renaming of n parts: Fisher–Yates from the last part down, part i swapped
/// with part ⌊r·(i+1)/2³²⌋ for the next 32-bit draw r of `random`.
PatternMap randomPatternMap(int partCount, std::mt19937& random);

/// The same renaming for 2^n AND interactions followed by 2^n OR ones.
PatternMap forBothKinds(PatternMap map);

/// Skips `count` renamings of n parts, as if they had been drawn.
void skipPatternMaps(int partCount, std::size_t count, std::mt19937& random);

/// The effects of a model whose parts are renamed: result[S] = values[map[S]].
std::vector<double> permuted(std::span<const double> values, const PatternMap& map);

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
