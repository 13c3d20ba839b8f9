// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace palimpsest {

/// Whether somebody who is right on each of the samples with probability `chance` > 0 would get
/// this accuracy or a better one in more than one of twenty tries: a binomial test. It is not said
/// of so few samples that all of them, even of two classes alone, could be right by chance.
inline bool isNoBetterThanChance(double accuracy, double chance, std::size_t samples)
{
    constexpr double kPlausible = 0.05;
    constexpr double kTwoClasses = 0.5;
    const auto count = static_cast<double>(samples);
    if (accuracy >= 1.0 || std::pow(std::min(chance, kTwoClasses), count) > kPlausible) {
        return false;
    }
    if (chance >= 1.0) {
        return true;
    }
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
