// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/knowledge/knowledge_curve.h"
#include "core/knowledge/likeness.h"
#include "core/knowledge/scratch_ratio.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <random>
#include <vector>

namespace palimpsest {

/// Likeness by strength and by salient sets.
struct BothLikenesses
{
    LikenessSums strength;
    LikenessSums sets;

    void add(const BothLikenesses& other);
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

    void add(const EpochSums& other);
    PerQuantity<std::optional<double>> quantities() const;
};

/// Everything about one sample that needs computing once: its splits, and the sums that the
/// quantities of an epoch are made of, for the models as they are or with renamed parts.
class SampleComparison
{
public:
    /// `runs` must outlive it.
    SampleComparison(const ComparedRuns& runs, std::size_t sample);

    const KnowledgeAmounts& byOrder(std::size_t epoch) const { return m_splits[epoch].byOrder; }
    const KnowledgeAmounts& byPart(std::size_t epoch) const { return m_splits[epoch].byPart; }

    /// By epoch of the target and then of scratch, for the models as they are. Those of scratch's
    /// own epochs are sums of its likenesses alone.
    std::vector<EpochSums> sums() const;

    /// The same with the parts of the second model of each comparison renamed at random.
    std::vector<EpochSums> randomSums(std::mt19937& random) const;

private:
    /// One interaction: where its pattern stands among those of the reference, and what it is.
    struct Effect
    {
        std::uint32_t index = 0;
        double value = 0.0;
    };

    /// The interactions that count, in rising order.
    using SparseEffects = std::vector<Effect>;

    /// A checkpoint on the sample.
    struct Model
    {
        int epoch = 0;
        const Interactions* effects = nullptr; ///< null where the checkpoint is unusable
        std::size_t patterns = 0;              ///< which of m_patterns are its own
        SalientSet salient;
    };

    /// The second models. Only likenesses look at all of their patterns, and only those of last
    /// checkpoints are needed, which are the last that are usable; where few patterns count it is
    /// these that go through the maps.
    struct Renamed
    {
        std::vector<PatternMap> maps; ///< from the reference's patterns to each of m_patterns
        Interactions targetLast;
        Interactions scratchLast;
    };

    template<typename Counts>
    static SparseEffects sparse(const std::vector<double>& effects, Counts counts);
    std::vector<Model> modelsOf(const std::vector<EpochModel>& run, std::size_t sample);
    std::size_t placeOf(const PatternSet& patterns);
    static ScratchOverlap overlap(const SparseEffects& shared, const Model& scratch,
                                  const Renamed& renamed);
    static BothLikenesses likenesses(const Model& a, const Interactions& b,
                                     const SalientSet& salientB);

    KnowledgeSplit splitOf(const ModelKnowledge& model, std::size_t sample) const;
    Renamed renamed(const PartRenaming& renaming) const;
    std::vector<EpochSums> sums(const Renamed& renamed) const;
    EpochSums sums(std::size_t epoch, const Renamed& renamed) const;
    EpochSums scratchSums(std::size_t epoch, const Renamed& renamed) const;
    static std::size_t lastUsable(const std::vector<Model>& run);
    static bool isSeries(const std::vector<Model>& run);
    void addPreserved(EpochSums& sums, const Model& later, const Renamed& renamed) const;

    const Interactions& m_reference;
    SalientSet m_salientReference;
    SparseEffects m_referenceEffects;   ///< the salient ones
    std::vector<PatternSet> m_patterns; ///< of all models, each once; those of the reference first
    std::vector<Model> m_target;
    std::vector<Model> m_scratch;
    std::size_t m_lastTarget = 0;
    std::size_t m_lastScratch = 0;
    std::vector<SparseEffects> m_shared;  ///< I_sh by epoch
    std::vector<KnowledgeSplit> m_splits; ///< by epoch, without I_sh
};

} // namespace palimpsest
