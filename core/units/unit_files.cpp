// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/units/unit_files.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/models/readers/checkpoint_file.h"
#include "core/study/study_names.h"
#include "core/study/taking_in.h"
#include "core/study/value_unit.h"

#include <utility>

namespace palimpsest {

namespace fs = std::filesystem;

std::vector<UnitIndex> allUnits(const Study& study)
{
    std::vector<UnitIndex> units;
    for (const CheckpointIndex& checkpoint : allCheckpoints(study)) {
        for (std::size_t sample = 0; sample < study.samples.size(); ++sample) {
            units.push_back({checkpoint, sample});
        }
    }
    return units;
}

std::string unitName(const Study& study, const UnitIndex& unit)
{
    return checkpointName(study, unit.checkpoint) + " on " + study.samples[unit.sample].id;
}

UnitFiles::UnitFiles(fs::path folder, Study study)
    : m_folder(std::move(folder)), m_study(std::move(study))
{
}

fs::path UnitFiles::templatePath(const UnitIndex& unit) const
{
    const Lineage& lineage = m_study.lineages[unit.checkpoint.lineage];
    const fs::path weights = weightsPath(unit);
    requireThere(lineage.checkpoints[unit.checkpoint.checkpoint].weights);
    const bool standsForItself = lineage.modelTemplate.empty() || isProgram(weights);
    return standsForItself ? fs::path() : m_folder / lineage.modelTemplate;
}

fs::path UnitFiles::weightsPath(const UnitIndex& unit) const
{
    const auto& [lineage, checkpoint] = unit.checkpoint;
    return m_folder / m_study.lineages[lineage].checkpoints[checkpoint].weights;
}

const NetworkFacts& UnitFiles::networkFacts(const UnitIndex& unit) const
{
    const auto& [lineage, checkpoint] = unit.checkpoint;
    return m_study.lineages[lineage].checkpoints[checkpoint].network;
}

fs::path UnitFiles::valuesPath(const UnitIndex& unit) const
{
    return unitPath(m_folder, m_study, unit.checkpoint, unit.sample);
}

fs::path UnitFiles::valuesFolder(CheckpointIndex checkpoint) const
{
    return unitFolder(m_folder, m_study, checkpoint);
}

fs::path UnitFiles::missingFile(const UnitIndex& unit) const
{
    const Lineage& lineage = m_study.lineages[unit.checkpoint.lineage];
    for (const fs::path& path : {lineage.checkpoints[unit.checkpoint.checkpoint].weights,
                                 lineage.modelTemplate, m_study.samples[unit.sample].image}) {
        if (!path.empty() && !isThere(m_folder / path)) {
            return path;
        }
    }
    return {};
}

std::string UnitFiles::missingNote(const UnitIndex& unit) const
{
    const fs::path missing = missingFile(unit);
    return missing.empty() ? std::string()
                           : quoted(missing) + " is missing; its values are shown as they were "
                                               "stored";
}

void UnitFiles::requireFiles(const UnitIndex& unit) const
{
    if (const fs::path missing = missingFile(unit); !missing.empty()) {
        requireThere(missing);
    }
}

void UnitFiles::requireThere(const fs::path& path) const
{
    if (!isThere(m_folder / path)) {
        throw BadFile(quoted(path) + " is missing. Put it back, or locate it: say where it is " +
                      "now.");
    }
}

bool UnitFiles::isProgram(const fs::path& weights)
{
    try {
        return containerOf(weights) == Container::TorchScript;
    } catch (const BadFile&) {
        return false;
    }
}

} // namespace palimpsest
