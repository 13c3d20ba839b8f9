// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/coalition.h"

#include <span>
#include <vector>

namespace palimpsest {

/// Interactions of one model on one sample, for all 2^n patterns S, index = bit mask: 2^n AND
/// interactions or, where the model was split into AND and OR, 2^n AND and then 2^n OR ones.
/// Those of ∅ are 0: interactions are taken of v − v(∅).
struct Interactions
{
    int partCount = 0;
    std::vector<double> values;

    bool operator==(const Interactions&) const = default;
};

/// The pattern S that entry `index` belongs to.
constexpr Coalition patternAt(std::size_t index, int partCount)
{
    return static_cast<Coalition>(index) & fullCoalition(partCount);
}

/// Whether entry `index` is an OR interaction.
constexpr bool isOr(std::size_t index, int partCount)
{
    return index >= coalitionCount(partCount);
}

/// Harsanyi dividends of the value table `v` (2^n entries), accumulated in double:
/// I(S) = Σ_{T⊆S} (−1)^{|S|−|T|} (v(T) − v(∅)).
/// Source: X. Jiang et al., arXiv 2410.08455, Eq. 2.
Interactions andInteractions(std::span<const double> v);

/// Every value multiplied by `factor`.
Interactions scaled(Interactions interactions, double factor);

} // namespace palimpsest
