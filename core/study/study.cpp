// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/study/study.h"

#include "core/base/error.h"
#include "core/base/listed_names.h"
#include "core/values/value_table.h"

#include <algorithm>

namespace palimpsest {

namespace {

/// "a, b, c" of the names a range of things have.
template<typename Range, typename Name>
std::string listed(const Range& range, Name name)
{
    std::vector<std::string> names;
    std::ranges::transform(range, std::back_inserter(names), name);
    return joined(names);
}

} // namespace

bool isSafeName(const std::string& name)
{
    constexpr const char* kSafeCharacters =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.";
    constexpr std::size_t kLongest = 100;
    return !name.empty() && name.size() <= kLongest && name.front() != '.' &&
           name.find_first_not_of(kSafeCharacters) == std::string::npos;
}

std::size_t findLineage(const Study& study, const std::string& name)
{
    const auto found = std::ranges::find(study.lineages, name, &Lineage::name);
    if (found == study.lineages.end()) {
        throw BadInput("The study has no lineage \"" + name + "\". It has: " +
                       listed(study.lineages, [](const Lineage& l) { return l.name; }) + ".");
    }
    return static_cast<std::size_t>(found - study.lineages.begin());
}

CheckpointIndex findCheckpoint(const Study& study, const std::string& name)
{
    const std::size_t slash = name.rfind('/');
    const std::size_t lineage = findLineage(study, name.substr(0, slash));
    const auto& checkpoints = study.lineages[lineage].checkpoints;
    if (slash == std::string::npos) {
        return {lineage, checkpoints.size() - 1};
    }
    const std::string epoch = name.substr(slash + 1);
    const auto found = std::ranges::find_if(
        checkpoints, [&](const Checkpoint& c) { return std::to_string(c.epoch) == epoch; });
    if (found == checkpoints.end()) {
        throw BadInput(
            "Lineage \"" + study.lineages[lineage].name + "\" has no epoch \"" + epoch +
            "\". It has: " +
            listed(checkpoints, [](const Checkpoint& c) { return std::to_string(c.epoch); }) + ".");
    }
    return {lineage, static_cast<std::size_t>(found - checkpoints.begin())};
}

std::string checkpointName(const Study& study, CheckpointIndex index)
{
    const Lineage& lineage = study.lineages[index.lineage];
    return lineage.name + "/" + std::to_string(lineage.checkpoints[index.checkpoint].epoch);
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

std::string roleName(Role role)
{
    switch (role) {
    case Role::Pretrained:
        return "pretrained";
    case Role::Finetuned:
        return "finetuned";
    case Role::Scratch:
        return "scratch";
    case Role::Other:
        break;
    }
    return "other";
}

} // namespace palimpsest
