// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/setup/accuracy.h"

#include "core/base/error.h"
#include "core/base/sha256.h"
#include "core/base/utf8.h"
#include "core/extraction/plan_file.h"
#include "core/extraction/unit_model.h"
#include "core/samples/datasets/training_pictures.h"
#include "core/setup/class_match.h"
#include "core/setup/sample_setup.h"
#include "core/study/accuracy_sets.h"
#include "core/study/study_names.h"
#include "core/units/class_count.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <utility>

namespace palimpsest {

namespace fs = std::filesystem;

namespace {

bool isFinite(const Matrix<float>& logits)
{
    return std::ranges::all_of(logits.data, [](float logit) { return std::isfinite(logit); });
}

/// A path without a slash at its end, from the root; its hash where it is not UTF-8, which alone
/// can stand in study.json.
fs::path placeOf(const fs::path& source)
{
    const fs::path clean = fs::absolute(source).lexically_normal();
    const fs::path place = clean.has_filename() ? clean : clean.parent_path();
    return isUtf8(place.string()) ? place : fs::path(sha256(place.string()).substr(0, 16));
}

/// Which samples of `place` a set is, where the name that it is given does not say that.
std::string sourceOf(const std::string& place, const std::vector<std::string>& splits,
                     const SetChoices& choices)
{
    std::string source = place;
    if (choices.name && splits.size() == 1 && !splits.front().empty()) {
        source += ", split " + splits.front();
    }
    if (choices.name && choices.perClass != 0) {
        source += ", " + std::to_string(choices.perClass) + " a class";
    }
    return source;
}

/// Whether a study has accuracies on the set of that name.
bool hasAccuraciesOn(const Study& study, const std::string& set)
{
    return std::ranges::any_of(allCheckpoints(study), [&](const CheckpointIndex& index) {
        const Checkpoint& checkpoint = study.lineages[index.lineage].checkpoints[index.checkpoint];
        return set == study.accuracySet ? checkpoint.accuracy.has_value()
                                        : checkpoint.otherAccuracies.contains(set);
    });
}

/// Whether no other set of a study, nor one of which nobody says where it lay, is called `name`.
bool isFree(const std::string& name, const std::string& source, const Study& study)
{
    const auto known = study.accuracySources.find(name);
    return known == study.accuracySources.end() ? !hasAccuraciesOn(study, name)
                                                : known->second == source;
}

/// `name`, or where that is another set, the same with the folder it is of.
std::string distinctSet(const std::string& name, const fs::path& place, const std::string& draw,
                        const Study& study)
{
    const fs::path folder = splitIn(place.filename().string()) || place.filename() == name
                                ? place.parent_path()
                                : place;
    const std::string ofFolder = name + " (" + folder.filename().string() + ")";
    for (const std::string& candidate : {name + draw, ofFolder + draw}) {
        if (isFree(candidate, place.string(), study)) {
            return candidate;
        }
    }
    return name + " (" + place.string() + ")" + draw;
}

/// The name that the user gives a set. Throws BadInput where it does not do.
std::string chosenName(const std::string& name, const std::string& source, const Study& study)
{
    if (!isUtf8(name)) {
        throw BadInput("The name of a set must be UTF-8 to stand in study.json. Choose another.");
    }
    if (!isFree(name, source, study)) {
        const auto known = study.accuracySources.find(name);
        throw BadInput(
            "The study has accuracies on another set called \"" + name + "\"" +
            (known == study.accuracySources.end() ? "" : ", which was " + known->second) +
            ". Choose another name for this one.");
    }
    return name;
}

/// What a set is called: by the split of its samples, else by the split or the name of its file.
std::string nameOfSet(const fs::path& place, const std::vector<std::string>& splits,
                      const SetChoices& choices, const Study& study)
{
    const std::string file = place.filename().string();
    std::string name = file;
    if (splits.size() == 1 && !splits.front().empty()) {
        const auto kind = splitNamed(splits.front());
        name = kind ? splitName(*kind) : splits.front();
    } else if (const auto kind = splitIn(file)) {
        name = splitName(*kind);
    }
    const std::string draw =
        choices.perClass == 0 ? "" : ", " + std::to_string(choices.perClass) + " a class";
    return distinctSet(name, place, draw, study);
}

/// How much a set says of what models have learnt: the more, the sooner it is shown.
int rankOf(const std::string& set)
{
    const std::string split = splitOfSet(set);
    return split == "test" ? 3 : split == "validation" ? 2 : split == "train" ? 0 : 1;
}

bool hasAccuracies(const Study& study)
{
    return std::ranges::any_of(study.lineages, [](const Lineage& lineage) {
        return std::ranges::any_of(lineage.checkpoints, [](const Checkpoint& checkpoint) {
            return checkpoint.accuracy.has_value();
        });
    });
}

} // namespace

LabelledSet labelledSet(const fs::path& source, const Study& study, const SetChoices& choices)
{
    LabelledSet set;
    const std::vector<std::string> splits = sampleSetup(study).pick(source, study, choices, set);
    const std::string place = placeOf(source).string();
    set.source = sourceOf(place, splits, choices);
    set.name = choices.name ? chosenName(*choices.name, set.source, study)
                            : nameOfSet(place, splits, choices, study);
    return set;
}

Matrix<float> logitsOf(const TriedModel& model, const LabelledSet& set, const fs::path& folder,
                       const Study& study, const Preprocessing& preprocessing,
                       const ExecutionPlan& plan, const Progress& progress)
{
    return asLogits(
        sampleSetup(study).outputs(model, set, folder, study, preprocessing, plan, progress),
        model.outputs);
}

LabelCheck checkModel(const TriedModel& model, const LabelledSet& set, const fs::path& folder,
                      const Study& study, const ExecutionPlan& plan, const Progress& progress)
{
    const auto run = [&](const Preprocessing& preprocessing) {
        return logitsOf(model, set, folder, study, preprocessing, plan, progress);
    };
    return sampleSetup(study).check(run, set.labels, study);
}

TriedModel triedModel(StudyInputs& inputs, CheckpointIndex checkpoint)
{
    const UnitIndex unit{checkpoint, 0}; // any of them
    return {.files = {.modelTemplate = inputs.templatePath(unit),
                      .weights = inputs.weightsPath(unit),
                      .facts = inputs.networkFacts(unit)},
            .programs = inputs.programs(),
            .outputs = inputs.outputs(checkpoint).value_or(OutputKind::Logits)};
}

ExecutionPlan asExtracted(StudyInputs& inputs, std::size_t lineage, ExecutionPlan plan)
{
    if (const auto stored =
            readPlan(inputs.folder(), inputs.templateSha256(lineage), plan.device)) {
        plan.graph = stored->graph;
        plan.channelsLast = stored->channelsLast;
    }
    return plan;
}

Accuracies accuraciesOn(StudyInputs& inputs, const LabelledSet& set, const ExecutionPlan& plan,
                        const Progress& progress)
{
    const Study& study = inputs.study();
    std::size_t total = 0;
    for (const Lineage& lineage : study.lineages) {
        total += lineage.checkpoints.size() * set.labels.size();
    }
    Accuracies accuracies;
    std::size_t before = 0;
    for (std::size_t lineage = 0; lineage < study.lineages.size(); ++lineage) {
        std::vector<double>& shares = accuracies.shares.emplace_back();
        std::string numbering;
        const ExecutionPlan own = asExtracted(inputs, lineage, plan);
        for (std::size_t i = 0; i < study.lineages[lineage].checkpoints.size(); ++i) {
            const CheckpointIndex checkpoint{lineage, i};
            const Matrix<float> logits =
                logitsOf(triedModel(inputs, checkpoint), set, inputs.folder(), study,
                         study.preprocessing, own, [&](std::size_t done, std::size_t) {
                             return !progress || progress(before + done, total);
                         });
            requireClasses(study, checkpoint, logits.columns);
            shares.push_back(std::numeric_limits<double>::quiet_NaN());
            if (isFinite(logits)) { // an early checkpoint, which knows little, tells no order
                const LabelCheck check = checkLabels(logits, set.labels, study.classes);
                shares.back() = check.fit.accuracy;
                numbering = check.numbering.empty()
                                ? std::string()
                                : checkpointName(study, checkpoint) + ": " + check.numbering;
            }
            before += set.labels.size();
        }
        if (!numbering.empty()) {
            accuracies.numberings.push_back(numbering);
        }
    }
    return accuracies;
}

std::vector<std::string> warningsOf(const Study& study, const LabelledSet& set,
                                    const Accuracies& accuracies, const LabelCheck& check)
{
    std::vector<std::string> warnings = set.warnings;
    const std::vector<std::string> broken = withoutNumbers(study, accuracies.shares);
    for (const auto* sentences : {&broken, &accuracies.numberings, &check.warnings}) {
        warnings.insert(warnings.end(), sentences->begin(), sentences->end());
    }
    const auto saysIt = [&](const std::string& numbering) {
        return numbering.ends_with(": " + check.numbering); // with the name of a checkpoint
    };
    if (std::ranges::any_of(accuracies.numberings, saysIt)) {
        std::erase(warnings, check.numbering);
    }
    if (!broken.empty()) { // of which the best is one, if it has no share
        std::erase(warnings, check.unanswered);
    }
    return warnings;
}

Study withAccuracies(Study study, const std::vector<std::vector<double>>& accuracies,
                     const std::string& name, const std::string& source)
{
    study = measuredAsPrepared(std::move(study), name);
    study.accuracySources[name] = source;
    const bool isShown = name == study.accuracySet || !hasAccuracies(study) ||
                         rankOf(name) > rankOf(study.accuracySet);
    if (isShown) {
        study = showingAccuracies(std::move(study), name);
    }
    for (std::size_t lineage = 0; lineage < accuracies.size(); ++lineage) {
        for (std::size_t i = 0; i < accuracies[lineage].size(); ++i) {
            Checkpoint& checkpoint = study.lineages[lineage].checkpoints[i];
            const double share = accuracies[lineage][i];
            if (isShown) {
                checkpoint.accuracy = std::isnan(share) ? std::nullopt : std::optional(share);
            } else if (std::isnan(share)) {
                checkpoint.otherAccuracies.erase(name);
            } else {
                checkpoint.otherAccuracies[name] = share;
            }
        }
    }
    return study;
}

std::vector<std::string> withoutNumbers(const Study& study,
                                        const std::vector<std::vector<double>>& accuracies)
{
    std::vector<std::string> sentences;
    for (std::size_t lineage = 0; lineage < accuracies.size(); ++lineage) {
        for (std::size_t i = 0; i < accuracies[lineage].size(); ++i) {
            if (std::isnan(accuracies[lineage][i])) {
                sentences.push_back(checkpointName(study, {lineage, i}) +
                                    " answers with NaN or Inf, so it has no accuracy. Look at "
                                    "its weights.");
            }
        }
    }
    return sentences;
}

CheckpointIndex bestCheckpoint(const std::vector<std::vector<double>>& accuracies)
{
    CheckpointIndex best;
    for (std::size_t lineage = 0; lineage < accuracies.size(); ++lineage) {
        for (std::size_t i = 0; i < accuracies[lineage].size(); ++i) {
            const double known = accuracies[best.lineage][best.checkpoint];
            if (std::isnan(known) || accuracies[lineage][i] > known) {
                best = {lineage, i};
            }
        }
    }
    return best;
}

} // namespace palimpsest
