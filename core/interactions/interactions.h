// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/interactions/pattern_set.h"

#include <cstddef>
#include <span>
#include <vector>

namespace palimpsest {

/// Interactions of one model on one sample, a value for each of its patterns; patterns that are not
/// among them have none. AND interactions or, where the model was split into AND and OR, the AND
/// and then the OR ones. Those of ∅ are 0: interactions are taken of v − v(∅).
struct Interactions
{
    PatternSet patterns;
    std::vector<double> values;

    bool operator==(const Interactions&) const = default;
};

/// Harsanyi dividends of the value table `v` (2^n entries), accumulated in double:
/// I(S) = Σ_{T⊆S} (−1)^{|S|−|T|} (v(T) − v(∅)).
/// Source: X. Jiang et al., arXiv 2410.08455, Eq. 2. Throws BadInput when `v` has other sizes.
Interactions andInteractions(std::span<const double> v);

/// Every value multiplied by `factor`.
Interactions scaled(Interactions interactions, double factor);

/// One interaction by itself.
struct PatternEffect
{
    PatternId pattern;
    double value = 0.0;
};

/// The interactions in `effects`, which stand in any order, on a sample of `partCount` parts; those
/// of ∅ are passed over. Throws BadInput when a pattern is there twice or has other parts.
Interactions listedInteractions(int partCount, std::vector<PatternEffect> effects);

/// Calls `visit(patterns, index, ofA, ofB)` for every pattern but ∅ that `a` or `b` has, rising: it
/// stands at `index` of `patterns`, which are those of `a` wherever `a` has it. Where only one has
/// it, it is 0 in the other.
template<typename Visit>
void forEachPattern(const Interactions& a, const Interactions& b, Visit visit)
{
    if (a.patterns == b.patterns) {
        for (std::size_t i = 1; i < a.values.size(); ++i) {
            visit(a.patterns, i, a.values[i], b.values[i]);
        }
        return;
    }
    std::size_t i = 1;
    std::size_t j = 1;
    while (i < a.values.size() || j < b.values.size()) {
        const bool endsA = i >= a.values.size();
        const bool endsB = j >= b.values.size();
        const bool inA = endsB || (!endsA && a.patterns.at(i) <= b.patterns.at(j));
        const bool inB = endsA || (!endsB && b.patterns.at(j) <= a.patterns.at(i));
        visit(inA ? a.patterns : b.patterns, inA ? i : j, inA ? a.values[i] : 0.0,
              inB ? b.values[j] : 0.0);
        i += inA ? 1 : 0;
        j += inB ? 1 : 0;
    }
}

} // namespace palimpsest
