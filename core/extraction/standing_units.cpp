// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/extraction/standing_units.h"

#include "core/base/error.h"
#include "core/study/study_file.h"

#include <algorithm>

namespace palimpsest {

namespace {

bool hasSample(const Study& study, const Sample& wanted)
{
    return std::ranges::any_of(study.samples, [&](const Sample& sample) {
        return sample.id == wanted.id && sample.image == wanted.image &&
               sample.text == wanted.text && sample.second == wanted.second &&
               sample.tokens == wanted.tokens;
    });
}

bool hasCheckpoint(const Study& study, const Lineage& run, const Checkpoint& wanted)
{
    const auto standing = std::ranges::find(study.lineages, run.name, &Lineage::name);
    return standing != study.lineages.end() && standing->modelTemplate == run.modelTemplate &&
           std::ranges::any_of(standing->checkpoints, [&](const Checkpoint& checkpoint) {
               return checkpoint.epoch == wanted.epoch && checkpoint.weights == wanted.weights;
           });
}

} // namespace

void StandingUnits::look()
{
    const auto stamp = fileStamp(studyPath(m_files.folder()));
    if (stamp == m_stamp) {
        return;
    }
    try {
        m_now = readStudy(m_files.folder());
        m_stamp = stamp;
    } catch (const Error&) {
        return; // it is looked at again for the next unit
    }
}

void StandingUnits::require(const UnitIndex& unit)
{
    look();
    const Lineage& run = m_files.study().lineages[unit.checkpoint.lineage];
    const bool stands = hasSample(m_now, m_files.study().samples[unit.sample]) &&
                        hasCheckpoint(m_now, run, run.checkpoints[unit.checkpoint.checkpoint]);
    if (!stands) {
        throw BadInput(m_files.unitName(unit) +
                       " is not in the study any more as it was when this began: it was renamed or "
                       "removed, or has other files now. Extract again.");
    }
}

} // namespace palimpsest
