// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/parts/shape.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace palimpsest {

/// A semantic part of a sample.
struct Part
{
    std::string name;
    std::size_t pixels = 0; ///< area in the label map

    bool operator==(const Part&) const = default;
};

/// The parts of a picture as exclusive regions. Label 0 is background, label i + 1 is part i.
struct LabelMap
{
    int width = 0;
    int height = 0;
    std::vector<Part> parts;
    std::vector<std::uint8_t> labels; ///< height × width

    int partCount() const { return static_cast<int>(parts.size()); }
    bool operator==(const LabelMap&) const = default;
};

/// Rasterises shapes in order, later on top: a pixel belongs to a polygon when its centre lies
/// inside by the even–odd rule. Parts are numbered by the first shape that names them.
/// Throws BadInput, naming the part, when one ends up without a pixel, when there is none, or when
/// there are more than kMaxParts.
LabelMap rasterise(std::span<const Shape> shapes, int width, int height);

/// SHA-256 over size and labels: names and colours do not count.
std::string sha256(const LabelMap& map);

} // namespace palimpsest
