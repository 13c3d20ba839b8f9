// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/analysis/compared_interactions.h"

#include "core/base/parallel.h"
#include "core/interactions/and_or.h"

#include <algorithm>
#include <cmath>
#include <mutex>
#include <span>
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

void addAnd(std::span<const Model> models, std::size_t sample)
{
    for (const Model& model : models) {
        setInteractions(
            model, sample,
            scaled(andInteractions(*model.tables[sample]), 1.0 / model.result->normaliser));
    }
}

/// Adds up what the splits of several threads reached.
class SplitRecord
{
public:
    void add(const AndOrSplit& split)
    {
        const std::lock_guard lock(m_mutex);
        m_report.gap = std::max(m_report.gap, split.gap);
        m_report.steps = std::max(m_report.steps, split.steps);
        ++m_report.splits;
        m_report.unfinished += split.converged ? 0 : 1;
    }

    const SplitReport& report() const { return m_report; }

private:
    std::mutex m_mutex;
    SplitReport m_report;
};

/// Splits `models` together on one sample.
void addAndOr(std::span<const Model> models, std::size_t sample, double kappa,
              SharedProgress& progress, SplitRecord& record)
{
    std::vector<std::vector<double>> tables;
    std::vector<double> kappas;
    for (const Model& model : models) {
        std::vector<double>& table = tables.emplace_back(*model.tables[sample]);
        for (double& v : table) {
            v /= model.result->normaliser;
        }
        kappas.push_back(kappa * std::abs(table.back() - table.front()));
    }
    AndOrSplit split =
        splitAndOr(tables, kappas, {}, [&](std::size_t, std::size_t) { return progress.goesOn(); });
    record.add(split);
    for (std::size_t i = 0; i < models.size(); ++i) {
        setInteractions(models[i], sample, std::move(split.models[i]));
    }
}

} // namespace

void addInteractions(const ComparedValues& values, ComparedModels& compared,
                     const Progress& progress)
{
    const std::vector<Model> models = prepareModels(values, compared);
    const InteractionSettings& settings = compared.comparison.interactions;
    const std::size_t samples = compared.comparison.samples.size();
    SharedProgress steps(samples, progress);
    SplitRecord record;
    parallelFor(samples, [&](std::size_t sample) {
        steps.next();
        if (settings.kind == InteractionKind::And) {
            addAnd(models, sample);
            return;
        }
        const std::size_t together = settings.joint ? models.size() : 1;
        for (std::size_t first = 0; first < models.size(); first += together) {
            addAndOr(std::span(models).subspan(first, together), sample, settings.kappa, steps,
                     record);
        }
    });
    if (settings.kind == InteractionKind::AndOr) {
        compared.comparison.split = record.report();
    }
}

} // namespace palimpsest
