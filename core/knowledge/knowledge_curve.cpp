// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/knowledge/knowledge_curve.h"

#include "core/base/parallel.h"
#include "core/knowledge/sample_comparison.h"

#include <algorithm>
#include <iterator>
#include <random>
#include <utility>

namespace palimpsest {

namespace {

/// Calls `visit` with every quantity's member pointers, those of PerQuantity<T> and <U>.
template<typename T, typename U, typename Visit>
void forEachQuantity(Visit visit)
{
    using A = PerQuantity<T>;
    using B = PerQuantity<U>;
    visit(&A::preservationRate, &B::preservationRate);
    visit(&A::scratchStrength, &B::scratchStrength);
    visit(&A::scratchCount, &B::scratchCount);
    visit(&A::lastScratchStrength, &B::lastScratchStrength);
    visit(&A::lastScratchCount, &B::lastScratchCount);
    visit(&A::targetToOwnLast, &B::targetToOwnLast);
    visit(&A::scratchToOwnLast, &B::scratchToOwnLast);
    visit(&A::scratchToTargetLast, &B::scratchToTargetLast);
    visit(&A::targetToOwnLastSets, &B::targetToOwnLastSets);
    visit(&A::scratchToOwnLastSets, &B::scratchToOwnLastSets);
    visit(&A::scratchToTargetLastSets, &B::scratchToTargetLastSets);
}

PerQuantity<std::optional<Band>> bandsOf(const std::vector<EpochSums>& draws)
{
    std::vector<PerQuantity<std::optional<double>>> quantities;
    std::ranges::transform(draws, std::back_inserter(quantities), &EpochSums::quantities);
    PerQuantity<std::optional<Band>> bands;
    forEachQuantity<std::optional<double>, std::optional<Band>>([&](auto value, auto band) {
        std::vector<double> values;
        for (const auto& of : quantities) {
            if (of.*value) {
                values.push_back(*(of.*value));
            }
        }
        if (!values.empty()) {
            bands.*band = bandOf(std::move(values));
        }
    });
    return bands;
}

/// Sums by epoch and draw.
using NullSums = std::vector<std::vector<EpochSums>>;

NullSums drawNulls(const SampleComparison& comparison, std::size_t epochs, std::size_t draws,
                   std::mt19937 random, SharedProgress& progress)
{
    NullSums byEpoch(epochs);
    for (std::size_t draw = 0; draw < draws; ++draw) {
        progress.next();
        const std::vector<EpochSums> sums = comparison.randomSums(random);
        for (std::size_t epoch = 0; epoch < epochs; ++epoch) {
            byEpoch[epoch].push_back(sums[epoch]);
        }
    }
    return byEpoch;
}

void addTo(NullSums& pooled, const NullSums& sample)
{
    if (pooled.empty()) {
        pooled = sample;
        return;
    }
    for (std::size_t epoch = 0; epoch < pooled.size(); ++epoch) {
        for (std::size_t draw = 0; draw < pooled[epoch].size(); ++draw) {
            pooled[epoch][draw].add(sample[epoch][draw]);
        }
    }
}

/// What one sample adds to the curves, by epoch of the target and then of scratch.
struct SampleShare
{
    std::vector<KnowledgeFigures> figures;
    std::vector<EpochSums> sums;
    NullSums nulls;
};

SampleShare shareOf(const ComparedRuns& runs, std::size_t sample, std::size_t draws,
                    const std::mt19937& random, SharedProgress& progress)
{
    progress.next();
    const SampleComparison comparison(runs, sample);
    SampleShare share{.sums = comparison.sums()};
    share.nulls = drawNulls(comparison, share.sums.size(), draws, random, progress);
    for (std::size_t epoch = 0; epoch < share.sums.size(); ++epoch) {
        KnowledgeFigures figures;
        figures.values = share.sums[epoch].quantities();
        figures.nulls = bandsOf(share.nulls[epoch]);
        if (epoch < runs.target.size()) {
            figures.byOrder = comparison.byOrder(epoch);
            figures.byPart = comparison.byPart(epoch);
            figures.completeness = completeness(figures.byOrder);
        }
        share.figures.push_back(std::move(figures));
    }
    return share;
}

/// The generator as it stands before the draws of each sample.
std::vector<std::mt19937> generators(const ComparedRuns& runs, std::size_t draws,
                                     std::uint32_t seed)
{
    std::vector<std::mt19937> result;
    std::mt19937 random(seed);
    for (const Interactions& sample : runs.reference.model->samples) {
        result.push_back(random);
        skipRenamings(sample.patterns.partCount(), draws, random);
    }
    return result;
}

} // namespace

KnowledgeCurves knowledgeCurves(const ComparedRuns& runs, const NullSettings& nulls,
                                const Progress& progress)
{
    const std::size_t sampleCount = runs.reference.model->samples.size();
    KnowledgeCurve curve; // of the target, then of scratch
    for (const std::vector<EpochModel>* run : {&runs.target, &runs.scratch}) {
        for (const EpochModel& checkpoint : *run) {
            EpochKnowledge& point = curve.emplace_back();
            point.epoch = checkpoint.epoch;
            point.usable = checkpoint.model.usable();
        }
    }
    std::vector<EpochSums> pooled(curve.size());
    NullSums pooledNulls;
    const auto draws = static_cast<std::size_t>(std::max(0, nulls.draws));
    const std::vector<std::mt19937> random = generators(runs, draws, nulls.seed);
    SharedProgress steps(sampleCount * (1 + draws), progress);
    parallelInOrder(
        sampleCount,
        [&](std::size_t sample) { return shareOf(runs, sample, draws, random[sample], steps); },
        [&](std::size_t, SampleShare share) {
            for (std::size_t epoch = 0; epoch < curve.size(); ++epoch) {
                KnowledgeFigures& figures = share.figures[epoch];
                curve[epoch].pooled.byOrder.add(figures.byOrder,
                                                1.0 / static_cast<double>(sampleCount));
                curve[epoch].samples.push_back(std::move(figures));
                pooled[epoch].add(share.sums[epoch]);
            }
            addTo(pooledNulls, share.nulls);
        });
    for (std::size_t epoch = 0; epoch < curve.size(); ++epoch) {
        KnowledgeFigures& figures = curve[epoch].pooled;
        figures.completeness = completeness(figures.byOrder);
        figures.values = pooled[epoch].quantities();
        figures.nulls = bandsOf(pooledNulls[epoch]);
    }
    const auto scratch = curve.begin() + static_cast<std::ptrdiff_t>(runs.target.size());
    KnowledgeCurves curves;
    curves.scratch.assign(std::make_move_iterator(scratch), std::make_move_iterator(curve.end()));
    curve.erase(scratch, curve.end());
    curves.target = std::move(curve);
    return curves;
}

} // namespace palimpsest
