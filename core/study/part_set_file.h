// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/parts/part_names.h"

#include <nlohmann/json_fwd.hpp>

#include <filesystem>

namespace palimpsest {

/// {"name": …, "classes": […], "parts": [{"name": …, "colour": "#rrggbb", "key": 1}, …]}, where
/// classes, colours and keys may be missing.
nlohmann::ordered_json toJson(const PartNames& set);

/// Reads that; `where` names it in messages. Throws BadInput with half a sentence, also for what
/// problemOf() says.
PartNames partSetFromJson(const nlohmann::ordered_json& value, const std::string& where);

/// Reads a file that holds one set, with a "version". Throws BadFile.
PartNames readPartSet(const std::filesystem::path& path);

/// Writes it, atomically. Throws NotWritable.
void writePartSet(const std::filesystem::path& path, const PartNames& set);

} // namespace palimpsest
