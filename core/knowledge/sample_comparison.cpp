// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/knowledge/sample_comparison.h"

#include <algorithm>
#include <cmath>
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
SampleComparison::SparseEffects SampleComparison::sparse(const std::vector<double>& effects,
                                                         Counts counts)
{
    SparseEffects result;
    for (std::size_t index = 1; index < effects.size(); ++index) {
        if (counts(effects[index])) {
            result.push_back({static_cast<std::uint32_t>(index), effects[index]});
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
            models.back().effects = &model.sample(sample);
            models.back().patterns = placeOf(model.sample(sample).patterns);
            models.back().salient = model.salient[sample];
        }
    }
    return models;
}

std::size_t SampleComparison::placeOf(const PatternSet& patterns)
{
    const auto known = std::ranges::find(m_patterns, patterns);
    const auto place = static_cast<std::size_t>(known - m_patterns.begin());
    if (known == m_patterns.end()) {
        m_patterns.push_back(patterns);
    }
    return place;
}

SampleComparison::SampleComparison(const ComparedRuns& runs, std::size_t sample)
    : m_reference(runs.reference.sample(sample)),
      m_salientReference(runs.reference.salient[sample]), m_patterns{m_reference.patterns},
      m_target(modelsOf(runs.target, sample)), m_scratch(modelsOf(runs.scratch, sample)),
      m_lastTarget(lastUsable(m_target)), m_lastScratch(lastUsable(m_scratch))
{
    m_referenceEffects = sparse(m_reference.values,
                                [&](double effect) { return m_salientReference.contains(effect); });
    for (const EpochModel& checkpoint : runs.target) {
        m_splits.push_back(splitOf(checkpoint.model, sample));
        std::vector<double>& shared = m_splits.back().shared;
        m_shared.push_back(sparse(shared, [](double effect) { return effect != 0.0; }));
        shared = {};
    }
}

std::vector<EpochSums> SampleComparison::sums() const
{
    return sums(renamed(unchangedParts(m_reference.patterns.partCount())));
}

std::vector<EpochSums> SampleComparison::randomSums(std::mt19937& random) const
{
    return sums(renamed(randomRenaming(m_reference.patterns.partCount(), random)));
}

SampleComparison::Renamed SampleComparison::renamed(const PartRenaming& renaming) const
{
    Renamed result;
    for (const PatternSet& patterns : m_patterns) {
        result.maps.push_back(patternMap(m_patterns.front(), patterns, renaming));
    }
    const auto last = [&](const std::vector<Model>& run, std::size_t index) -> Interactions {
        if (run.empty() || run[index].effects == nullptr) {
            return {};
        }
        const Interactions& effects = *run[index].effects;
        const bool mapsOntoItself = run[index].patterns == 0 && effects.patterns.isDense();
        return mapsOntoItself ? Interactions{.patterns = effects.patterns,
                                             .values = permuted(effects.values, result.maps[0])}
                              : palimpsest::renamed(effects, renaming);
    };
    result.targetLast = last(m_target, m_lastTarget);
    result.scratchLast = last(m_scratch, m_lastScratch);
    return result;
}

std::vector<EpochSums> SampleComparison::sums(const Renamed& renamed) const
{
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

/// Whether a run has more than one usable checkpoint: a single one is itself the last of its run,
/// and its likeness to that says nothing.
bool SampleComparison::isSeries(const std::vector<Model>& run)
{
    return std::ranges::count_if(run, [](const Model& model) { return model.effects != nullptr; }) >
           1;
}

EpochSums SampleComparison::scratchSums(std::size_t epoch, const Renamed& renamed) const
{
    EpochSums result;
    const Model& scratch = m_scratch[epoch];
    if (isSeries(m_scratch)) {
        result.scratchToOwnLast =
            likenesses(scratch, renamed.scratchLast, m_scratch[m_lastScratch].salient);
    }
    result.scratchToTargetLast =
        likenesses(scratch, renamed.targetLast, m_target[m_lastTarget].salient);
    return result;
}

KnowledgeSplit SampleComparison::splitOf(const ModelKnowledge& model, std::size_t sample) const
{
    if (!model.usable()) {
        const auto parts = static_cast<std::size_t>(m_reference.patterns.partCount());
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
    addPreserved(result, target, renamed);
    if (isSeries(m_target)) {
        result.targetToOwnLast =
            likenesses(target, renamed.targetLast, m_target[m_lastTarget].salient);
    }
    const auto after = std::ranges::upper_bound(m_scratch, target.epoch, {}, &Model::epoch);
    if (after == m_scratch.begin()) {
        return result;
    }
    const Model& latest = *(after - 1);
    result.scratch = overlap(m_shared[epoch], latest, renamed);
    result.lastScratch = overlap(m_shared[m_lastTarget], latest, renamed);
    return result;
}

void SampleComparison::addPreserved(EpochSums& sums, const Model& later,
                                    const Renamed& renamed) const
{
    if (!later.effects) {
        return;
    }
    const std::vector<double>& others = later.effects->values;
    const PatternMap& map = renamed.maps[later.patterns];
    for (const auto& [index, effect] : m_referenceEffects) {
        const double other = others[map[index]];
        sums.reference += std::abs(effect);
        sums.preserved +=
            std::abs(splitPattern(effect, m_salientReference, other, later.salient).shared);
    }
}

ScratchOverlap SampleComparison::overlap(const SparseEffects& shared, const Model& scratch,
                                         const Renamed& renamed)
{
    ScratchOverlap result;
    if (scratch.effects) {
        const std::vector<double>& others = scratch.effects->values;
        const PatternMap& map = renamed.maps[scratch.patterns];
        for (const auto& [index, effect] : shared) {
            result.addPattern(effect, others[map[index]], scratch.salient);
        }
    }
    return result;
}

BothLikenesses SampleComparison::likenesses(const Model& a, const Interactions& b,
                                            const SalientSet& salientB)
{
    if (!a.effects || b.values.empty()) {
        return {};
    }
    return {.strength = likeness(*a.effects, b),
            .sets = salientSetLikeness(*a.effects, a.salient, b, salientB)};
}

} // namespace palimpsest
