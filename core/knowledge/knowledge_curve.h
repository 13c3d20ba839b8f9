// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/progress.h"
#include "core/knowledge/knowledge_split.h"
#include "core/knowledge/model_knowledge.h"
#include "core/knowledge/null_settings.h"
#include "core/knowledge/permutation.h"

#include <optional>
#include <vector>

namespace palimpsest {

struct EpochModel
{
    int epoch = 0;
    ModelKnowledge model;
};

/// The models of a comparison, all on the same samples.
struct ComparedRuns
{
    ModelKnowledge reference;        ///< pre-trained; must be usable
    std::vector<EpochModel> target;  ///< fine-tuning, epochs rising, at least one
    std::vector<EpochModel> scratch; ///< from scratch, epochs rising; may be empty
};

/// One value for each quantity that compares two models and therefore has a null.
template<typename T>
struct PerQuantity
{
    T preservationRate{};
    T scratchStrength{};     ///< share of the preserved that scratch has learned, by strength
    T scratchCount{};        ///< the same by number of patterns
    T lastScratchStrength{}; ///< the same for what the last epoch preserves, along scratch's epochs
    T lastScratchCount{};
    T targetToOwnLast{}; ///< likeness J to the run's own last checkpoint; none of a run with one
    T scratchToOwnLast{};
    T scratchToTargetLast{}; ///< J of scratch to the fine-tuned final model
    T targetToOwnLastSets{}; ///< the three above on salient sets
    T scratchToOwnLastSets{};
    T scratchToTargetLastSets{};

    bool operator==(const PerQuantity&) const = default;
};

/// Knowledge at one epoch, of one sample or of all.
struct KnowledgeFigures
{
    KnowledgeAmounts byOrder; ///< of all samples: the mean
    KnowledgeAmounts byPart;  ///< of one sample only
    std::optional<double> completeness;
    PerQuantity<std::optional<double>> values;
    PerQuantity<std::optional<Band>> nulls; ///< empty where no draws were asked for
};

struct EpochKnowledge
{
    int epoch = 0;
    bool usable = false; ///< false is a gap: the checkpoint answers the same to everything
    KnowledgeFigures pooled;
    std::vector<KnowledgeFigures> samples;
};

/// Knowledge along the epochs of the target run.
using KnowledgeCurve = std::vector<EpochKnowledge>;

/// Knowledge along both runs.
struct KnowledgeCurves
{
    KnowledgeCurve target;
    KnowledgeCurve scratch; ///< along its own epochs: its likenesses and their nulls alone
};

/// Splits every epoch of the target against the reference, compares with scratch (its checkpoint of
/// the same epoch for likeness, its latest one so far for the ratios) and adds null bands; the last
/// checkpoint of a run is its last usable one. The draws of one std::mt19937 are used sample by
/// sample, draw by draw; samples are computed on all cores, with the same result on any number of
/// them. Throws Cancelled when `progress`, called before each sample and draw, says so.
KnowledgeCurves knowledgeCurves(const ComparedRuns& runs, const NullSettings& nulls,
                                const Progress& progress = {});

} // namespace palimpsest
