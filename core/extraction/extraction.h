// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/progress.h"
#include "core/extraction/plan_trial.h"
#include "core/models/networks/execution_plan.h"
#include "core/units/study_inputs.h"

#include <chrono>
#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace palimpsest {

/// What to extract and how; whatever is not given follows the study's stored plan or its default.
struct ExtractionOptions
{
    std::optional<std::string> device;
    std::optional<int> threads;
    std::optional<int> batchSize;
    std::optional<std::string> only;                  ///< "LINEAGE" or "LINEAGE/EPOCH"
    std::size_t firstSample = 0;                      ///< the one the user looks at
    std::chrono::duration<double> saveInterval{20.0}; ///< how often a long unit is saved unfinished
};

struct UnitFailure
{
    UnitIndex unit;
    std::string message;
};

/// What a run will do.
struct ExtractionPlan
{
    std::vector<UnitIndex> units;          ///< to be made, in order
    std::size_t complete = 0;              ///< units that need nothing
    std::size_t passes = 0;                ///< coalitions of all units to be made
    std::vector<ExecutionPlan> executions; ///< one per lineage
    std::optional<int> threads;            ///< as asked for; a trial of plans keeps to them
    std::optional<int> batchSize;
    std::chrono::duration<double> saveInterval{20.0};
    std::vector<UnitFailure> impossible; ///< units whose sample or checkpoint cannot be read
    std::vector<UnitFailure> nonFinite;  ///< complete units that have maskings without a number
};

struct ExtractionProgress
{
    std::size_t unitsDone = 0;
    std::size_t units = 0;
    std::size_t passesDone = 0; ///< or not to be made any more, as their unit failed
    std::size_t passes = 0;
    double passesPerSecond = 0.0; ///< since the start of the run, but for what its listener took
};

/// Where a run reports to; called on the thread that runs. Every function may be empty.
struct ExtractionListener
{
    std::function<void(const UnitIndex&, const ValueTable&)> unitDone; ///< after it is on disk
    std::function<void(const UnitFailure&)> unitFailed;
    std::function<bool(const ExtractionProgress&)> progress; ///< before each unit and each batch;
                                                             ///< false stops
    std::function<void(const UnitIndex&)> unitStarted;       ///< before its model is opened
    std::function<void(const PlanTrial&)> planChosen; ///< for an architecture that had no plan
};

/// A unit for which memory ran out until the batch was this small.
struct SmallerBatch
{
    UnitIndex unit;
    int batchSize = 0;
};

struct ExtractionResult
{
    std::size_t unitsDone = 0;
    std::size_t passesMade = 0; ///< of the units that were made
    double seconds = 0.0;
    std::vector<UnitFailure> failures;
    std::vector<UnitFailure> nonFinite; ///< units made that have maskings without a number
    std::size_t floored = 0;            ///< units made that have maskings with a probability of 0
    std::vector<SmallerBatch> smallerBatches;
    std::vector<std::string> warnings; ///< of files of the study that could not be used
};

/// All units in the order that makes curves readable early: sample by sample, `firstSample` first,
/// and within a sample the pre-trained checkpoints, then the last of every run, the first, and then
/// halving the gaps between epochs.
std::vector<UnitIndex> extractionOrder(const Study& study, std::size_t firstSample);

/// Finds the units that are missing, stale or damaged; `progress` counts those looked at. Writes
/// nothing. Throws BadInput when `options.only` names nothing or there is no such device,
/// UndecidedOutputs when somebody has to say what a checkpoint answers with,
/// DeviceError when the device is missing here, Cancelled.
ExtractionPlan planExtraction(StudyInputs& inputs, const ExtractionOptions& options,
                              const Progress& progress = {});

/// Makes the units of `plan` one by one, each whole on disk before the next begins. For
/// architectures that the study has no execution plan for, the fastest is looked for and stored
/// first. A unit that fails is reported and left out; the run goes on. Throws Cancelled when
/// progress says so, NotWritable when values cannot be saved, UndecidedOutputs when a checkpoint
/// leaves open what it answers with.
ExtractionResult runExtraction(StudyInputs& inputs, const ExtractionPlan& plan,
                               const ExtractionListener& listener = {});

} // namespace palimpsest
