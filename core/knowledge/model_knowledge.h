// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/interactions/interactions.h"
#include "core/interactions/salient_set.h"

#include <memory>
#include <span>
#include <vector>

namespace palimpsest {

/// Interactions of one checkpoint on all compared samples, on a scale that models share. Nothing in
/// it depends on thresholds.
struct NormalisedModel
{
    double normaliser = 0.0;           ///< E_x |v(N) − v(∅)|; 0 leaves the model out
    std::vector<Interactions> samples; ///< of v / normaliser, one per sample; none when left out
    std::vector<double> largest;       ///< the largest |I| of each sample

    bool usable() const { return normaliser > 0.0; }
};

/// The mean of |v(N) − v(∅)| over the value tables of one checkpoint, one per sample.
/// Source: X. Cheng et al., arXiv 2409.08712.
double normaliserOf(std::span<const std::span<const double>> tables);

/// How patterns are called salient.
struct SalienceSettings
{
    double tau = 0.05;
    ThresholdScope scope = ThresholdScope::Model;

    bool operator==(const SalienceSettings&) const = default;
};

/// A model and which of its interactions count.
struct ModelKnowledge
{
    std::shared_ptr<const NormalisedModel> model; ///< null is an unusable one
    std::vector<SalientSet> salient;              ///< one per sample

    bool usable() const { return model && model->usable(); }
    const Interactions& sample(std::size_t index) const { return model->samples[index]; }
};

/// The model with the salient sets of its samples; none where it is unusable.
ModelKnowledge modelKnowledge(std::shared_ptr<const NormalisedModel> model,
                              const SalienceSettings& settings);

} // namespace palimpsest
