// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/analysis/analysis.h"

#include "core/base/error.h"
#include "core/values/value_function.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <map>
#include <numeric>
#include <utility>

namespace palimpsest {

namespace {

constexpr double kTinyNormaliserShare = 0.05;

std::optional<std::size_t> lineageOfRole(const Study& study, Role role)
{
    const auto found = std::ranges::find(study.lineages, role, &Lineage::role);
    if (found == study.lineages.end()) {
        return std::nullopt;
    }
    return static_cast<std::size_t>(found - study.lineages.begin());
}

std::size_t requiredLineage(const Study& study, const std::optional<std::string>& name, Role role,
                            const char* option)
{
    if (name) {
        return findLineage(study, *name);
    }
    if (const auto lineage = lineageOfRole(study, role)) {
        return *lineage;
    }
    throw BadInput("The study has no lineage with the role " + roleName(role) + ". Name the " +
                   "one to use with " + option + ".");
}

/// "LINEAGE" or "LINEAGE/EPOCH" → checkpoint; by default the last of the pre-trained lineage.
CheckpointIndex referenceCheckpoint(const Study& study, const std::optional<std::string>& name)
{
    if (name) {
        return findCheckpoint(study, *name);
    }
    const std::size_t lineage = requiredLineage(study, name, Role::Pretrained, "--reference");
    return {lineage, study.lineages[lineage].checkpoints.size() - 1};
}

std::vector<CheckpointIndex> comparedCheckpoints(const Study& study, const Analysis& analysis)
{
    std::vector<CheckpointIndex> checkpoints{analysis.reference};
    const auto addRun = [&](std::size_t lineage) {
        for (std::size_t i = 0; i < study.lineages[lineage].checkpoints.size(); ++i) {
            checkpoints.push_back({lineage, i});
        }
    };
    addRun(analysis.target);
    if (analysis.scratch) {
        addRun(*analysis.scratch);
    }
    std::ranges::sort(checkpoints);
    checkpoints.erase(std::ranges::unique(checkpoints).begin(), checkpoints.end());
    return checkpoints;
}

/// Value tables by checkpoint, then by sample of the study.
using Tables = std::map<CheckpointIndex, std::map<std::size_t, const UnitValues*>>;

/// What is wrong with the values of a unit, as the rest of a sentence; empty when nothing is, or
/// when there are simply none yet.
std::string flawOf(const StudyValues& values, const UnitIndex& unit)
{
    if (const auto table = values.tables.find(unit); table != values.tables.end()) {
        const UnitValues& of = table->second;
        if (of.partCount != static_cast<int>(values.parts[unit.sample].size())) {
            return "it has another number of parts";
        }
        const std::size_t bad = nonFiniteCount(of);
        return bad == 0 ? ""
                        : std::to_string(bad) + " of its " + std::to_string(of.v.size()) +
                              " values are not finite";
    }
    const auto report = values.units.find(unit);
    return report == values.units.end() ? "" : report->second.reason;
}

/// The usable tables of the compared checkpoints; the others are warned of.
Tables usableTables(const Study& study, const StudyValues& values,
                    const std::vector<CheckpointIndex>& checkpoints,
                    std::vector<std::string>& warnings)
{
    Tables tables;
    std::map<std::pair<std::size_t, std::string>, std::vector<UnitIndex>> flaws;
    for (const CheckpointIndex& checkpoint : checkpoints) {
        for (std::size_t sample = 0; sample < study.samples.size(); ++sample) {
            const UnitIndex unit{checkpoint, sample};
            if (const std::string flaw = flawOf(values, unit); !flaw.empty()) {
                flaws[{sample, flaw}].push_back(unit);
            } else if (const auto table = values.tables.find(unit); table != values.tables.end()) {
                tables[checkpoint].emplace(sample, &table->second);
            }
        }
    }
    for (const auto& [of, units] : flaws) {
        const std::string who = units.size() == 1 ? unitName(study, units.front()) + " is"
                                                  : std::to_string(units.size()) + " units of " +
                                                        study.samples[of.first].id + " are";
        warnings.push_back(who + " left out: " + of.second + (of.second.ends_with('.') ? "" : "."));
    }
    return tables;
}

/// Samples that every checkpoint in `tables` has values of.
std::vector<std::size_t> completeSamples(const Tables& tables, std::size_t sampleCount)
{
    std::vector<std::size_t> samples(sampleCount);
    std::iota(samples.begin(), samples.end(), std::size_t{0});
    std::erase_if(samples, [&](std::size_t sample) {
        return std::ranges::any_of(
            tables, [&](const auto& entry) { return !entry.second.contains(sample); });
    });
    return samples;
}

SampleAnswer answerOf(const UnitValues& table, int label)
{
    SampleAnswer answer{.valueOfNone = table.v.front(), .valueOfAll = table.v.back()};
    if (const int predicted = predictedClass(table); predicted >= 0) {
        answer.correct = predicted == label;
    }
    return answer;
}

/// Normalised knowledge and report of the checkpoint, on the compared samples.
ModelKnowledge describeModel(const Study& study, CheckpointIndex index, const Tables& tables,
                             Analysis& analysis)
{
    ModelReport report{.name = checkpointName(study, index)};
    report.accuracy = study.lineages[index.lineage].checkpoints[index.checkpoint].accuracy;
    std::vector<std::vector<double>> values;
    for (const SampleReport& sample : analysis.samples) {
        const UnitValues& table = *tables.at(index).at(sample.index);
        values.push_back(table.v);
        report.answers.push_back(answerOf(table, study.samples[sample.index].label));
    }
    ModelKnowledge model = modelKnowledge(values, analysis.salience);
    report.normaliser = model.normaliser;
    std::ranges::transform(model.salient, std::back_inserter(report.thresholds),
                           &SalientSet::threshold);
    report.largest = salienceThresholds(model.samples, 1.0, analysis.salience.scope);
    analysis.models.emplace(index, std::move(report));
    return model;
}

std::vector<EpochModel> describeRun(const Study& study, std::size_t lineage, const Tables& tables,
                                    Analysis& analysis)
{
    std::vector<EpochModel> run;
    const auto& checkpoints = study.lineages[lineage].checkpoints;
    for (std::size_t i = 0; i < checkpoints.size(); ++i) {
        const CheckpointIndex index{lineage, i};
        if (tables.contains(index)) {
            run.push_back({.epoch = checkpoints[i].epoch,
                           .model = describeModel(study, index, tables, analysis)});
        }
    }
    return run;
}

/// Throws unless the reference and a checkpoint of the target have values of a sample.
void requireValues(const Study& study, const Tables& tables,
                   const std::vector<std::size_t>& samples, const Analysis& analysis)
{
    constexpr const char* kWhatToDo = " Run `palimpsest-cli extract` on the study first.";
    if (!tables.contains(analysis.reference) || samples.empty()) {
        throw BadInput("There are no values of " + checkpointName(study, analysis.reference) +
                       " and the other checkpoints to compare yet." + kWhatToDo);
    }
    const bool isTargetThere = std::ranges::any_of(
        tables, [&](const auto& entry) { return entry.first.lineage == analysis.target; });
    if (!isTargetThere) {
        throw BadInput("No checkpoint of " + study.lineages[analysis.target].name +
                       " has values yet." + kWhatToDo);
    }
}

void warnOfUnfinished(const Study& study, const Tables& tables,
                      const std::vector<CheckpointIndex>& checkpoints, Analysis& analysis)
{
    const auto without = std::ranges::count_if(
        checkpoints, [&](const CheckpointIndex& index) { return !tables.contains(index); });
    if (without > 0) {
        analysis.warnings.push_back(std::to_string(without) + " of " +
                                    std::to_string(checkpoints.size()) +
                                    " checkpoints have no values yet and are left out.");
    }
    if (analysis.samples.size() < study.samples.size()) {
        analysis.warnings.push_back(
            "Only " + std::to_string(analysis.samples.size()) + " of " +
            std::to_string(study.samples.size()) +
            " samples are complete in every compared checkpoint; the others do not count.");
    }
}

/// Names the samples whose class the reference or the last target model still believes in when
/// nothing of them is visible. A model may simply favour a class; the user should know.
void warnOfGivenAwayClasses(const Study& study, Analysis& analysis)
{
    const double chance = 1.0 / static_cast<double>(std::max<std::size_t>(2, study.classes.size()));
    for (const auto& [index, model] : analysis.models) {
        const bool isLastTarget =
            index.lineage == analysis.target &&
            index.checkpoint + 1 == study.lineages[index.lineage].checkpoints.size();
        if (index != analysis.reference && !isLastTarget) {
            continue;
        }
        std::string samples;
        for (std::size_t i = 0; i < model.answers.size(); ++i) {
            const double hidden = probabilityOfLogOdds(model.answers[i].valueOfNone);
            if (hidden > (1.0 + chance) / 2.0) {
                samples += (samples.empty() ? "" : ", ") + analysis.samples[i].id;
            }
        }
        if (!samples.empty()) {
            analysis.warnings.push_back(
                model.name + " is sure of the class of " + samples +
                " even when every part is hidden: it favours that class, or the baseline or the " +
                "background gives it away.");
        }
    }
}

/// Three digits, for sentences.
std::string shortened(double value)
{
    std::array<char, 32> text{};
    const auto end =
        std::to_chars(text.data(), text.data() + text.size(), value, std::chars_format::general, 3);
    return {text.data(), end.ptr};
}

void warnOfOddModels(Analysis& analysis)
{
    const double usual = analysis.models.at(analysis.reference).normaliser;
    for (const auto& [index, model] : analysis.models) {
        if (model.normaliser == 0.0) {
            analysis.warnings.push_back(model.name +
                                        " answers the same whether parts are visible or not; " +
                                        "its curves have a gap there.");
        } else if (model.normaliser < kTinyNormaliserShare * usual) {
            analysis.warnings.push_back(
                model.name + " hardly reacts to the parts (mean |v(N) − v(∅)| is " +
                shortened(model.normaliser) + " against " + shortened(usual) +
                " of the reference); normalising magnifies what may be noise.");
        }
    }
}

} // namespace

const ModelReport* Analysis::model(const Study& study, std::size_t lineage, int epoch) const
{
    for (const auto& [index, report] : models) {
        if (index.lineage == lineage &&
            study.lineages[lineage].checkpoints[index.checkpoint].epoch == epoch) {
            return &report;
        }
    }
    return nullptr;
}

Analysis analyse(const Study& study, const StudyValues& values, const AnalysisOptions& options,
                 const Progress& progress)
{
    Analysis analysis{.reference = referenceCheckpoint(study, options.reference),
                      .target = requiredLineage(study, options.target, Role::Finetuned, "--target"),
                      .scratch = options.scratch
                                     ? std::optional(findLineage(study, *options.scratch))
                                     : lineageOfRole(study, Role::Scratch),
                      .salience = {.tau = options.tau.value_or(study.settings.tau),
                                   .scope = study.settings.thresholdScope},
                      .nulls = options.nulls,
                      .samplesInStudy = study.samples.size()};

    const auto checkpoints = comparedCheckpoints(study, analysis);
    const Tables tables = usableTables(study, values, checkpoints, analysis.warnings);
    const auto samples = completeSamples(tables, study.samples.size());
    requireValues(study, tables, samples, analysis);
    for (const std::size_t sample : samples) {
        analysis.samples.push_back(
            {.index = sample, .id = study.samples[sample].id, .parts = values.parts[sample]});
    }
    warnOfUnfinished(study, tables, checkpoints, analysis);

    const ComparedRuns runs{.reference = describeModel(study, analysis.reference, tables, analysis),
                            .target = describeRun(study, analysis.target, tables, analysis),
                            .scratch = analysis.scratch
                                           ? describeRun(study, *analysis.scratch, tables, analysis)
                                           : std::vector<EpochModel>{}};
    if (!runs.reference.usable()) {
        throw BadInput(checkpointName(study, analysis.reference) +
                       " answers the same whether parts are visible or not, so nothing can be " +
                       "compared with it. Choose another reference.");
    }
    warnOfOddModels(analysis);
    warnOfGivenAwayClasses(study, analysis);
    analysis.curve = knowledgeCurve(runs, options.nulls, progress);
    return analysis;
}

Analysis analyse(StudyInputs& inputs, const AnalysisOptions& options, const Progress& progress)
{
    return analyse(inputs.study(), loadValues(inputs), options, progress);
}

} // namespace palimpsest
