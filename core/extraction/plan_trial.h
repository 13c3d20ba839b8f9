// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/progress.h"
#include "core/extraction/unit_model.h"
#include "core/models/networks/execution_plan.h"
#include "core/units/study_inputs.h"

#include <optional>
#include <vector>

namespace palimpsest {

/// One way to run a model, and how it did.
struct TriedPlan
{
    ExecutionPlan plan;
    double passesPerSecond = 0.0;
    double error = 0.0;      ///< largest |logit − logit in double precision|
    bool exactEnough = true; ///< whether the error is that of single precision, not of a shortcut
};

struct PlanTrial
{
    ExecutionPlan fastest;
    std::vector<TriedPlan> tried; ///< in the order of trying; none when it was not worth it
};

/// What a trial may not change, and how much it may cost.
struct TrialLimits
{
    std::optional<int> threads;
    std::optional<int> batchSize;
    double passes = 0.0;        ///< the run that the plan is for
    double units = 0.0;         ///< of that run
    double largestCheck = 0.05; ///< share of its time to check every unit against double precision
    double largestShare = 0.05; ///< of that run's time that may be spent on trying
    double longest = 60.0;      ///< seconds
    double worthwhile = 20.0;   ///< seconds; a shorter run takes the plan it is given
};

/// Finds the fastest way to run a model: graph and layout first, then the batch, then threads,
/// starting from `first`, each timed on maskings of `sample` after a warm-up. A plan whose logits
/// are further from double precision than four times those of `first` is out, one that fails or
/// runs out of memory too. Every unit is checked where that costs little. `progress` is called
/// before each plan with the number tried and a guess of how many there are. Throws what opening or
/// running `first` throws, and Cancelled.
PlanTrial tryPlans(const OpenModel& open, const ModelInput& sample, const ExecutionPlan& first,
                   const TrialLimits& limits, const Progress& progress = {});

} // namespace palimpsest
