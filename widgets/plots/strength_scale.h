// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/analysis/pattern_comparison.h"

#include <cstddef>
#include <vector>

namespace palimpsest {

/// At a τ of 1 nothing would be salient, and studies refuse it.
inline constexpr double kLargestTau = 0.99;

/// A logarithmic axis of strengths, as shares of the largest, in pixels that grow downwards.
struct StrengthScale
{
    static constexpr double kFaintest = 1e-4; ///< weaker ones lie on the bottom

    double top = 0.0;    ///< where 1 lies
    double bottom = 1.0; ///< where kFaintest lies

    /// Where a share lies; never outside of the axis.
    double position(double share) const;
    /// The share at a position, from kFaintest to 1.
    double share(double position) const;
};

/// How many of the falling `strengths` exceed τ.
std::size_t keptCount(const StrengthShares& strengths, double tau);

/// τ with the two digits it is shown with, from StrengthScale::kFaintest to 1.
double legibleTau(double tau);

/// τ a tenth up (`steps` > 0) or down, that often.
double steppedTau(double tau, int steps);

/// Heights of `columns` columns of equal width over all ranks: each as high as the strongest of
/// its patterns, so that nothing strong is lost where patterns are more than columns.
std::vector<double> columnHeights(const StrengthShares& strengths, int columns);

} // namespace palimpsest
