// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cmath>
#include <cstddef>

namespace palimpsest {

/// Whether somebody who is right on each of the samples with probability `chance` > 0 would get
/// this accuracy or a better one in more than one of twenty tries: a binomial test. Of so few
/// samples that all could be right by chance, that all are right is no sign of it.
inline bool isNoBetterThanChance(double accuracy, double chance, std::size_t samples)
{
    if (accuracy >= 1.0 || chance >= 1.0) {
        return accuracy < 1.0;
    }
    constexpr double kPlausible = 0.05;
    const auto count = static_cast<double>(samples);
    const double right = std::round(accuracy * count);
    double logTerm = count * std::log1p(-chance); // of the probability that none is right
    double atLeast = right == 0.0 ? std::exp(logTerm) : 0.0;
    for (double k = 1.0; k <= count; ++k) {
        logTerm += std::log((count - k + 1.0) / k * chance / (1.0 - chance));
        atLeast += k >= right ? std::exp(logTerm) : 0.0;
    }
    return atLeast > kPlausible;
}

} // namespace palimpsest
