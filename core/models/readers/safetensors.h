// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/models/readers/checkpoint_file.h"

#include <filesystem>

namespace palimpsest {

/// How exactly numbers are written.
enum class Precision {
    Single, ///< float32
    Half,   ///< float16
};

/// Reads a safetensors file tensor by tensor; float64, float16 and bfloat16 become float32, whole
/// numbers (batch counters) are checked and left out. Format: 8 bytes little-endian header length,
/// a JSON header {name: {dtype, shape, data_offsets}}, then the data, without holes or overlaps.
/// Throws BadFile on everything that deviates; sizes are checked before memory is taken.
CheckpointFile readSafetensorsCheckpoint(const std::filesystem::path& path);

/// Its tensors alone.
TensorMap readSafetensors(const std::filesystem::path& path);

/// Writes `tensors` as safetensors, atomically; equal tensors give equal bytes. Their numbers are
/// written as they are or, in half the space, as the nearest float16.
void writeSafetensors(const std::filesystem::path& path, const TensorMap& tensors,
                      Precision precision = Precision::Single);

} // namespace palimpsest
