// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/analysis/compared_models.h"
#include "core/analysis/comparison.h"
#include "core/analysis/study_values.h"
#include "core/base/progress.h"
#include "core/knowledge/knowledge_curve.h"
#include "core/study/study.h"

#include <optional>
#include <string>

namespace palimpsest {

/// What to compare, and how. What is not said is as in the study.
struct AnalysisOptions
{
    std::optional<std::string> reference; ///< these three as in ComparisonOptions
    std::optional<std::string> target;
    std::optional<std::string> scratch;
    std::optional<double> tau;
    std::optional<NullSettings> nulls;
};

/// Knowledge of a study along the epochs of its target, and what it was computed from.
struct Analysis : Comparison
{
    SalienceSettings salience;
    NullSettings nulls;
    KnowledgeCurve curve;
    KnowledgeCurve scratchCurve; ///< likenesses of scratch along its own epochs
};

/// The second stage, which every other threshold needs anew: what is salient in the compared
/// models, the knowledge curve and its nulls. `study` is the one they were made from. `progress`
/// counts samples and draws. Throws Cancelled as knowledgeCurves does.
Analysis analyse(const Study& study, const ComparedModels& compared,
                 const SalienceSettings& salience, const NullSettings& nulls,
                 const Progress& progress = {});

/// Both stages, each with a `progress` of its own kind. Throws as they do.
Analysis analyse(const Study& study, const StudyValues& values, const AnalysisOptions& options,
                 const Progress& progress = {});

/// The same from the values stored on disk. Writes nothing.
Analysis analyse(StudyInputs& inputs, const AnalysisOptions& options,
                 const Progress& progress = {});

} // namespace palimpsest
