// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/units/unit_check.h"

#include "core/base/error.h"
#include "core/units/class_count.h"
#include "core/values/coarsening.h"

#include <optional>
#include <utility>

namespace palimpsest {

namespace {

std::string differences(const UnitKey& stored, const UnitKey& wanted, StudyInputs& inputs,
                        std::size_t sample)
{
    std::string changed;
    const auto compare = [&](bool same, const char* what) {
        if (!same) {
            changed += (changed.empty() ? "" : ", ") + std::string(what);
        }
    };
    const bool hasImage = stored.imageSha256 == wanted.imageSha256;
    const bool hasBaseline = stored.baselineSha256 == wanted.baselineSha256;
    const bool hasParts = stored.labelMapSha256 == wanted.labelMapSha256;
    const bool ofOtherBackground =
        !(hasImage && hasParts) && inputs.hasOtherBackground(stored, sample);
    // A masked background shows the baseline where no part is, so the picture goes with these.
    const bool isMaskedAnew =
        inputs.study().settings.background == Background::Masked && !(hasBaseline && hasParts);
    // A checkpoint that stands for itself is its own template; to say so once is enough.
    const bool isNamedOnce = wanted.templateSha256 == wanted.weightsSha256 &&
                             stored.weightsSha256 != wanted.weightsSha256;
    compare(isNamedOnce || stored.templateSha256 == wanted.templateSha256, "model template");
    compare(stored.weightsSha256 == wanted.weightsSha256, "weights");
    compare(hasImage || ofOtherBackground || isMaskedAnew, "picture or normalisation");
    compare(hasBaseline, "baseline");
    compare(!ofOtherBackground, "background");
    compare(hasParts || ofOtherBackground, "parts");
    compare(stored.target == wanted.target, "target class");
    compare(stored.valueKind == wanted.valueKind, "value function");
    return changed;
}

/// Whether the passes of `stored` are those of `wanted`, but for their parts and for what v is
/// taken of the logits.
bool hasSamePasses(UnitKey stored, const UnitKey& wanted)
{
    stored.labelMapSha256 = wanted.labelMapSha256;
    stored.target = wanted.target;
    stored.valueKind = wanted.valueKind;
    return stored == wanted;
}

/// Turns `unit` into one of `parts`, when these are made of its own.
bool takeParts(ValueUnit& unit, const UnitKey& wanted, const LabelMap& parts)
{
    const auto partOf = coarsening(unit.regions, parts);
    if (!partOf) {
        return false;
    }
    unit.table = coarsened(unit.table, *partOf, parts.partCount());
    unit.key.labelMapSha256 = wanted.labelMapSha256;
    return true;
}

/// Takes the v that `study` wants from the logits, when these were kept.
bool takeValues(ValueUnit& unit, const UnitKey& wanted, StudyInputs& inputs,
                CheckpointIndex checkpoint)
{
    ValueTable& table = unit.table;
    if (table.logits.rows == 0) {
        return false;
    }
    requireClasses(inputs.study(), checkpoint, table.logits.columns);
    const ValueFunction function = inputs.valueFunction(checkpoint);
    table.outputs = function.outputs;
    const int target =
        wanted.target == kPredictedTarget ? predictedClass(table) : static_cast<int>(wanted.target);
    table.v = valuesOf(table.logits, target, function);
    unit.key.target = wanted.target;
    unit.key.valueKind = wanted.valueKind;
    return true;
}

} // namespace

UnitCheck checkUnit(StudyInputs& inputs, const UnitIndex& unit)
{
    inputs.key(unit); // what it refuses is no fault of the file
    std::optional<ValueUnit> stored;
    try {
        stored = inputs.store().read(inputs.valuesPath(unit));
    } catch (const BadFile& error) {
        return {.state = UnitState::Damaged, .reason = error.what()};
    }
    return stored ? checkUnit(inputs, unit, std::move(*stored)) : UnitCheck();
}

bool isCurrent(StudyInputs& inputs, const UnitIndex& unit, const PackedUnit& packed)
{
    return packed.partCount == inputs.parts(unit.sample).partCount() &&
           packed.key == inputs.key(unit);
}

UnitReport reportUnit(StudyInputs& inputs, const UnitIndex& unit)
{
    inputs.key(unit); // what it refuses is no fault of the file
    try {
        const PackedUnit* packed = inputs.store().packed(inputs.valuesPath(unit));
        if (packed != nullptr && isCurrent(inputs, unit, *packed)) {
            return completeReport({packed->nonFinite, packed->floored}, packed->partCount,
                                  inputs.missingNote(unit));
        }
    } catch (const BadFile& error) {
        return {.state = UnitState::Damaged, .reason = error.what()};
    }
    return reportOf(checkUnit(inputs, unit));
}

UnitReport reportOf(const UnitCheck& check)
{
    if (check.state != UnitState::Complete) {
        return {.state = check.state, .reason = check.reason};
    }
    UnitReport report = completeReport({nonFiniteCount(check.table.v), check.floored},
                                       check.table.partCount, check.reason);
    report.derived = check.derived;
    return report;
}

UnitReport completeReport(const OddValues& odd, int partCount, const std::string& note)
{
    return {.state = UnitState::Complete,
            .reason = odd.nonFinite > 0 ? nonFiniteText(odd.nonFinite, partCount)
                      : odd.floored > 0 ? flooredText(odd.floored, partCount)
                                        : note,
            .nonFinite = odd.nonFinite,
            .floored = odd.floored};
}

UnitCheck checkUnit(StudyInputs& inputs, const UnitIndex& unit, ValueUnit stored)
{
    const UnitKey wanted = inputs.key(unit);
    const LabelMap& parts = inputs.parts(unit.sample);
    const UnitKey key = stored.key;
    const bool hasOtherParts = key.labelMapSha256 != wanted.labelMapSha256;
    if (!hasSamePasses(key, wanted) || (hasOtherParts && !takeParts(stored, wanted, parts)) ||
        (stored.key != wanted && !takeValues(stored, wanted, inputs, unit.checkpoint))) {
        return {.state = UnitState::Stale,
                .reason = "changed since: " + differences(key, wanted, inputs, unit.sample)};
    }
    if (stored.table.partCount != parts.partCount()) {
        return {.state = UnitState::Damaged, .reason = "it has another number of parts"};
    }
    const ValueKind kind = inputs.study().settings.valueKind;
    const int target = targetOf(inputs.study(), unit.sample, stored.table);
    return {.state = UnitState::Complete,
            .reason = inputs.missingNote(unit),
            .floored = flooredCount(stored.table, target, kind),
            .table = std::move(stored.table),
            .derived = hasOtherParts};
}

} // namespace palimpsest
