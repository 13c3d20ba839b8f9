// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/document/same_values.h"

#include <algorithm>

namespace palimpsest {

bool haveSameValues(Study a, const Study& b, const std::map<CheckpointIndex, OutputKind>& known)
{
    a.settings.tau = b.settings.tau;
    a.settings.thresholdScope = b.settings.thresholdScope;
    a.settings.interactions = b.settings.interactions;
    a.settings.asksBaseline = b.settings.asksBaseline;
    a.accuracySet = b.accuracySet;
    a.accuracySources = b.accuracySources;
    a.accuracyPreprocessing = b.accuracyPreprocessing;
    a.labels = b.labels;
    a.partSets = b.partSets;
    a.settings.nulls = b.settings.nulls;
    for (std::size_t i = 0; i < std::min(a.samples.size(), b.samples.size()); ++i) {
        a.samples[i].isChecked = b.samples[i].isChecked;
        a.samples[i].checkedParts = b.samples[i].checkedParts;
    }
    // Roles decide nothing else that is of values: who says which class is predicted.
    const bool haveSamePredictor = predictorOf(a) == predictorOf(b);
    for (std::size_t i = 0; i < std::min(a.lineages.size(), b.lineages.size()); ++i) {
        if (haveSamePredictor) {
            a.lineages[i].role = b.lineages[i].role;
        }
        auto& checkpoints = a.lineages[i].checkpoints;
        const auto& others = b.lineages[i].checkpoints;
        for (std::size_t j = 0; j < std::min(checkpoints.size(), others.size()); ++j) {
            checkpoints[j].accuracy = others[j].accuracy;
            checkpoints[j].otherAccuracies = others[j].otherAccuracies;
            const auto found = known.find({i, j});
            if (!checkpoints[j].outputs && found != known.end() &&
                others[j].outputs == found->second) {
                checkpoints[j].outputs = others[j].outputs;
            }
        }
    }
    return a == b;
}

} // namespace palimpsest
