// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/plots/strength_scale.h"

#include <algorithm>
#include <cmath>
#include <functional>

namespace palimpsest {

double StrengthScale::position(double share) const
{
    const double decades =
        std::log10(std::clamp(share, kFaintest, 1.0)) / std::log10(kFaintest); // 0 at the top
    return top + decades * (bottom - top);
}

double StrengthScale::share(double position) const
{
    const double decades = std::clamp((position - top) / (bottom - top), 0.0, 1.0);
    return std::pow(kFaintest, decades);
}

std::size_t keptCount(const StrengthShares& strengths, double tau)
{
    // Of a falling list, those before the first that does not exceed τ.
    const auto end =
        std::ranges::partition_point(strengths, [tau](double strength) { return strength > tau; });
    return static_cast<std::size_t>(end - strengths.begin());
}

double legibleTau(double tau)
{
    const double within = std::clamp(tau, StrengthScale::kFaintest, kLargestTau);
    const double places = std::pow(10.0, 1.0 - std::floor(std::log10(within)));
    return std::round(within * places) / places;
}

double steppedTau(double tau, int steps)
{
    double stepped = legibleTau(tau);
    for (; steps > 0; --steps) {
        stepped = legibleTau(stepped * 1.1);
    }
    for (; steps < 0; ++steps) {
        stepped = legibleTau(stepped * 0.9);
    }
    return stepped;
}

std::vector<double> columnHeights(const StrengthShares& strengths, int columns)
{
    std::vector<double> heights;
    for (int column = 0; column < columns && !strengths.empty(); ++column) {
        const std::size_t rank =
            static_cast<std::size_t>(column) * strengths.size() / static_cast<std::size_t>(columns);
        heights.push_back(strengths[rank]);
    }
    return heights;
}

} // namespace palimpsest
