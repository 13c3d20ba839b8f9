// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/analysis/study_values.h"
#include "core/base/progress.h"
#include "core/knowledge/knowledge_curve.h"
#include "core/study/study.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace palimpsest {

/// What to compare. Lineages that are not named are found by their role.
struct AnalysisOptions
{
    std::optional<std::string> reference; ///< "LINEAGE" (its last checkpoint) or "LINEAGE/EPOCH"
    std::optional<std::string> target;    ///< lineage whose epochs make the curve
    std::optional<std::string> scratch;   ///< lineage trained from scratch; a study may have none
    std::optional<double> tau;            ///< instead of the study's
    NullSettings nulls;
};

/// A model's answer to one sample with everything and with nothing visible.
struct SampleAnswer
{
    double valueOfNone = 0.0;    ///< v(∅)
    double valueOfAll = 0.0;     ///< v(N)
    std::optional<bool> correct; ///< whether all visible is classified as labelled
};

/// One checkpoint that takes part.
struct ModelReport
{
    std::string name; ///< "LINEAGE/EPOCH"
    double normaliser = 0.0;
    std::vector<double> thresholds; ///< one per sample, after normalising
    std::vector<double> largest;    ///< the largest |I| that each threshold is τ of
    std::optional<double> accuracy; ///< on the test set
    std::vector<SampleAnswer> answers;
};

struct SampleReport
{
    std::size_t index = 0; ///< in the study
    std::string id;
    std::vector<std::string> parts;
};

/// Knowledge of a study along the epochs of its target, and what it was computed from.
struct Analysis
{
    CheckpointIndex reference;
    std::size_t target = 0;             ///< lineage
    std::optional<std::size_t> scratch; ///< lineage
    SalienceSettings salience;
    NullSettings nulls;
    std::vector<SampleReport> samples; ///< those that are complete in every compared checkpoint
    std::size_t samplesInStudy = 0;
    std::map<CheckpointIndex, ModelReport> models;
    KnowledgeCurve curve;
    std::vector<std::string> warnings;

    /// Report of the checkpoint of `lineage` at exactly `epoch`, or null.
    const ModelReport* model(const Study& study, std::size_t lineage, int epoch) const;
};

/// Computes the knowledge curve of a study from its values. Compared are the checkpoints that have
/// values of at least one sample, on the samples that are complete in all of them; warnings speak
/// of these checkpoints only. Pure: touches no file. Throws BadInput, with what to do, when a
/// lineage is unknown or there are no values to compare; Cancelled as knowledgeCurve does.
Analysis analyse(const Study& study, const StudyValues& values, const AnalysisOptions& options,
                 const Progress& progress = {});

/// The same from the values stored on disk. Writes nothing.
Analysis analyse(StudyInputs& inputs, const AnalysisOptions& options,
                 const Progress& progress = {});

} // namespace palimpsest
