// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/knowledge/knowledge_curve.h"

#include "core/base/error.h"
#include "core/knowledge/likeness.h"
#include "core/knowledge/scratch_ratio.h"

#include <algorithm>
#include <cmath>
#include <random>
#include <utility>

namespace palimpsest {

namespace {

using Effects = std::vector<double>; // I(S) of one model on one sample, 2^n

/// Likeness by strength and by salient sets.
struct BothLikenesses
{
    LikenessSums strength;
    LikenessSums sets;

    void add(const BothLikenesses& other)
    {
        strength.add(other.strength);
        sets.add(other.sets);
    }
};

/// What the quantities of one epoch are ratios of. Samples are pooled by adding.
struct EpochSums
{
    double preserved = 0.0;
    double reference = 0.0; ///< preserved and discarded
    ScratchOverlap scratch;
    ScratchOverlap lastScratch;
    BothLikenesses targetToOwnLast;
    BothLikenesses scratchToOwnLast;
    BothLikenesses scratchToTargetLast;

    void add(const EpochSums& other)
    {
        preserved += other.preserved;
        reference += other.reference;
        scratch.add(other.scratch);
        lastScratch.add(other.lastScratch);
        targetToOwnLast.add(other.targetToOwnLast);
        scratchToOwnLast.add(other.scratchToOwnLast);
        scratchToTargetLast.add(other.scratchToTargetLast);
    }

    PerQuantity<std::optional<double>> quantities() const
    {
        return {.preservationRate = ratio(preserved, reference),
                .scratchStrength = scratch.strengthRatio(),
                .scratchCount = scratch.countRatio(),
                .lastScratchStrength = lastScratch.strengthRatio(),
                .lastScratchCount = lastScratch.countRatio(),
                .targetToOwnLast = targetToOwnLast.strength.value(),
                .scratchToOwnLast = scratchToOwnLast.strength.value(),
                .scratchToTargetLast = scratchToTargetLast.strength.value(),
                .targetToOwnLastSets = targetToOwnLast.sets.value(),
                .scratchToOwnLastSets = scratchToOwnLast.sets.value(),
                .scratchToTargetLastSets = scratchToTargetLast.sets.value()};
    }
};

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

/// Effects of every checkpoint on one sample; those of unusable checkpoints are empty.
struct SampleEffects
{
    std::vector<Effects> target;
    std::vector<Effects> scratch;
};

std::vector<Effects> effectsOf(const std::vector<EpochModel>& run, std::size_t sample)
{
    std::vector<Effects> effects;
    for (const EpochModel& checkpoint : run) {
        effects.push_back(checkpoint.model.usable() ? checkpoint.model.samples[sample].values
                                                    : Effects{});
    }
    return effects;
}

std::vector<Effects> permuted(const std::vector<Effects>& effects, const PatternMap& map)
{
    std::vector<Effects> result;
    for (const Effects& of : effects) {
        result.push_back(of.empty() ? Effects{} : palimpsest::permuted(of, map));
    }
    return result;
}

/// Everything about one sample that needs computing once: its splits, and the sums that the
/// quantities of an epoch are made of, for the models as they are or with renamed parts.
class SampleComparison
{
public:
    SampleComparison(const ComparedRuns& runs, std::size_t sample)
        : m_runs(runs), m_sample(sample), m_effects{effectsOf(runs.target, sample),
                                                    effectsOf(runs.scratch, sample)}
    {
        for (const EpochModel& checkpoint : runs.target) {
            m_splits.push_back(split(checkpoint.model));
        }
    }

    const KnowledgeSplit& split(std::size_t epoch) const { return m_splits[epoch]; }

    std::vector<EpochSums> observed() const { return sums(m_effects); }

    /// The same with the second model of each comparison renamed by `map`.
    std::vector<EpochSums> withPermuted(const PatternMap& map) const
    {
        return sums({permuted(m_effects.target, map), permuted(m_effects.scratch, map)});
    }

private:
    KnowledgeSplit split(const ModelKnowledge& model) const
    {
        const Interactions& reference = m_runs.reference.samples[m_sample];
        if (!model.usable()) {
            return {.shared = Effects(reference.values.size()),
                    .byOrder = KnowledgeAmounts(static_cast<std::size_t>(reference.partCount) + 1),
                    .byPart = KnowledgeAmounts(static_cast<std::size_t>(reference.partCount))};
        }
        return splitKnowledge(reference, m_runs.reference.salient[m_sample],
                              model.samples[m_sample], model.salient[m_sample]);
    }

    std::vector<EpochSums> sums(const SampleEffects& second) const
    {
        std::vector<EpochSums> result;
        for (std::size_t epoch = 0; epoch < m_runs.target.size(); ++epoch) {
            result.push_back(sums(epoch, second));
        }
        return result;
    }

