// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/study/accuracy_sets.h"

#include <algorithm>
#include <optional>

namespace palimpsest {

namespace {

/// What a set is called among Checkpoint::otherAccuracies.
std::string keyOf(const std::string& set)
{
    return set.empty() ? "unsaid" : set;
}

} // namespace

std::string splitOfSet(const std::string& set)
{
    const std::string split = set.substr(0, set.find_first_of(",("));
    return split.substr(0, split.find_last_not_of(' ') + 1);
}

std::string accuracyName(const Study& study)
{
    const std::string& set = study.accuracySet;
    const std::string split = splitOfSet(set);
    const std::string rest = set.substr(split.size());
    if (split == "test" || split == "validation") {
        return split + " accuracy" + rest;
    }
    return set.empty()        ? "accuracy"
           : split == "train" ? "training accuracy" + rest
                              : "accuracy on " + set;
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

std::string outdatedAccuracies(const Study& before, const Study& after)
{
    const bool hasAny = std::ranges::any_of(after.lineages, [](const Lineage& lineage) {
        return std::ranges::any_of(lineage.checkpoints, [](const Checkpoint& checkpoint) {
            return checkpoint.accuracy || !checkpoint.otherAccuracies.empty();
        });
    });
    return hasAny && after.preprocessing != before.preprocessing
               ? "The accuracies in the study are those on pictures prepared as before. Measure "
                 "them again."
               : std::string();
}

} // namespace palimpsest
