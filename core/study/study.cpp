// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/study/study.h"

#include "core/base/error.h"
#include "core/base/listed_names.h"
#include "core/study/sample_format.h"
#include "core/study/study_names.h"
#include "core/values/value_table.h"

#include <algorithm>

namespace palimpsest {

SampleKind kindOf(const Study& study)
{
    return study.tokenisation ? SampleKind::Sentence : SampleKind::Picture;
}

bool prepareAlike(const Study& first, const Study& second)
{
    return first.preprocessing == second.preprocessing && first.tokenisation == second.tokenisation;
}

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

Study withRole(Study study, const std::string& name, Role role)
{
    study.lineages[findLineage(study, name)].role = role;
    return study;
}

Study withOutputs(Study study, CheckpointIndex index, OutputKind outputs)
{
    study.lineages[index.lineage].checkpoints[index.checkpoint].outputs = outputs;
    return study;
}

std::string describeBaseline(const Study& study)
{
    return sampleFormat(study).describeBaseline(study.settings);
}

namespace {

const NetworkFacts& factsOf(const Study& study, CheckpointIndex at)
{
    return study.lineages[at.lineage].checkpoints[at.checkpoint].network;
}

/// A sentence on the first of `others` that a checkpoint is computed otherwise than; or empty.
std::string difference(const Study& study, CheckpointIndex at,
                       const std::vector<CheckpointIndex>& others)
{
    const NetworkFacts& own = factsOf(study, at);
    const auto other = std::ranges::find_if(
        others, [&](CheckpointIndex of) { return !agree(own, factsOf(study, of)); });
    return other == others.end() ? std::string()
                                 : checkpointName(study, at) + " is computed otherwise than " +
                                       checkpointName(study, *other) + ": " + describe(own) +
                                       ", and not " + describe(factsOf(study, *other)) +
                                       ". Their values may differ for that reason alone.";
}

} // namespace

std::vector<std::string> networkDifferences(const Study& study)
{
    std::vector<std::string> sentences;
    std::vector<CheckpointIndex> usual; // agree with each other; of several networks
    for (CheckpointIndex at; at.lineage < study.lineages.size(); ++at.lineage) {
        std::vector<CheckpointIndex> ofRun;
        std::string within; // one sentence of a lineage is enough
        std::string between;
        for (at.checkpoint = 0; at.checkpoint < study.lineages[at.lineage].checkpoints.size();
             ++at.checkpoint) {
            if (factsOf(study, at) == NetworkFacts()) {
                continue;
            }
            if (const std::string sentence = difference(study, at, ofRun); !sentence.empty()) {
                within = within.empty() ? sentence : within;
                continue;
            }
            ofRun.push_back(at);
            between = between.empty() ? difference(study, at, usual) : between;
        }
        std::ranges::copy_if(ofRun, std::back_inserter(usual), [&](CheckpointIndex of) {
            return difference(study, of, usual).empty();
        });
        for (const std::string& sentence : {between, within}) {
            if (!sentence.empty()) {
                sentences.push_back(sentence);
            }
        }
    }
    return sentences;
}

} // namespace palimpsest
