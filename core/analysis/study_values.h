// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/progress.h"
#include "core/units/unit_check.h"
#include "core/values/unit_values.h"

#include <map>
#include <string>
#include <vector>

namespace palimpsest {

/// All stored values of a study, read once: analyses with other thresholds, references or runs
/// start from here without touching the disk.
struct StudyValues
{
    std::map<UnitIndex, UnitReport> units;         ///< every checkpoint × sample
    std::map<UnitIndex, UnitValues> tables;        ///< of the complete ones, non-finite ones too
    std::map<CheckpointIndex, OutputKind> outputs; ///< where they are known

    /// Where v is of a predicted class: that of the study's predictor, by sample, of which all
    /// tables speak; −1 where it has no values, and every checkpoint speaks of its own.
    std::vector<int> predictedTargets;
    std::vector<std::vector<std::string>> parts; ///< names, by sample; empty where unreadable
    std::vector<std::string> warnings;           ///< of files of the study that were not read
};

/// What a complete unit's table says of the class that all compared models are asked about. Throws
/// BadInput when that is another than its own and its logits are not there.
UnitValues comparedValues(const Study& study, const StudyValues& values, const UnitIndex& unit,
                          ValueTable table);

/// Reads and checks every unit, packed ones many at a time. What cannot be read is reported in
/// `units`, not thrown; `progress` counts units. Throws Cancelled.
StudyValues loadValues(StudyInputs& inputs, const Progress& progress = {});

} // namespace palimpsest
