// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/knowledge/model_knowledge.h"
#include "core/knowledge/permutation.h"
#include "support/random_tables.h"

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

/// What a model knows whose AND and OR interactions are normally distributed numbers.
inline ModelKnowledge knowledgeOfBothKinds(int partCount, std::size_t samples, std::uint32_t seed,
                                           const SalienceSettings& settings)
{
    NormalisedModel model{.normaliser = 1.0};
    for (std::size_t sample = 0; sample < samples; ++sample) {
        std::vector<double> values =
            randomTable(partCount + 1, seed * 1000 + static_cast<std::uint32_t>(sample));
        values[0] = values[coalitionCount(partCount)] = 0.0;
        model.samples.push_back(
            {.patterns = PatternSet::all(partCount, true), .values = std::move(values)});
        model.largest.push_back(largestStrength(model.samples.back()));
    }
    return modelKnowledge(std::make_shared<NormalisedModel>(std::move(model)), settings);
}

/// All patterns of n parts, of one kind or both, with the parts renamed at random.
inline PatternMap randomPatternMap(int partCount, std::mt19937& random, bool hasBothKinds = false)
{
    const PatternSet patterns = PatternSet::all(partCount, hasBothKinds);
    return patternMap(patterns, patterns, randomRenaming(partCount, random));
}

/// `interactions` as a list of those that are not 0.
inline Interactions listed(const Interactions& interactions)
{
    std::vector<PatternEffect> effects;
    for (std::size_t index = 0; index < interactions.values.size(); ++index) {
        if (interactions.values[index] != 0.0) {
            effects.push_back({interactions.patterns.at(index), interactions.values[index]});
        }
    }
    return listedInteractions(interactions.patterns.partCount(), std::move(effects));
}

/// `model` with its interactions listed.
inline NormalisedModel listed(NormalisedModel model)
{
    for (Interactions& sample : model.samples) {
        sample = listed(sample);
    }
    return model;
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
