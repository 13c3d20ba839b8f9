// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/study/value_unit.h"
#include "core/units/study_inputs.h"

#include <string>

namespace palimpsest {

/// What is stored of a unit.
enum class UnitState {
    Missing,
    Complete,
    Stale,   ///< whole, but made from other weights, parts, picture or settings
    Damaged, ///< cannot be read
};

/// What stands on disk for a unit.
struct UnitReport
{
    UnitState state = UnitState::Missing;
    std::string reason;   ///< why it is stale, damaged, or cannot be made at all, or not again;
                          ///< or that it has maskings without a number, or with a floored one
    bool derived = false; ///< complete by values of finer parts
    std::size_t nonFinite = 0; ///< maskings without a number of a complete unit
    std::size_t floored = 0;   ///< those whose v hangs on a probability of 0

    bool operator==(const UnitReport&) const = default;
};

/// The same with its table.
struct UnitCheck
{
    UnitState state = UnitState::Missing;
    std::string reason;      ///< why it is stale, damaged, or cannot be made again
    std::size_t floored = 0; ///< values of a complete unit that hang on a probability of 0
    ValueTable table;        ///< of a complete unit
    bool derived = false;    ///< whether the table was derived from one of finer parts
};

/// Reads the stored values of a unit and compares them with what they should be made from. Where
/// parts have only been merged, dropped or put in another order since, the table of the present
/// parts is derived from the stored one, and where another value function or target class is
/// wanted, v is taken from the stored logits, if they were kept; the file stays as it is.
/// Throws as StudyInputs::key does, BadInput when the stored logits are not of the study's classes.
UnitCheck checkUnit(StudyInputs& inputs, const UnitIndex& unit);

/// The same of a unit that is read already.
UnitCheck checkUnit(StudyInputs& inputs, const UnitIndex& unit, ValueUnit stored);

/// The same without the table, which is quick where units are packed. Throws as checkUnit does.
UnitReport reportUnit(StudyInputs& inputs, const UnitIndex& unit);

/// What a check says without its table.
UnitReport reportOf(const UnitCheck& check);

/// Values of a complete unit that are no numbers, or hang on a probability of 0.
struct OddValues
{
    std::size_t nonFinite = 0;
    std::size_t floored = 0;
};

/// What is to be said of a complete unit with these values; `note` where nothing is wrong with
/// them.
UnitReport completeReport(const OddValues& odd, int partCount, const std::string& note = {});

/// Whether the values of a packed unit are those that are wanted now, as they are.
bool isCurrent(StudyInputs& inputs, const UnitIndex& unit, const PackedUnit& packed);

} // namespace palimpsest
