// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/analysis/study_values.h"

#include "core/base/error.h"

#include <algorithm>
#include <utility>

namespace palimpsest {

namespace {

/// Names of a sample's parts; none when its files cannot be read, which its units report.
std::vector<std::string> partNames(StudyInputs& inputs, std::size_t sample)
{
    std::vector<std::string> names;
    try {
        std::ranges::transform(inputs.sample(sample).parts.parts, std::back_inserter(names),
                               &Part::name);
    } catch (const Error&) {
    }
    return names;
}

/// Every checkpoint × sample, in the order of UnitIndex.
std::vector<UnitIndex> allUnits(const Study& study)
{
    std::vector<UnitIndex> units;
    for (std::size_t lineage = 0; lineage < study.lineages.size(); ++lineage) {
        for (std::size_t i = 0; i < study.lineages[lineage].checkpoints.size(); ++i) {
            for (std::size_t sample = 0; sample < study.samples.size(); ++sample) {
                units.push_back({{lineage, i}, sample});
            }
        }
    }
    return units;
}

void loadUnit(StudyInputs& inputs, const UnitIndex& unit, StudyValues& values)
{
    try {
        UnitCheck check = checkUnit(inputs, unit);
        values.units[unit] = {
            .state = check.state, .reason = std::move(check.reason), .derived = check.derived};
        if (check.state == UnitState::Complete) {
            const int target = inputs.study().samples[unit.sample].label;
            values.tables.emplace(unit, unitValues(std::move(check.table), target));
        }
    } catch (const Error& error) {
        values.units[unit] = {.state = UnitState::Missing, .reason = error.what()};
    }
}

} // namespace

StudyValues loadValues(StudyInputs& inputs, const Progress& progress)
{
    const Study& study = inputs.study();
    StudyValues values;
    for (std::size_t sample = 0; sample < study.samples.size(); ++sample) {
        values.parts.push_back(partNames(inputs, sample));
    }
    const std::vector<UnitIndex> units = allUnits(study);
    for (std::size_t done = 0; done < units.size(); ++done) {
        if (progress && !progress(done, units.size())) {
            throw Cancelled();
        }
        loadUnit(inputs, units[done], values);
    }
    return values;
}

} // namespace palimpsest
