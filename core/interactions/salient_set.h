// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/interactions/interactions.h"

#include <cmath>
#include <span>
#include <vector>

namespace palimpsest {

/// Over what the largest |I| of a threshold is taken.
enum class ThresholdScope {
    Model,  ///< all samples of the model together
    Sample, ///< each sample for itself
};

/// Name of a scope in files: "model", "sample".
const char* thresholdScopeName(ThresholdScope scope);

/// The thresholds τ·max|I| of one model, one per sample (all equal for ThresholdScope::Model). The
/// maximum runs over orders ≥ 1. Source: X. Cheng et al., arXiv 2409.08712, who use both scopes.
std::vector<double> salienceThresholds(std::span<const Interactions> samples, double tau,
                                       ThresholdScope scope);

/// Ω = { S ≠ ∅ : |I(S)| > threshold }.
struct SalientSet
{
    double threshold = 0.0;

    bool contains(double interaction) const { return std::abs(interaction) > threshold; }
};

} // namespace palimpsest
