// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/interactions/salient_set.h"

#include <algorithm>
#include <cmath>

namespace palimpsest {

namespace {

double largestStrength(const Interactions& interactions)
{
    double largest = 0.0;
    for (std::size_t pattern = 1; pattern < interactions.values.size(); ++pattern) {
        largest = std::max(largest, std::abs(interactions.values[pattern]));
    }
    return largest;
}

} // namespace

const char* thresholdScopeName(ThresholdScope scope)
{
    return scope == ThresholdScope::Model ? "model" : "sample";
}

std::vector<double> salienceThresholds(std::span<const Interactions> samples, double tau,
                                       ThresholdScope scope)
{
    std::vector<double> thresholds;
    for (const Interactions& interactions : samples) {
        thresholds.push_back(tau * largestStrength(interactions));
    }
    if (scope == ThresholdScope::Model && !thresholds.empty()) {
        std::ranges::fill(thresholds, *std::ranges::max_element(thresholds));
    }
    return thresholds;
}

} // namespace palimpsest
