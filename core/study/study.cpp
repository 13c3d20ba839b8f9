// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/study/study.h"

#include "core/base/error.h"
#include "core/base/listed_names.h"
#include "core/study/study_names.h"
#include "core/values/value_table.h"

#include <algorithm>

namespace palimpsest {

std::vector<CheckpointIndex> allCheckpoints(const Study& study)
{
    std::vector<CheckpointIndex> checkpoints;
    for (std::size_t lineage = 0; lineage < study.lineages.size(); ++lineage) {
        for (std::size_t i = 0; i < study.lineages[lineage].checkpoints.size(); ++i) {
            checkpoints.push_back({lineage, i});
        }
    }
    return checkpoints;
}

std::optional<CheckpointIndex> predictorOf(const Study& study)
{
    if (study.lineages.empty()) {
        return std::nullopt;
    }
    const auto found = std::ranges::find(study.lineages, Role::Pretrained, &Lineage::role);
    const auto of = found == study.lineages.end() ? study.lineages.begin() : found;
    return CheckpointIndex{static_cast<std::size_t>(of - study.lineages.begin()),
                           of->checkpoints.size() - 1};
}

std::optional<int> decidedTarget(const Study& study, std::size_t sample)
{
    const Target& target = study.settings.target;
    switch (target.kind) {
    case TargetKind::Label:
        break;
    case TargetKind::Predicted:
        return std::nullopt;
    case TargetKind::Class:
        return target.index;
    }
    return study.samples[sample].label;
}

int targetOf(const Study& study, std::size_t sample, std::span<const float> all, OutputKind outputs)
{
    const auto decided = decidedTarget(study, sample);
    return decided ? *decided : predictedClass(all, outputs);
}

int targetOf(const Study& study, std::size_t sample, const ValueTable& values)
{
    const auto decided = decidedTarget(study, sample);
    return decided ? *decided : predictedClass(values);
}

Study withOutputs(Study study, CheckpointIndex index, OutputKind outputs)
{
    study.lineages[index.lineage].checkpoints[index.checkpoint].outputs = outputs;
    return study;
}

std::string describeBaseline(const Study& study)
{
    return study.tokenisation ? describe(study.settings.textBaseline)
                              : describe(study.settings.baseline);
}

std::vector<std::string> networkDifferences(const Study& study)
{
    std::vector<std::string> sentences;
    std::optional<CheckpointIndex> first;
    for (CheckpointIndex at; at.lineage < study.lineages.size(); ++at.lineage) {
        const auto& checkpoints = study.lineages[at.lineage].checkpoints;
        for (at.checkpoint = 0; at.checkpoint < checkpoints.size(); ++at.checkpoint) {
            const NetworkFacts& own = checkpoints[at.checkpoint].network;
            if (own == NetworkFacts()) {
                continue;
            }
            first = first.value_or(at);
            const NetworkFacts& usual =
                study.lineages[first->lineage].checkpoints[first->checkpoint].network;
            if (!agree(own, usual)) {
                sentences.push_back(checkpointName(study, at) + " is computed otherwise than " +
                                    checkpointName(study, *first) + ": " + describe(own) +
                                    ", and not " + describe(usual) +
                                    ". Their values may differ for that reason alone.");
                break; // one of a lineage is enough
            }
        }
    }
    return sentences;
}

} // namespace palimpsest
