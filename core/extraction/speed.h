// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/progress.h"
#include "core/extraction/plan_trial.h"
#include "core/models/programs/program_host.h"
#include "core/values/value_table.h"

#include <filesystem>
#include <memory>
#include <optional>
#include <string>

namespace palimpsest {

/// What is measured, and on what.
struct SpeedTest
{
    std::filesystem::path modelTemplate; ///< empty: the weights are TorchScript
    std::filesystem::path weights;
    NetworkFacts facts; ///< of weights that stand for themselves
    std::string device = "cpu";
    std::optional<int> threads; ///< not given: a trial decides
    std::optional<int> batchSize;
    std::shared_ptr<ProgramHost> programs; ///< for what is TorchScript of others
};

/// Coalitions per second of one unit, and of what it could be compared with. All are measured by
/// turns in one run, so that their ratios mean something on a machine that is not quite idle.
struct SpeedReport
{
    PlanTrial trial;
    std::size_t coalitions = 0;
    double extraction = 0.0;   ///< filling the value table, as a run does
    double rawForward = 0.0;   ///< the same module as fast on ready-made batches, nothing else
    double plainBatches = 0.0; ///< the module as it was saved, in batches of 32
    double plainSingles = 0.0; ///< the module as it was saved, one coalition at a time
    double openSeconds = 0.0;  ///< reading and preparing the model, once a unit
    double exactSeconds = 0.0; ///< the coalitions in double precision, once a unit
    std::optional<NumericalNoise> noise; ///< of the logit of the first class
};

/// Looks for the fastest plan for the model, then makes the value table of `sample` with it.
/// `progress` counts coalitions. Throws as openTorchClassifier, tryPlans and fillValueTable do.
SpeedReport measureSpeed(const SpeedTest& test, const ModelInput& sample,
                         const Progress& progress = {});

/// A picture of noise, normalised, with `partCount` parts that tile it: the regions nearest to as
/// many random points. Throws BadInput when a part would be empty or there are too many.
ModelInput noiseSample(int channels, int side, int partCount);

/// The same parts on `picture`, normalised to mean 0.5 and deviation 0.25 of the full range.
ModelInput tiledSample(Image picture, int partCount);

} // namespace palimpsest
