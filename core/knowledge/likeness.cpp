// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/knowledge/likeness.h"

#include "core/knowledge/knowledge_split.h"

#include <algorithm>
#include <cmath>

namespace palimpsest {

void LikenessSums::add(const LikenessSums& other)
{
    smaller += other.smaller;
    larger += other.larger;
}

std::optional<double> LikenessSums::value() const
{
    return ratio(smaller, larger);
}

LikenessSums likeness(std::span<const double> a, std::span<const double> b)
{
    LikenessSums sums;
    for (std::size_t pattern = 1; pattern < a.size(); ++pattern) {
        // Of u's two halves an effect fills the one of its sign.
        const double x = std::abs(a[pattern]);
        const double y = std::abs(b[pattern]);
        if (a[pattern] * b[pattern] > 0.0) {
            sums.smaller += std::min(x, y);
            sums.larger += std::max(x, y);
        } else {
            sums.larger += x + y;
        }
    }
    return sums;
}

LikenessSums salientSetLikeness(std::span<const double> a, const SalientSet& salientA,
                                std::span<const double> b, const SalientSet& salientB)
{
    LikenessSums sums;
    for (std::size_t pattern = 1; pattern < a.size(); ++pattern) {
        const bool inA = salientA.contains(a[pattern]);
        const bool inB = salientB.contains(b[pattern]);
        sums.smaller += inA && inB ? 1.0 : 0.0;
        sums.larger += inA || inB ? 1.0 : 0.0;
    }
    return sums;
}

} // namespace palimpsest
