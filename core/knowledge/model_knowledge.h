// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/interactions/interactions.h"
#include "core/interactions/salient_set.h"

#include <span>
#include <vector>

namespace palimpsest {

/// Interactions of one checkpoint on all compared samples, on a scale that models share.
struct ModelKnowledge
{
    double normaliser = 0.0;           ///< E_x |v(N) − v(∅)|; 0 leaves the model out
    std::vector<Interactions> samples; ///< I / normaliser, one per sample
    std::vector<SalientSet> salient;   ///< one per sample

    bool usable() const { return normaliser > 0.0; }
};

/// How patterns are called salient.
struct SalienceSettings
{
    double tau = 0.05;
    ThresholdScope scope = ThresholdScope::Model;

    bool operator==(const SalienceSettings&) const = default;
};

/// Interactions of the value tables of one checkpoint, each of 2^n entries, divided by the mean of
/// |v(N) − v(∅)| over the samples, with their salient sets.
/// Source: X. Cheng et al., arXiv 2409.08712 (normalisation and threshold).
ModelKnowledge modelKnowledge(std::span<const std::vector<double>> tables,
                              const SalienceSettings& settings);

} // namespace palimpsest
