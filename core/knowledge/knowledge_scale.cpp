// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/knowledge/knowledge_scale.h"

#include <algorithm>
#include <numeric>
#include <vector>

namespace palimpsest {

namespace {

using Kinds = std::array<const std::vector<double>*, 3>;

Kinds kindsOf(const KnowledgeAmounts& amounts)
{
    return {&amounts.preserved, &amounts.discarded, &amounts.gained};
}

/// Largest of one order; that of no part is no strength of parts.
double largestOrder(const KnowledgeAmounts& byOrder)
{
    double largest = 0.0;
    for (const std::vector<double>* kind : kindsOf(byOrder)) {
        for (std::size_t order = 1; order < kind->size(); ++order) {
            largest = std::max(largest, (*kind)[order]);
        }
    }
    return largest;
}

/// Largest of `of` over all samples of all epochs.
template<typename Of>
double largestSample(const KnowledgeCurve& curve, Of of)
{
    double largest = 0.0;
    for (const EpochKnowledge& epoch : curve) {
        for (const KnowledgeFigures& sample : epoch.samples) {
            largest = std::max(largest, of(sample));
        }
    }
    return largest;
}

} // namespace

std::array<double, 3> largestByPart(const KnowledgeCurve& curve)
{
    std::array<double, 3> largest = {};
    for (std::size_t kind = 0; kind < largest.size(); ++kind) {
        largest[kind] = largestSample(curve, [kind](const KnowledgeFigures& sample) {
            const std::vector<double>& amounts = *kindsOf(sample.byPart)[kind];
            return amounts.empty() ? 0.0 : *std::ranges::max_element(amounts);
        });
    }
    return largest;
}

double largestByOrder(const KnowledgeCurve& curve)
{
    return largestSample(
        curve, [](const KnowledgeFigures& sample) { return largestOrder(sample.byOrder); });
}

double largestPooledByOrder(const KnowledgeCurve& curve)
{
    double largest = 0.0;
    for (const EpochKnowledge& epoch : curve) {
        largest = std::max(largest, largestOrder(epoch.pooled.byOrder));
    }
    return largest;
}

double largestOfSamples(const KnowledgeCurve& curve)
{
    return largestSample(curve, [](const KnowledgeFigures& sample) {
        double largest = 0.0;
        for (const std::vector<double>* kind : kindsOf(sample.byOrder)) {
            largest = std::max(largest, std::accumulate(kind->begin(), kind->end(), 0.0));
        }
        return largest;
    });
}

} // namespace palimpsest
