// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstdint>
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

} // namespace palimpsest
