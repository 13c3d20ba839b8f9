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

/// The effect of one pattern.
struct PatternEffect
{
    Coalition pattern = 0;
    double effect = 0.0;
};

/// The patterns that count, without ∅, in rising order.
using SparseEffects = std::vector<PatternEffect>;

template<typename Counts>
SparseEffects sparse(const Effects& effects, Counts counts)
{
    SparseEffects result;
    for (std::size_t pattern = 1; pattern < effects.size(); ++pattern) {
        if (counts(effects[pattern])) {
            result.push_back({static_cast<Coalition>(pattern), effects[pattern]});
        }
    }
    return result;
}

/// A checkpoint on one sample.
struct SampleModel
{
    int epoch = 0;
    const Effects* effects = nullptr; ///< null where the checkpoint is unusable
    SalientSet salient;
};

std::vector<SampleModel> sampleModels(const std::vector<EpochModel>& run, std::size_t sample)
{
    std::vector<SampleModel> models;
    for (const auto& [epoch, model] : run) {
        models.push_back({.epoch = epoch});
        if (model.usable()) {
            models.back().effects = &model.samples[sample].values;
            models.back().salient = model.salient[sample];
        }
    }
    return models;
}

/// Everything about one sample that needs computing once: its splits, and the sums that the
/// quantities of an epoch are made of, for the models as they are or with renamed parts.
class SampleComparison
{
public:
    SampleComparison(const ComparedRuns& runs, std::size_t sample)
        : m_reference(runs.reference.samples[sample]),
          m_salientReference(runs.reference.salient[sample]),
          m_target(sampleModels(runs.target, sample)), m_scratch(sampleModels(runs.scratch, sample))
    {
        m_referenceEffects = sparse(
            m_reference.values, [&](double effect) { return m_salientReference.contains(effect); });
        for (const EpochModel& checkpoint : runs.target) {
            m_splits.push_back(splitOf(checkpoint.model, sample));
            Effects& shared = m_splits.back().shared;
            m_shared.push_back(sparse(shared, [](double effect) { return effect != 0.0; }));
            shared = {};
        }
    }

    int partCount() const { return m_reference.partCount; }
    const KnowledgeAmounts& byOrder(std::size_t epoch) const { return m_splits[epoch].byOrder; }
    const KnowledgeAmounts& byPart(std::size_t epoch) const { return m_splits[epoch].byPart; }

    /// By epoch, with the second model of each comparison renamed by `map`.
    std::vector<EpochSums> sums(const PatternMap& map) const
    {
        const Renamed renamed{.map = map,
                              .targetLast = permuted(m_target.back(), map),
                              .scratchLast =
                                  m_scratch.empty() ? Effects{} : permuted(m_scratch.back(), map)};
        std::vector<EpochSums> result;
        for (std::size_t epoch = 0; epoch < m_target.size(); ++epoch) {
            result.push_back(sums(epoch, renamed));
        }
        return result;
    }

private:
    /// The second models. Only likenesses look at all of their patterns, and only those of last
    /// checkpoints are needed; where few patterns count it is these that go through the map.
    struct Renamed
    {
        const PatternMap& map;
        Effects targetLast;
        Effects scratchLast;
    };

    static Effects permuted(const SampleModel& model, const PatternMap& map)
    {
        return model.effects ? palimpsest::permuted(*model.effects, map) : Effects{};
    }

    KnowledgeSplit splitOf(const ModelKnowledge& model, std::size_t sample) const
    {
        if (!model.usable()) {
            const auto parts = static_cast<std::size_t>(m_reference.partCount);
            return {.shared = {},
                    .byOrder = KnowledgeAmounts(parts + 1),
                    .byPart = KnowledgeAmounts(parts)};
        }
        return splitKnowledge(m_reference, m_salientReference, model.samples[sample],
                              model.salient[sample]);
    }

