// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace palimpsest {

/// Whether an accuracy is within two standard errors of `chance`, that of naming one class always.
/// Of few samples that would be all accuracies, so that only the nearest count.
inline bool isNoBetterThanChance(double accuracy, double chance, std::size_t samples)
{
    constexpr double kNear = 0.05;
    const double errors = 2.0 * std::sqrt(chance * (1.0 - chance) / static_cast<double>(samples));
    return accuracy < 1.0 && accuracy <= chance + std::min(errors, kNear);
}

} // namespace palimpsest
