// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/models/networks/network_facts_json.h"
#include "core/samples/preprocessing_json.h"
#include "core/study/part_set_file.h"
#include "core/study/sample_format.h"
#include "core/study/settings_json.h"
#include "core/study/study_file.h"
#include "core/study/study_json.h"
#include "core/study/study_names.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace palimpsest {

// Keys keep their order, so that the file reads top-down and differs little between saves.
using json = nlohmann::ordered_json;

namespace {

json toJson(const Sample& sample, const Study& study)
{
    json result = {{"id", sample.id}};
    sampleFormat(study).writeContent(sample, result);
    result["class"] = study.classes.at(static_cast<std::size_t>(sample.label));
    if (sample.isChecked) {
        result["checked"] = true;
        if (!sample.checkedParts.empty()) {
            result["checked_parts"] = sample.checkedParts;
        }
    }
    return result;
}

/// Whether programs of format 3, which take all outputs as logits and what tensors do not tell as
/// it is usual, would make other values of a checkpoint.
bool needsFormat4(const Checkpoint& checkpoint)
{
    return checkpoint.outputs == OutputKind::Probabilities ||
           checkpoint.outputs == OutputKind::IndependentProbabilities ||
           toldOf(checkpoint.network) != NetworkFacts();
}

/// The lowest that says everything, so that older programs open what they can.
int neededFormat(const Study& study)
{
    const auto hasNewer = [](const Lineage& lineage) {
        return std::ranges::any_of(lineage.checkpoints, needsFormat4);
    };
    return std::max({sampleFormat(study).lowestFormat(study), needFormat2(study.settings) ? 2 : 1,
                     std::ranges::any_of(study.lineages, hasNewer) ? 4 : 1});
}

json toJson(const Lineage& lineage)
{
    json checkpoints = json::array();
    for (const Checkpoint& checkpoint : lineage.checkpoints) {
        json entry = {{"epoch", checkpoint.epoch},
                      {"weights", checkpoint.weights.generic_string()}};
        if (checkpoint.accuracy) {
            entry["accuracy"] = *checkpoint.accuracy;
        }
        if (!checkpoint.otherAccuracies.empty()) {
            entry["other_accuracies"] = checkpoint.otherAccuracies;
        }
        if (checkpoint.network != NetworkFacts()) {
            entry["network"] = toJson(checkpoint.network);
        }
        if (checkpoint.outputs) {
            entry["outputs"] = outputKindName(*checkpoint.outputs);
        }
        if (checkpoint.isSingleOutput) {
            entry["single_output"] = true;
        }
        checkpoints.push_back(std::move(entry));
    }
    json result = {{"name", lineage.name}, {"role", roleName(lineage.role)}};
    if (!lineage.modelTemplate.empty()) {
        result["template"] = lineage.modelTemplate.generic_string();
    }
    result["head"] = lineage.head;
    if (lineage.countsSteps) {
        result["counts"] = "steps";
    }
    result["checkpoints"] = std::move(checkpoints);
    return result;
}

} // namespace

json toJson(const Study& study)
{
    json samples = json::array();
    for (const Sample& sample : study.samples) {
        samples.push_back(toJson(sample, study));
    }
    json lineages = json::array();
    for (const Lineage& lineage : study.lineages) {
        lineages.push_back(toJson(lineage));
    }
    json root = {{"format", neededFormat(study)}, {"name", study.name}, {"classes", study.classes}};
    const SampleFormat& format = sampleFormat(study);
    root[format.preparationKey()] = format.preparation(study);
    if (!study.labels.empty()) {
        root["labels"] = study.labels;
    }
    for (const PartNames& set : study.partSets) {
        root["part_sets"].push_back(toJson(set));
    }
    root["settings"] = toJson(study.settings, study);
    root["samples"] = std::move(samples);
    if (!study.accuracySet.empty()) {
        root["accuracy_set"] = study.accuracySet;
    }
    if (!study.accuracySources.empty()) {
        root["accuracy_sources"] = study.accuracySources;
    }
    for (const auto& [set, preprocessing] : study.accuracyPreprocessing) {
        root["accuracy_preprocessing"][set] = toJson(preprocessing);
    }
    root["lineages"] = std::move(lineages);
    return root;
}

} // namespace palimpsest