    EpochSums sums(std::size_t epoch, const SampleEffects& second) const
    {
        EpochSums result;
        addPreserved(result, epoch, second.target[epoch]);
        const std::size_t last = m_runs.target.size() - 1;
        result.targetToOwnLast =
            likenesses(m_runs.target, m_effects.target, epoch, m_runs.target, second.target, last);
        const int number = m_runs.target[epoch].epoch;
        const auto after = std::ranges::upper_bound(m_runs.scratch, number, {}, &EpochModel::epoch);
        if (after == m_runs.scratch.begin()) {
            return result;
        }
        const auto latest = static_cast<std::size_t>(after - m_runs.scratch.begin()) - 1;
        result.scratch = overlap(epoch, latest, second);
        result.lastScratch = overlap(last, latest, second);
        if (m_runs.scratch[latest].epoch == number) {
            result.scratchToOwnLast =
                likenesses(m_runs.scratch, m_effects.scratch, latest, m_runs.scratch,
                           second.scratch, m_runs.scratch.size() - 1);
            result.scratchToTargetLast = likenesses(m_runs.scratch, m_effects.scratch, latest,
                                                    m_runs.target, second.target, last);
        }
        return result;
    }

    void addPreserved(EpochSums& sums, std::size_t epoch, const Effects& later) const
    {
        if (later.empty()) {
            return;
        }
        const Effects& reference = m_runs.reference.samples[m_sample].values;
        const SalientSet& salient = m_runs.reference.salient[m_sample];
        const SalientSet& salientLater = m_runs.target[epoch].model.salient[m_sample];
        for (std::size_t pattern = 1; pattern < reference.size(); ++pattern) {
            if (salient.contains(reference[pattern])) {
                sums.reference += std::abs(reference[pattern]);
                sums.preserved += std::abs(
                    splitPattern(reference[pattern], salient, later[pattern], salientLater).shared);
            }
        }
    }

    ScratchOverlap overlap(std::size_t epoch, std::size_t scratch,
                           const SampleEffects& second) const
    {
        if (second.scratch[scratch].empty()) {
            return {};
        }
        return scratchOverlap(m_splits[epoch].shared, second.scratch[scratch],
                              m_runs.scratch[scratch].model.salient[m_sample]);
    }

    BothLikenesses likenesses(const std::vector<EpochModel>& runA,
                              const std::vector<Effects>& effectsA, std::size_t a,
                              const std::vector<EpochModel>& runB,
                              const std::vector<Effects>& effectsB, std::size_t b) const
    {
        if (effectsA[a].empty() || effectsB[b].empty()) {
            return {};
        }
        return {.strength = likeness(effectsA[a], effectsB[b]),
                .sets = salientSetLikeness(effectsA[a], runA[a].model.salient[m_sample],
                                           effectsB[b], runB[b].model.salient[m_sample])};
    }

    const ComparedRuns& m_runs;
    std::size_t m_sample;
    SampleEffects m_effects;
    std::vector<KnowledgeSplit> m_splits;
};

/// Sums by epoch and draw.
using NullSums = std::vector<std::vector<EpochSums>>;

NullSums drawNulls(const SampleComparison& comparison, const ComparedRuns& runs, std::size_t sample,
                   int draws, std::mt19937& random)
{
    NullSums byEpoch(runs.target.size());
    const int partCount = runs.reference.samples[sample].partCount;
    for (int draw = 0; draw < draws; ++draw) {
        const std::vector<EpochSums> sums =
            comparison.withPermuted(randomPatternMap(partCount, random));
        for (std::size_t epoch = 0; epoch < sums.size(); ++epoch) {
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

KnowledgeFigures sampleFigures(const KnowledgeSplit& split, const EpochSums& sums,
                               const std::vector<EpochSums>& draws)
{
    return {.byOrder = split.byOrder,
            .byPart = split.byPart,
            .completeness = completeness(split.byOrder),
            .values = sums.quantities(),
            .nulls = bandsOf(draws)};
}

} // namespace

KnowledgeCurve knowledgeCurve(const ComparedRuns& runs, const NullSettings& nulls,
                              const Progress& progress)
{
    const std::size_t sampleCount = runs.reference.samples.size();
    KnowledgeCurve curve;
    for (const EpochModel& checkpoint : runs.target) {
        EpochKnowledge& point = curve.emplace_back();
        point.epoch = checkpoint.epoch;
        point.usable = checkpoint.model.usable();
    }
    std::vector<EpochSums> pooled(curve.size());
    NullSums pooledNulls;
    std::mt19937 random(nulls.seed);
    for (std::size_t sample = 0; sample < sampleCount; ++sample) {
        if (progress && !progress(sample, sampleCount)) {
            throw Cancelled();
        }
        const SampleComparison comparison(runs, sample);
        const std::vector<EpochSums> observed = comparison.observed();
        const NullSums draws = drawNulls(comparison, runs, sample, nulls.draws, random);
        for (std::size_t epoch = 0; epoch < curve.size(); ++epoch) {
            const KnowledgeSplit& split = comparison.split(epoch);
            curve[epoch].samples.push_back(sampleFigures(split, observed[epoch], draws[epoch]));
            curve[epoch].pooled.byOrder.add(split.byOrder, 1.0 / static_cast<double>(sampleCount));
            pooled[epoch].add(observed[epoch]);
        }
        addTo(pooledNulls, draws);
    }
    for (std::size_t epoch = 0; epoch < curve.size(); ++epoch) {
        KnowledgeFigures& figures = curve[epoch].pooled;
        figures.completeness = completeness(figures.byOrder);
        figures.values = pooled[epoch].quantities();
        figures.nulls = bandsOf(pooledNulls[epoch]);
    }
    return curve;
}

} // namespace palimpsest
