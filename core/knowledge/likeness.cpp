// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/knowledge/likeness.h"

#include "core/interactions/vectorised.h"
#include "core/knowledge/knowledge_split.h"

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
