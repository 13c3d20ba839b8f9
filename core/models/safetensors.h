// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace palimpsest {

/// A float32 tensor in host memory, row-major.
struct NamedTensor
{
    std::vector<std::int64_t> shape;
    std::vector<float> values;

    bool operator==(const NamedTensor&) const = default;
};

using TensorMap = std::map<std::string, NamedTensor>;

/// Reads the float32 tensors of a safetensors file; integer ones (batch counters) are checked and
/// left out. Format: 8 bytes little-endian header length, a JSON header
/// {name: {dtype, shape, data_offsets}}, then the data, without holes or overlaps.
/// Throws BadFile on everything that deviates; sizes are checked before memory is taken.
TensorMap readSafetensors(const std::filesystem::path& path);

/// Writes `tensors` as safetensors, atomically; equal tensors give equal bytes.
void writeSafetensors(const std::filesystem::path& path, const TensorMap& tensors);

} // namespace palimpsest
