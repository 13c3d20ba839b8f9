// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/interactions/salient_set.h"

#include <algorithm>
#include <cmath>

namespace palimpsest {

double largestStrength(const Interactions& interactions)
{
    double largest = 0.0;
    for (std::size_t pattern = 1; pattern < interactions.values.size(); ++pattern) {
        largest = std::max(largest, std::abs(interactions.values[pattern]));
    }
    return largest;
}

const char* thresholdScopeName(ThresholdScope scope)
{
    return scope == ThresholdScope::Model ? "model" : "sample";
}

std::vector<double> salienceThresholds(std::span<const double> largest, double tau,
                                       ThresholdScope scope)
{
    std::vector<double> thresholds;
    for (const double strength : largest) {
        thresholds.push_back(tau * strength);
    }
    if (scope == ThresholdScope::Model && !thresholds.empty()) {
        std::ranges::fill(thresholds, *std::ranges::max_element(thresholds));
    }
    return thresholds;
}

void SalientCounts::add(const SalientCounts& other)
{
    andCount += other.andCount;
    orCount += other.orCount;
}

SalientCounts countSalient(const Interactions& interactions, const SalientSet& salient)
{
    const auto count = [&](auto begin, auto end) {
        std::size_t result = 0;
        for (; begin != end; ++begin) {
            result += static_cast<std::size_t>(salient.contains(*begin));
        }
        return result;
    };
    // Those of ∅ are 0 and so never salient.
    const auto& values = interactions.values;
    const auto middle =
        values.begin() + static_cast<std::ptrdiff_t>(interactions.patterns.andCount());
    return {.andCount = count(values.begin(), middle), .orCount = count(middle, values.end())};
}

} // namespace palimpsest
