// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/progress.h"
#include "core/units/study_inputs.h"

#include <cstdint>
#include <string>
#include <vector>

namespace palimpsest {

/// What packing or unpacking did to a study.
struct StudyPacking
{
    std::size_t units = 0;         ///< that changed their place
    std::size_t packs = 0;         ///< there are now
    std::uint64_t packBytes = 0;   ///< size of them all
    std::vector<std::string> left; ///< why other units did not change their place, a sentence each
};

/// Units of a checkpoint from which on packing is worth it by itself.
inline constexpr std::size_t kWorthPacking = 100;

/// Packs the units of every checkpoint, and remembers the hashes of weights and templates, so that
/// the study opens fast. `progress` counts checkpoints. Throws NotWritable, Cancelled between two.
StudyPacking packStudy(StudyInputs& inputs, const Progress& progress = {});

/// The same for those checkpoints that have values of every sample, `worth` of them or more in
/// files of their own. For the end of a run.
StudyPacking packFinished(StudyInputs& inputs, std::size_t worth = kWorthPacking,
                          const Progress& progress = {});

/// Gives every unit its own file back. Throws as packStudy does.
StudyPacking unpackStudy(StudyInputs& inputs, const Progress& progress = {});

} // namespace palimpsest
