// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/knowledge/model_knowledge.h"

#include <memory>
#include <span>
#include <utility>
#include <vector>

namespace palimpsest {

/// What a model knows, from its AND interactions of value tables, one per sample.
inline ModelKnowledge knowledgeOf(const std::vector<std::vector<double>>& tables,
                                  const SalienceSettings& settings)
{
    NormalisedModel model{.normaliser = normaliserOf(
                              std::vector<std::span<const double>>(tables.begin(), tables.end()))};
    if (model.usable()) {
        for (const std::vector<double>& v : tables) {
            model.samples.push_back(scaled(andInteractions(v), 1.0 / model.normaliser));
            model.largest.push_back(largestStrength(model.samples.back()));
        }
    }
    return modelKnowledge(std::make_shared<NormalisedModel>(std::move(model)), settings);
}

/// `knowledge` with `change(sample, values)` made to its interactions, under the same thresholds.
template<typename Change>
ModelKnowledge changed(ModelKnowledge knowledge, Change change)
{
    NormalisedModel model = *knowledge.model;
    for (std::size_t sample = 0; sample < model.samples.size(); ++sample) {
        change(sample, model.samples[sample].values);
    }
    knowledge.model = std::make_shared<NormalisedModel>(std::move(model));
    return knowledge;
}

} // namespace palimpsest
