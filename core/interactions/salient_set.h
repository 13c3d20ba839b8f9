// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/interactions/interactions.h"

#include <cmath>
#include <cstddef>
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

/// max|I|, over orders ≥ 1 and over AND and OR alike.
double largestStrength(const Interactions& interactions);

/// The thresholds τ·max|I| of one model, one per sample (all equal for ThresholdScope::Model), from
/// the largest |I| of each. Source: X. Cheng et al., arXiv 2409.08712, who use both scopes.
std::vector<double> salienceThresholds(std::span<const double> largest, double tau,
                                       ThresholdScope scope);

/// Ω = { S ≠ ∅ : |I(S)| > threshold }.
struct SalientSet
{
    double threshold = 0.0;

    bool contains(double interaction) const { return std::abs(interaction) > threshold; }
};

/// How many interactions of each kind are salient.
struct SalientCounts
{
    std::size_t andCount = 0;
    std::size_t orCount = 0;

    void add(const SalientCounts& other);

    bool operator==(const SalientCounts&) const = default;
};

SalientCounts countSalient(const Interactions& interactions, const SalientSet& salient);

} // namespace palimpsest
