// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/parts/shape.h"

#include <nlohmann/json_fwd.hpp>

#include <cstddef>
#include <filesystem>
#include <string>

namespace palimpsest {

// Shapes as LabelMe files have them.

/// Throws BadFile, which names the file and says why it cannot be used.
[[noreturn]] void refuseLabelMe(const std::filesystem::path& path, const std::string& why);

/// Shape `index` of a file, counted from 0. Throws BadFile, naming the shape, as readLabelMe().
Shape shapeFromLabelMe(const nlohmann::json& value, std::size_t index,
                       const std::filesystem::path& path);

/// "the line \"stem\"" of a shape that has no area and is no point; nothing of any other.
std::string withoutArea(const nlohmann::json& shape);

/// Whether a shape is one point, which has no area and says where a part lies.
bool isPoint(const nlohmann::json& shape);

/// Shape `index` of a file, which is a point. Throws as shapeFromLabelMe().
PartPoint pointFromLabelMe(const nlohmann::json& value, std::size_t index,
                           const std::filesystem::path& path);

/// A point as it is written, with its other keys.
nlohmann::ordered_json toLabelMe(const PartPoint& point);

/// A shape as it is written: a polygon or a mask, with its other keys.
nlohmann::ordered_json toLabelMe(const Shape& shape);

} // namespace palimpsest
