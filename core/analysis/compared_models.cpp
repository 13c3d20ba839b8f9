// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/analysis/compared_models.h"

#include "core/analysis/compared_interactions.h"
#include "core/analysis/compared_values.h"
#include "core/analysis/comparison_warnings.h"
#include "core/base/distinct_names.h"
#include "core/base/error.h"
#include "core/study/study_names.h"

#include <algorithm>
#include <iterator>
#include <span>

namespace palimpsest {

namespace {

std::optional<std::size_t> lineageOfRole(const Study& study, Role role)
{
    const auto found = std::ranges::find(study.lineages, role, &Lineage::role);
    if (found == study.lineages.end()) {
        return std::nullopt;
    }
    return static_cast<std::size_t>(found - study.lineages.begin());
}

std::size_t requiredLineage(const Study& study, const std::optional<std::string>& name, Role role)
{
    if (name) {
        return findLineage(study, *name);
    }
    if (const auto lineage = lineageOfRole(study, role)) {
        return *lineage;
    }
    throw NeedsOtherRun(
        "No run of the study is " +
            std::string(role == Role::Pretrained ? "the pre-trained one" : "the fine-tuned one") +
            ". Give one that role.",
        role);
}

/// "LINEAGE" or "LINEAGE/EPOCH" → checkpoint; by default the last of the pre-trained lineage.
CheckpointIndex referenceCheckpoint(const Study& study, const std::optional<std::string>& name)
{
    if (name) {
        return findCheckpoint(study, *name);
    }
    const std::size_t lineage = requiredLineage(study, name, Role::Pretrained);
    return {lineage, study.lineages[lineage].checkpoints.size() - 1};
}

std::vector<CheckpointIndex> comparedCheckpoints(const Study& study, const Comparison& comparison)
{
    std::vector<CheckpointIndex> checkpoints{comparison.reference};
    const auto addRun = [&](std::size_t lineage) {
        for (std::size_t i = 0; i < study.lineages[lineage].checkpoints.size(); ++i) {
            checkpoints.push_back({lineage, i});
        }
    };
    addRun(comparison.target);
    if (comparison.scratch) {
        addRun(*comparison.scratch);
    }
    std::ranges::sort(checkpoints);
    checkpoints.erase(std::ranges::unique(checkpoints).begin(), checkpoints.end());
    return checkpoints;
}

/// Throws unless the reference and a checkpoint of the target have values of a sample.
void requireValues(const Study& study, const ComparedValues& values,
                   const std::vector<std::size_t>& samples, const Comparison& comparison)
{
    std::string why = " yet. Extract them first.";
    const bool isNone = comparison.warnings.empty();
    if (!comparison.warnings.empty()) { // there are some, and why they do not count
        why = ".";
        for (const std::string& flaw : comparison.warnings) {
            why += " " + flaw;
        }
    }
    if (!values.contains(comparison.reference) && !values.empty()) {
        throw NeedsOtherRun("There are no values of " +
                                checkpointName(study, comparison.reference) + " to compare" + why +
                                " Or choose another reference.",
                            Role::Pretrained);
    }
    if (values.empty() || samples.empty()) {
        const std::string none = "There are no values of " +
                                 checkpointName(study, comparison.reference) +
                                 " and the other checkpoints to compare" + why;
        if (isNone) {
            throw NeedsExtraction(none);
        }
        throw BadInput(none);
    }
    const bool isTargetThere = std::ranges::any_of(
        values, [&](const auto& entry) { return entry.first.lineage == comparison.target; });
    if (!isTargetThere) {
        throw NeedsOtherRun("No checkpoint of " + study.lineages[comparison.target].name +
                                " has values to compare" + why +
                                " Or choose another run to compare.",
                            Role::Finetuned);
    }
}

void warnOfUnfinished(const Study& study, const StudyValues& values,
                      const std::vector<CheckpointIndex>& checkpoints, Comparison& comparison)
{
    const auto without = std::ranges::count_if(checkpoints, [&](const CheckpointIndex& checkpoint) {
        return std::ranges::none_of(
            values.tables, [&](const auto& entry) { return entry.first.checkpoint == checkpoint; });
    });
    if (without > 0) {
        comparison.warnings.push_back(std::to_string(without) + " of " +
                                      std::to_string(checkpoints.size()) +
                                      " checkpoints have no values yet and are left out.");
    }
    if (comparison.samples.size() < study.samples.size()) {
        comparison.warnings.push_back(
            "Only " + std::to_string(comparison.samples.size()) + " of " +
            std::to_string(study.samples.size()) +
            " samples are complete in every compared checkpoint; the others do not count.");
    }
}

/// Report and normaliser of a checkpoint; its interactions are still to come.
void describeModel(const Study& study, CheckpointIndex index, const StudyValues& values,
                   const ComparedValues& tablesOf, Comparison& comparison)
{
    ModelReport report{.name = checkpointName(study, index)};
    report.accuracy = study.lineages[index.lineage].checkpoints[index.checkpoint].accuracy;
    if (const auto known = values.outputs.find(index); known != values.outputs.end()) {
        report.outputs = known->second;
    }
    std::vector<std::span<const double>> tables;
    Matrix<float> answers;
    for (const SampleReport& sample : comparison.samples) {
        const UnitValues& table = *tablesOf.at(index).at(sample.index);
        tables.push_back(table.v);
        addAnswers(table, answers);
        report.floored += table.floored;
        report.answers.push_back(
            answerOf(table, study.settings.valueKind, study.samples[sample.index].label));
    }
    report.normaliser = normaliserOf(tables);
    if (report.outputs) {
        report.looks = looksOtherwise(decideOutputs(answers), *report.outputs);
    }
    comparison.models.emplace(index, std::move(report));
}

/// Everything but the interactions.
Comparison describe(const Study& study, const StudyValues& values, const ComparisonOptions& options,
                    ComparedValues& tables)
{
    Comparison comparison{.reference = referenceCheckpoint(study, options.reference),
                          .target = requiredLineage(study, options.target, Role::Finetuned),
                          .scratch = options.scratch
                                         ? std::optional(findLineage(study, *options.scratch))
                                         : lineageOfRole(study, Role::Scratch),
                          .interactions = study.settings.interactions,
                          .samplesInStudy = study.samples.size()};
    const auto checkpoints = comparedCheckpoints(study, comparison);
    tables = usableValues(study, values, checkpoints, comparison.warnings);
    const auto samples = completeSamples(tables, study.samples.size());
    requireValues(study, tables, samples, comparison);
    for (const std::size_t sample : samples) {
        comparison.samples.push_back({.index = sample,
                                      .id = study.samples[sample].id,
                                      .parts = distinctNames(values.parts[sample])});
    }
    warnOfUnfinished(study, values, checkpoints, comparison);
    for (const auto& [index, of] : tables) {
        describeModel(study, index, values, tables, comparison);
    }
    if (comparison.models.at(comparison.reference).normaliser == 0.0) {
        throw NeedsOtherRun(checkpointName(study, comparison.reference) +
                                " answers the same whether parts are visible or not, so nothing " +
                                "can be compared with it. Choose another reference.",
                            Role::Pretrained);
    }
    return comparison;
}

} // namespace

ComparedModels compareModels(const Study& study, const StudyValues& values,
                             const ComparisonOptions& options, const Progress& progress,
                             const ComparedModels* before)
{
    ComparedValues tables;
    ComparedModels result{.comparison = describe(study, values, options, tables)};
    addInteractions(tables, before, result, progress);
    addWarnings(study, result.comparison);
    std::ranges::copy(values.warnings, std::back_inserter(result.comparison.warnings));
    return result;
}

} // namespace palimpsest
