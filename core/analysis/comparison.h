// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/interactions/and_or.h"
#include "core/interactions/salient_set.h"
#include "core/knowledge/signed_strengths.h"
#include "core/study/study.h"
#include "core/values/value_table.h"

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace palimpsest {

/// A model's answer to one sample with everything and with nothing visible.
struct SampleAnswer
{
    double valueOfNone = 0.0;                ///< v(∅)
    double valueOfAll = 0.0;                 ///< v(N)
    std::optional<double> probabilityOfNone; ///< of the class that v speaks of, if it does
    std::optional<double> probabilityOfAll;
    std::optional<bool> correct; ///< whether all visible is classified as labelled
    int target = 0;              ///< class that v speaks of; −1 where it is not known
    int predicted = -1; ///< class it says when all is visible; −1 where that is not known
    std::optional<NumericalNoise> noise; ///< of v; none where it is not known
};

/// Three standard deviations of what `noise` of v makes of an interaction of order `order`:
/// 3σ·2^{m/2}. Nothing below it is to be believed.
double noiseFloor(const NumericalNoise& noise, int order);

/// One checkpoint that takes part.
struct ModelReport
{
    std::string name;                  ///< "LINEAGE/EPOCH"
    double normaliser = 0.0;           ///< 0 where it answers the same to everything
    std::optional<double> accuracy;    ///< on the labelled set whose accuracies the study shows
    std::optional<OutputKind> outputs; ///< what it answers with; none where that is not known
    std::string looks;       ///< how its answers look like other outputs, a clause; or empty
    std::size_t floored = 0; ///< maskings whose v hangs on a probability of 0, taken as 1.2e-38
    std::vector<SampleAnswer> answers;

    /// The largest σ and bound of its samples; none where no sample has any.
    std::optional<NumericalNoise> noise() const;

    // By sample; only once thresholds are chosen, and empty where the normaliser is 0.
    std::vector<double> thresholds;     ///< after normalising
    std::vector<double> largest;        ///< the largest |I| that each threshold is τ of
    std::vector<SalientCounts> salient; ///< what lies above it

    SignedStrengths strengths; ///< of that, by order; empty likewise
};

struct SampleReport
{
    std::size_t index = 0; ///< in the study
    std::string id;
    std::vector<std::string> parts; ///< their names, told apart where they repeat
};

/// How far the splits into AND and OR came.
struct SplitReport
{
    double gap = 0.0;           ///< the largest relative duality gap left
    std::size_t steps = 0;      ///< the most that one split took
    std::size_t splits = 0;     ///< one a sample or, not jointly, one a model and sample
    std::size_t unfinished = 0; ///< those whose gap is still above the tolerance

    bool operator==(const SplitReport&) const = default;
};

/// Which checkpoints are compared on which samples, and what there is to say about them before
/// anything is called salient.
struct Comparison
{
    CheckpointIndex reference;
    std::size_t target = 0;             ///< lineage
    std::optional<std::size_t> scratch; ///< lineage
    InteractionSettings interactions;
    std::optional<SplitReport> split;  ///< for InteractionKind::AndOr
    std::vector<SampleReport> samples; ///< those that are complete in every compared checkpoint
    std::size_t samplesInStudy = 0;
    std::map<CheckpointIndex, ModelReport> models;
    std::vector<std::string> warnings;

    /// Whether there is a run from scratch besides the target itself.
    bool hasOtherScratch() const { return scratch && scratch != target; }

    /// Report of the checkpoint of `lineage` at exactly `epoch`, or null.
    const ModelReport* model(const Study& study, std::size_t lineage, int epoch) const;

    /// The checkpoint of the run from scratch that ratios at `epoch` of the target look at: its
    /// latest one so far. None before its first, and where there is no such run but the target.
    std::optional<CheckpointIndex> scratchAt(const Study& study, int epoch) const;
};

} // namespace palimpsest
