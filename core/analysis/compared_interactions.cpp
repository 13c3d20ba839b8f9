// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/analysis/compared_interactions.h"

#include "core/base/parallel.h"

#include <utility>
#include <vector>

namespace palimpsest {

namespace {

/// A usable model while its interactions are computed, and its tables by compared sample.
struct Model
{
    std::shared_ptr<NormalisedModel> result;
    std::vector<const std::vector<double>*> tables;
};

/// Makes room for every model in `compared`; gives those that are usable.
std::vector<Model> prepareModels(const ComparedValues& values, ComparedModels& compared)
{
    std::vector<Model> models;
    const std::size_t samples = compared.comparison.samples.size();
    for (const auto& [index, report] : compared.comparison.models) {
        auto result =
            std::make_shared<NormalisedModel>(NormalisedModel{.normaliser = report.normaliser});
        compared.models[index] = result;
        if (!result->usable()) {
            continue;
        }
        result->samples.resize(samples);
        result->largest.resize(samples);
        Model& model = models.emplace_back(Model{std::move(result), {}});
        for (const SampleReport& sample : compared.comparison.samples) {
            model.tables.push_back(&values.at(index).at(sample.index)->v);
        }
    }
    return models;
}

void setInteractions(const Model& model, std::size_t sample, Interactions interactions)
{
    model.result->largest[sample] = largestStrength(interactions);
    model.result->samples[sample] = std::move(interactions);
}

} // namespace

void addInteractions(const ComparedValues& values, ComparedModels& compared,
                     const Progress& progress)
{
    const std::vector<Model> models = prepareModels(values, compared);
    const std::size_t samples = compared.comparison.samples.size();
    SharedProgress steps(samples, progress);
    parallelFor(samples, [&](std::size_t sample) {
        steps.next();
        for (const Model& model : models) {
            setInteractions(
                model, sample,
                scaled(andInteractions(*model.tables[sample]), 1.0 / model.result->normaliser));
        }
    });
}

} // namespace palimpsest
