// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/units/study_inputs.h"

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

namespace palimpsest {

/// What an export came to.
struct ExportedStudy
{
    std::size_t units = 0;
    std::vector<std::string> warnings; ///< sentences: what is left out, or has no numbers
};

/// Packs every complete unit of a study into one HDF5 file with named dimensions, for h5py and
/// xarray: a group per sample with `v` and `interaction` [checkpoint × coalition], `shapley` and
/// `banzhaf` [checkpoint × part], `sii` and `stii` [checkpoint × part × part] (float64),
/// `checkpoint` ("LINEAGE/EPOCH"), `target` [checkpoint], the class that v speaks of, `outputs`
/// [checkpoint], what v is made of, as outputKindName says, or empty where v is the bare output,
/// `floored` [checkpoint], how many values hang on a probability of 0, `coalition`
/// (bit i = part i present) and `part` (names in bit order). `interaction` is of AND. The attribute
/// `interactions` says which the study shows; where that is "and_or", `interaction_and` and
/// `interaction_or` [split_checkpoint × coalition] are the two parts that v of the compared models
/// is split into, in the unit of v. Throws BadInput when there is none, NotWritable, also when
/// `path` is a place of the study's own.
ExportedStudy exportStudy(StudyInputs& inputs, const std::filesystem::path& path);

} // namespace palimpsest
