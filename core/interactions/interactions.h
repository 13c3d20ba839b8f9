// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <span>
#include <vector>

namespace palimpsest {

/// AND interactions of one model on one sample, I(S) for all 2^n patterns S, index = bit mask.
/// I(∅) = 0: interactions are taken of v − v(∅).
struct Interactions
{
    int partCount = 0;
    std::vector<double> values;

    bool operator==(const Interactions&) const = default;
};

/// Harsanyi dividends of the value table `v` (2^n entries), accumulated in double:
/// I(S) = Σ_{T⊆S} (−1)^{|S|−|T|} (v(T) − v(∅)).
/// Source: X. Jiang et al., arXiv 2410.08455, Eq. 2.
Interactions andInteractions(std::span<const double> v);

/// Every value multiplied by `factor`.
Interactions scaled(Interactions interactions, double factor);

} // namespace palimpsest
