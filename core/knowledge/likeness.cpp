// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/knowledge/likeness.h"

#include "core/interactions/vectorised.h"
#include "core/knowledge/knowledge_split.h"

#include <utility>
#include <vector>

namespace palimpsest {

namespace {

// Not std::min and std::max: those return references, which the compiler turns into jumps. Nulls
// spend most of their time here, and where effects are as good as random a jump is guessed wrong
// every other time.
double smaller(double a, double b)
{
    return a < b ? a : b;
}

double larger(double a, double b)
{
    return a > b ? a : b;
}

/// What two models have of the patterns of either, ∅ first.
std::pair<std::vector<double>, std::vector<double>> sideBySide(const Interactions& a,
                                                               const Interactions& b)
{
    std::vector<double> valuesA(1);
    std::vector<double> valuesB(1);
    forEachPattern(a, b, [&](const PatternSet&, std::size_t, double ofA, double ofB) {
        valuesA.push_back(ofA);
        valuesB.push_back(ofB);
    });
    return {std::move(valuesA), std::move(valuesB)};
}

} // namespace

void LikenessSums::add(const LikenessSums& other)
{
    smaller += other.smaller;
    larger += other.larger;
}

std::optional<double> LikenessSums::value() const
{
    return ratio(smaller, larger);
}

LikenessSums likeness(const Interactions& a, const Interactions& b)
{
    if (a.patterns == b.patterns) {
        return likeness(a.values, b.values);
    }
    const auto [valuesA, valuesB] = sideBySide(a, b);
    return likeness(valuesA, valuesB);
}

PALIMPSEST_VECTORISED
LikenessSums likeness(std::span<const double> a, std::span<const double> b)
{
    LikenessSums sums;
    for (std::size_t pattern = 1; pattern < a.size(); ++pattern) {
        const double positiveA = larger(a[pattern], 0.0);
        const double negativeA = larger(-a[pattern], 0.0);
        const double positiveB = larger(b[pattern], 0.0);
        const double negativeB = larger(-b[pattern], 0.0);
        sums.smaller += smaller(positiveA, positiveB) + smaller(negativeA, negativeB);
        sums.larger += larger(positiveA, positiveB) + larger(negativeA, negativeB);
    }
    return sums;
}

LikenessSums salientSetLikeness(const Interactions& a, const SalientSet& salientA,
                                const Interactions& b, const SalientSet& salientB)
{
    if (a.patterns == b.patterns) {
        return salientSetLikeness(a.values, salientA, b.values, salientB);
    }
    const auto [valuesA, valuesB] = sideBySide(a, b);
    return salientSetLikeness(valuesA, salientA, valuesB, salientB);
}

PALIMPSEST_VECTORISED
LikenessSums salientSetLikeness(std::span<const double> a, const SalientSet& salientA,
                                std::span<const double> b, const SalientSet& salientB)
{
    std::size_t inBoth = 0;
    std::size_t inAny = 0;
    for (std::size_t pattern = 1; pattern < a.size(); ++pattern) {
        const auto inA = static_cast<std::size_t>(salientA.contains(a[pattern]));
        const auto inB = static_cast<std::size_t>(salientB.contains(b[pattern]));
        inBoth += inA & inB;
        inAny += inA | inB;
    }
    return {.smaller = static_cast<double>(inBoth), .larger = static_cast<double>(inAny)};
}

} // namespace palimpsest