    EpochSums sums(std::size_t epoch, const Renamed& renamed) const
    {
        EpochSums result;
        const SampleModel& target = m_target[epoch];
        addPreserved(result, target, renamed.map);
        const SampleModel& last = m_target.back();
        result.targetToOwnLast = likenesses(target, renamed.targetLast, last.salient);
        const auto after =
            std::ranges::upper_bound(m_scratch, target.epoch, {}, &SampleModel::epoch);
        if (after == m_scratch.begin()) {
            return result;
        }
        const SampleModel& latest = *(after - 1);
        result.scratch = overlap(m_shared[epoch], latest, renamed.map);
        result.lastScratch = overlap(m_shared.back(), latest, renamed.map);
        if (latest.epoch == target.epoch) {
            result.scratchToOwnLast =
                likenesses(latest, renamed.scratchLast, m_scratch.back().salient);
            result.scratchToTargetLast = likenesses(latest, renamed.targetLast, last.salient);
        }
        return result;
    }

    void addPreserved(EpochSums& sums, const SampleModel& later, const PatternMap& map) const
    {
        if (!later.effects) {
            return;
        }
        for (const auto& [pattern, effect] : m_referenceEffects) {
            const double other = (*later.effects)[map[pattern]];
            sums.reference += std::abs(effect);
            sums.preserved +=
                std::abs(splitPattern(effect, m_salientReference, other, later.salient).shared);
        }
    }

    static ScratchOverlap overlap(const SparseEffects& shared, const SampleModel& scratch,
                                  const PatternMap& map)
    {
        ScratchOverlap result;
        if (scratch.effects) {
            for (const auto& [pattern, effect] : shared) {
                result.addPattern(effect, (*scratch.effects)[map[pattern]], scratch.salient);
            }
        }
        return result;
    }

    static BothLikenesses likenesses(const SampleModel& a, const Effects& b,
                                     const SalientSet& salientB)
    {
        if (!a.effects || b.empty()) {
            return {};
        }
        return {.strength = likeness(*a.effects, b),
                .sets = salientSetLikeness(*a.effects, a.salient, b, salientB)};
    }

    const Interactions& m_reference;
    SalientSet m_salientReference;
    SparseEffects m_referenceEffects; ///< the salient ones
    std::vector<SampleModel> m_target;
    std::vector<SampleModel> m_scratch;
    std::vector<SparseEffects> m_shared;  ///< I_sh by epoch
    std::vector<KnowledgeSplit> m_splits; ///< by epoch, without I_sh
};

/// Counts the steps of the work and stops it when it is told to.
class Steps
{
public:
    Steps(std::size_t total, const Progress& progress) : m_total(total), m_progress(progress) {}

    /// To be called before each step.
    void next()
    {
        if (m_progress && !m_progress(m_done++, m_total)) {
            throw Cancelled();
        }
    }

private:
    std::size_t m_total;
    std::size_t m_done = 0;
    const Progress& m_progress;
};

/// Sums by epoch and draw.
using NullSums = std::vector<std::vector<EpochSums>>;

NullSums drawNulls(const SampleComparison& comparison, std::size_t epochs, std::size_t draws,
                   std::mt19937& random, Steps& steps)
{
    NullSums byEpoch(epochs);
    for (std::size_t draw = 0; draw < draws; ++draw) {
        steps.next();
        const std::vector<EpochSums> sums =
            comparison.sums(randomPatternMap(comparison.partCount(), random));
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

KnowledgeFigures sampleFigures(const SampleComparison& comparison, std::size_t epoch,
                               const EpochSums& sums, const std::vector<EpochSums>& draws)
{
    return {.byOrder = comparison.byOrder(epoch),
            .byPart = comparison.byPart(epoch),
            .completeness = completeness(comparison.byOrder(epoch)),
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
    const auto draws = static_cast<std::size_t>(std::max(0, nulls.draws));
    Steps steps(sampleCount * (1 + draws), progress);
    for (std::size_t sample = 0; sample < sampleCount; ++sample) {
        steps.next();
        const SampleComparison comparison(runs, sample);
        const std::vector<EpochSums> observed =
            comparison.sums(unchangedPatternMap(comparison.partCount()));
        const NullSums drawn = drawNulls(comparison, curve.size(), draws, random, steps);
        for (std::size_t epoch = 0; epoch < curve.size(); ++epoch) {
            curve[epoch].samples.push_back(
                sampleFigures(comparison, epoch, observed[epoch], drawn[epoch]));
            curve[epoch].pooled.byOrder.add(comparison.byOrder(epoch),
                                            1.0 / static_cast<double>(sampleCount));
            pooled[epoch].add(observed[epoch]);
        }
        addTo(pooledNulls, drawn);
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
