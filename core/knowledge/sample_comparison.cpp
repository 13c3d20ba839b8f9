// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/knowledge/sample_comparison.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

namespace palimpsest {

void BothLikenesses::add(const BothLikenesses& other)
{
    strength.add(other.strength);
    sets.add(other.sets);
}

void EpochSums::add(const EpochSums& other)
{
    preserved += other.preserved;
    reference += other.reference;
    scratch.add(other.scratch);
    lastScratch.add(other.lastScratch);
    targetToOwnLast.add(other.targetToOwnLast);
    scratchToOwnLast.add(other.scratchToOwnLast);
    scratchToTargetLast.add(other.scratchToTargetLast);
}

PerQuantity<std::optional<double>> EpochSums::quantities() const
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

template<typename Counts>
SampleComparison::SparseEffects SampleComparison::sparse(const Effects& effects, Counts counts)
{
    SparseEffects result;
    for (std::size_t index = 1; index < effects.size(); ++index) {
        if (counts(effects[index])) {
            result.push_back({static_cast<Coalition>(index), effects[index]});
        }
    }
    return result;
}

std::vector<SampleComparison::Model> SampleComparison::modelsOf(const std::vector<EpochModel>& run,
                                                                std::size_t sample)
{
    std::vector<Model> models;
    for (const auto& [epoch, model] : run) {
        models.push_back({.epoch = epoch});
        if (model.usable()) {
            models.back().effects = &model.sample(sample).values;
            models.back().salient = model.salient[sample];
        }
    }
    return models;
}

SampleComparison::SampleComparison(const ComparedRuns& runs, std::size_t sample)
    : m_reference(runs.reference.sample(sample)),
      m_salientReference(runs.reference.salient[sample]), m_target(modelsOf(runs.target, sample)),
      m_scratch(modelsOf(runs.scratch, sample)), m_lastTarget(lastUsable(m_target)),
      m_lastScratch(lastUsable(m_scratch))
{
    m_referenceEffects = sparse(m_reference.values,
                                [&](double effect) { return m_salientReference.contains(effect); });
    for (const EpochModel& checkpoint : runs.target) {
        m_splits.push_back(splitOf(checkpoint.model, sample));
        Effects& shared = m_splits.back().shared;
        m_shared.push_back(sparse(shared, [](double effect) { return effect != 0.0; }));
        shared = {};
    }
}

std::vector<EpochSums> SampleComparison::sums() const
{
    PatternMap unchanged(m_reference.values.size());
    std::iota(unchanged.begin(), unchanged.end(), Coalition{0});
    return sums(unchanged);
}

std::vector<EpochSums> SampleComparison::randomSums(std::mt19937& random) const
{
    PatternMap map = randomPatternMap(m_reference.partCount, random);
    const bool hasBothKinds = m_reference.values.size() > map.size();
    return sums(hasBothKinds ? forBothKinds(std::move(map)) : map);
}

std::vector<EpochSums> SampleComparison::sums(const PatternMap& map) const
{
    const Renamed renamed{
        .map = map,
        .targetLast = permuted(m_target[m_lastTarget], map),
        .scratchLast = m_scratch.empty() ? Effects{} : permuted(m_scratch[m_lastScratch], map)};
    std::vector<EpochSums> result;
    for (std::size_t epoch = 0; epoch < m_target.size(); ++epoch) {
        result.push_back(sums(epoch, renamed));
    }
    for (std::size_t epoch = 0; epoch < m_scratch.size(); ++epoch) {
        result.push_back(scratchSums(epoch, renamed));
    }
    for (std::size_t epoch = 0; epoch < m_target.size(); ++epoch) { // where both runs saved one
        const auto same = std::ranges::find(m_scratch, m_target[epoch].epoch, &Model::epoch);
        if (same != m_scratch.end()) {
            const auto own = static_cast<std::size_t>(same - m_scratch.begin());
            result[epoch].scratchToOwnLast = result[m_target.size() + own].scratchToOwnLast;
            result[epoch].scratchToTargetLast = result[m_target.size() + own].scratchToTargetLast;
        }
    }
    return result;
}

std::size_t SampleComparison::lastUsable(const std::vector<Model>& run)
{
    const auto last = std::ranges::find_if(
        run.rbegin(), run.rend(), [](const Model& model) { return model.effects != nullptr; });
    return last == run.rend() ? 0 : static_cast<std::size_t>(run.rend() - last) - 1;
}

EpochSums SampleComparison::scratchSums(std::size_t epoch, const Renamed& renamed) const
{
    EpochSums result;
    const Model& scratch = m_scratch[epoch];
    result.scratchToOwnLast =
        likenesses(scratch, renamed.scratchLast, m_scratch[m_lastScratch].salient);
    result.scratchToTargetLast =
        likenesses(scratch, renamed.targetLast, m_target[m_lastTarget].salient);
    return result;
}

SampleComparison::Effects SampleComparison::permuted(const Model& model, const PatternMap& map)
{
    return model.effects ? palimpsest::permuted(*model.effects, map) : Effects{};
}

KnowledgeSplit SampleComparison::splitOf(const ModelKnowledge& model, std::size_t sample) const
{
    if (!model.usable()) {
        const auto parts = static_cast<std::size_t>(m_reference.partCount);
        return {.shared = {},
                .byOrder = KnowledgeAmounts(parts + 1),
                .byPart = KnowledgeAmounts(parts)};
    }
    return splitKnowledge(m_reference, m_salientReference, model.sample(sample),
                          model.salient[sample]);
}

EpochSums SampleComparison::sums(std::size_t epoch, const Renamed& renamed) const
{
    EpochSums result;
    const Model& target = m_target[epoch];
    addPreserved(result, target, renamed.map);
    result.targetToOwnLast = likenesses(target, renamed.targetLast, m_target[m_lastTarget].salient);
    const auto after = std::ranges::upper_bound(m_scratch, target.epoch, {}, &Model::epoch);
    if (after == m_scratch.begin()) {
        return result;
    }
    const Model& latest = *(after - 1);
    result.scratch = overlap(m_shared[epoch], latest, renamed.map);
    result.lastScratch = overlap(m_shared[m_lastTarget], latest, renamed.map);
    return result;
}

void SampleComparison::addPreserved(EpochSums& sums, const Model& later,
                                    const PatternMap& map) const
{
    if (!later.effects) {
        return;
    }
    for (const auto& [index, effect] : m_referenceEffects) {
        const double other = (*later.effects)[map[index]];
        sums.reference += std::abs(effect);
        sums.preserved +=
            std::abs(splitPattern(effect, m_salientReference, other, later.salient).shared);
    }
}

ScratchOverlap SampleComparison::overlap(const SparseEffects& shared, const Model& scratch,
                                         const PatternMap& map)
{
    ScratchOverlap result;
    if (scratch.effects) {
        for (const auto& [index, effect] : shared) {
            result.addPattern(effect, (*scratch.effects)[map[index]], scratch.salient);
        }
    }
    return result;
}

BothLikenesses SampleComparison::likenesses(const Model& a, const Effects& b,
                                            const SalientSet& salientB)
{
    if (!a.effects || b.empty()) {
        return {};
    }
    return {.strength = likeness(*a.effects, b),
            .sets = salientSetLikeness(*a.effects, a.salient, b, salientB)};
}

} // namespace palimpsest
