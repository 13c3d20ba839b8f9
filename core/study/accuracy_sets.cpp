// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/study/accuracy_sets.h"

#include "core/base/listed_names.h"

#include <optional>
#include <set>
#include <vector>

namespace palimpsest {

namespace {

/// What a set is called among Checkpoint::otherAccuracies.
std::string keyOf(const std::string& set)
{
    return set.empty() ? "unsaid" : set;
}

/// The sets that a study has accuracies on, as among Checkpoint::otherAccuracies.
std::set<std::string> measuredSets(const Study& study)
{
    std::set<std::string> sets;
    for (const CheckpointIndex& index : allCheckpoints(study)) {
        const Checkpoint& checkpoint = study.lineages[index.lineage].checkpoints[index.checkpoint];
        if (checkpoint.accuracy) {
            sets.insert(keyOf(study.accuracySet));
        }
        for (const auto& [set, share] : checkpoint.otherAccuracies) {
            sets.insert(set);
        }
    }
    return sets;
}

/// Whether pictures of a set were prepared otherwise than the study prepares them.
bool wasPreparedOtherwise(const Study& study, const std::string& set)
{
    const auto then = study.accuracyPreprocessing.find(set);
    return then != study.accuracyPreprocessing.end() && then->second != study.preprocessing;
}

/// accuracyName(), whatever is outdated.
std::string nameOf(const std::string& set)
{
    const std::string split = splitOfSet(set);
    const std::string rest = set.substr(split.size());
    if (split == "test" || split == "validation") {
        return split + " accuracy" + rest;
    }
    return set.empty()        ? "accuracy"
           : split == "train" ? "training accuracy" + rest
                              : "accuracy on " + set;
}

} // namespace

std::string splitOfSet(const std::string& set)
{
    const std::string split = set.substr(0, set.find_first_of(",("));
    return split.substr(0, split.find_last_not_of(' ') + 1);
}

std::string accuracyName(const Study& study)
{
    return nameOf(study.accuracySet) +
           (areAccuraciesOutdated(study) ? " (prepared otherwise)" : "");
}

bool areAccuraciesOutdated(const Study& study)
{
    const std::string set = keyOf(study.accuracySet);
    return wasPreparedOtherwise(study, set) && measuredSets(study).contains(set);
}

Study showingAccuracies(Study study, const std::string& set)
{
    if (set == study.accuracySet) {
        return study;
    }
    for (Lineage& lineage : study.lineages) {
        for (Checkpoint& checkpoint : lineage.checkpoints) {
            if (checkpoint.accuracy) {
                checkpoint.otherAccuracies[keyOf(study.accuracySet)] = *checkpoint.accuracy;
            }
            const auto other = checkpoint.otherAccuracies.extract(keyOf(set));
            checkpoint.accuracy = other ? std::optional(other.mapped()) : std::nullopt;
        }
    }
    study.accuracySet = set;
    return study;
}

Study measuredAsPrepared(Study study, const std::string& set)
{
    if (kindOf(study) == SampleKind::Picture) {
        study.accuracyPreprocessing[keyOf(set)] = study.preprocessing;
    }
    return study;
}

Study preparedAnew(Study study, const Preprocessing& preprocessing)
{
    if (preprocessing == study.preprocessing) {
        return study;
    }
    for (const std::string& set : measuredSets(study)) {
        study.accuracyPreprocessing.emplace(set, study.preprocessing);
    }
    study.preprocessing = preprocessing;
    return study;
}

Study comparableAccuracies(Study removed, const Study& study)
{
    const auto preparationOf = [](const Study& of, const std::string& set) {
        const auto then = of.accuracyPreprocessing.find(set);
        return then == of.accuracyPreprocessing.end() ? of.preprocessing : then->second;
    };
    for (const std::string& set : measuredSets(removed)) {
        if (preparationOf(removed, set) == preparationOf(study, set)) {
            continue;
        }
        for (Lineage& lineage : removed.lineages) {
            for (Checkpoint& checkpoint : lineage.checkpoints) {
                checkpoint.otherAccuracies.erase(set);
                if (set == keyOf(removed.accuracySet)) {
                    checkpoint.accuracy.reset();
                }
            }
        }
    }
    return removed;
}

std::string outdatedAccuracies(const Study& study)
{
    std::vector<std::string> names;
    for (const std::string& set : measuredSets(study)) {
        if (wasPreparedOtherwise(study, set)) {
            names.push_back(set);
        }
    }
    return names.empty() ? std::string()
                         : "Accuracies of the study, on " + listedNames(names) +
                               ", were measured on pictures prepared otherwise than they are now. "
                               "Measure them again.";
}

} // namespace palimpsest
