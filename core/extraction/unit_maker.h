// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/progress.h"
#include "core/extraction/standing_units.h"
#include "core/extraction/unit_model.h"
#include "core/models/networks/execution_plan.h"
#include "core/units/study_inputs.h"
#include "core/values/value_table.h"

#include <chrono>

namespace palimpsest {

/// Runs the model of `unit`, which `open` opens, on every coalition of its sample and writes the
/// unit; returns its table. `progress` counts coalitions and is called before each batch.
/// A unit that takes longer than `saveInterval` is saved unfinished each time that has passed, and
/// one that was left so by the same plan is continued, to the same bits. When memory runs out, the
/// batch of `plan` is halved and the unit begun again.
/// Throws as openModel and fillValueTable do, OutOfMemory when single coalitions do not fit,
/// BadInput when the model's classes are not those of the study, or `standing` says that the unit
/// does not belong there any more, NotWritable.
ValueTable makeUnit(const OpenModel& open, StudyInputs& inputs, StandingUnits& standing,
                    const UnitIndex& unit, ExecutionPlan& plan,
                    std::chrono::duration<double> saveInterval, const Progress& progress);

} // namespace palimpsest
