// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/interactions/interactions.h"

#include "core/interactions/transforms.h"

#include <algorithm>
#include <bit>
#include <utility>

namespace palimpsest {

Interactions andInteractions(std::span<const double> v)
{
    std::vector<double> values(v.begin(), v.end());
    moebius(values); // or it throws
    values[0] = 0.0; // subtracting the constant v(∅) changes I(∅) alone
    return {.patterns = PatternSet::all(std::countr_zero(values.size())),
            .values = std::move(values)};
}

Interactions scaled(Interactions interactions, double factor)
{
    for (double& value : interactions.values) {
        value *= factor;
    }
    return interactions;
}

Interactions listedInteractions(int partCount, std::vector<PatternEffect> effects)
{
    std::erase_if(effects, [](const PatternEffect& of) { return of.pattern.parts.empty(); });
    effects.push_back({});
    std::ranges::sort(effects, {}, &PatternEffect::pattern);
    std::vector<PatternId> patterns;
    std::vector<double> values;
    for (const PatternEffect& of : effects) {
        patterns.push_back(of.pattern);
        values.push_back(of.value);
    }
    return {.patterns = PatternSet(partCount, std::move(patterns)), .values = std::move(values)};
}

} // namespace palimpsest
