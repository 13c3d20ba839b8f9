// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/extraction/study_inputs.h"

#include <cstddef>
#include <filesystem>

namespace palimpsest {

/// Packs every complete unit of a study into one HDF5 file with named dimensions, for h5py and
/// xarray: a group per sample with `v` and `interaction` [checkpoint × coalition], `shapley` and
/// `banzhaf` [checkpoint × part], `sii` and `stii` [checkpoint × part × part] (float64),
/// `checkpoint` ("LINEAGE/EPOCH"), `coalition` (bit i = part i present) and `part` (names in bit
/// order). Returns the number of units. Throws BadInput when there is none, NotWritable.
std::size_t exportStudy(StudyInputs& inputs, const std::filesystem::path& path);

} // namespace palimpsest
