// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/parts/object_outline.h"
#include "core/parts/pixel_size.h"

#include <nlohmann/json_fwd.hpp>

#include <filesystem>

namespace palimpsest {

/// Our own key of a LabelMe file, whose value is the outline of the object. Other programs leave
/// it alone, as they do with every key that they do not know.
inline constexpr const char* kObjectKey = "objectOutline";

/// What toLabelMe() made, on a picture of `size`. Throws BadFile, naming the file, where it is
/// anything else, or where the object is not within the picture.
ObjectOutline objectFromLabelMe(const nlohmann::json& value, PixelSize size,
                                const std::filesystem::path& path);

/// Its pixels as a shape of LabelMe, the corners of the box, and strokes as their width and x, y of
/// each point.
nlohmann::ordered_json toLabelMe(const ObjectOutline& object);

} // namespace palimpsest
