// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/analysis/compared_interactions.h"

#include "core/base/parallel.h"
#include "core/base/sha256.h"
#include "core/interactions/and_or.h"

#include <algorithm>
#include <mutex>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace palimpsest {

namespace {

/// A usable model while its interactions are computed, and its tables by compared sample.
struct Model
{
    CheckpointIndex index;
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
        Model& model = models.emplace_back(Model{index, std::move(result), {}});
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

/// The splits that several threads make.
class SplitRecord
{
public:
    void add(std::string inputs, MadeSplit split)
    {
        const std::lock_guard lock(m_mutex);
        m_splits.emplace(std::move(inputs), std::move(split));
    }

    std::map<std::string, MadeSplit> take() { return std::move(m_splits); }

private:
    std::mutex m_mutex;
    std::map<std::string, MadeSplit> m_splits;
};

SplitReport reportOf(const std::map<std::string, MadeSplit>& splits)
{
    SplitReport report{.splits = splits.size()};
    for (const auto& [inputs, split] : splits) {
        report.gap = std::max(report.gap, split.gap);
        report.steps = std::max(report.steps, split.steps);
        report.unfinished += split.converged ? 0 : 1;
    }
    return report;
}

/// Hash of all that a split depends on, and of where it belongs.
std::string hashOf(const MadeSplit& split, const std::vector<std::vector<double>>& tables,
                   const std::vector<double>& kappas)
{
    const auto bytes = [](const auto& values) {
        return std::string(reinterpret_cast<const char*>(values.data()),
                           values.size() * sizeof(values[0]));
    };
    std::string all = std::to_string(split.sample) + bytes(split.models) + bytes(kappas);
    for (const std::vector<double>& table : tables) {
        all += bytes(table);
    }
    return sha256(all);
}

/// What an AND–OR comparison does with each sample.
struct Splitting
{
    double kappa = 0.0;
    const ComparedModels* before = nullptr;
    SharedProgress& progress;
    SplitRecord& record;

    /// Splits `models` together on one sample.
    void add(std::span<const Model> models, std::size_t sample) const
    {
        std::vector<std::vector<double>> tables;
        MadeSplit made{.sample = sample};
        for (const Model& model : models) {
            made.models.push_back(model.index);
            std::vector<double>& table = tables.emplace_back(*model.tables[sample]);
            for (double& v : table) {
                v /= model.result->normaliser;
            }
        }
        const std::vector<double> kappas = residualBounds(tables, kappa);
        const std::string inputs = hashOf(made, tables, kappas);
        if (!takeOver(inputs, models, made)) {
            AndOrSplit split = splitAndOr(
                tables, kappas, {}, [&](std::size_t, std::size_t) { return progress.goesOn(); });
            made.gap = split.gap;
            made.steps = split.steps;
            made.converged = split.converged;
            for (std::size_t i = 0; i < models.size(); ++i) {
                setInteractions(models[i], sample, std::move(split.models[i]));
            }
        }
        record.add(inputs, std::move(made));
    }

    /// Whether the comparison before has made the same split.
    bool takeOver(const std::string& inputs, std::span<const Model> models, MadeSplit& made) const
    {
        if (before == nullptr) {
            return false;
        }
        const auto found = before->splits.find(inputs);
        if (found == before->splits.end()) {
            return false;
        }
        made = found->second;
        for (const Model& model : models) {
            setInteractions(model, made.sample,
                            before->models.at(model.index)->samples[made.sample]);
        }
        return true;
    }
};

} // namespace

void addInteractions(const ComparedValues& values, const ComparedModels* before,
                     ComparedModels& compared, const Progress& progress)
{
    const std::vector<Model> models = prepareModels(values, compared);
    const InteractionSettings& settings = compared.comparison.interactions;
    const bool isAnd = settings.kind == InteractionKind::And;
    const std::size_t samples = compared.comparison.samples.size();
    SharedProgress steps(samples, progress);
    SplitRecord record;
    const Splitting splitting{
        .kappa = settings.kappa, .before = before, .progress = steps, .record = record};
    const std::size_t together = settings.joint ? models.size() : 1;
    parallelFor(samples, [&](std::size_t sample) {
        steps.next();
        if (isAnd) {
            addAnd(models, sample);
            return;
        }
        for (std::size_t first = 0; first < models.size(); first += together) {
            splitting.add(std::span(models).subspan(first, together), sample);
        }
    });
    if (!isAnd) {
        compared.splits = record.take();
        compared.comparison.split = reportOf(compared.splits);
    }
}

} // namespace palimpsest
