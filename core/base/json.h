// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <nlohmann/json_fwd.hpp>

#include <cstdint>
#include <exception>
#include <filesystem>
#include <string>
#include <string_view>

namespace palimpsest {

/// What the library of JSON found wrong, in words and without the bytes it read last, which need
/// not be text: "in line 3, column 7 it ends too early", "a number stands where a text belongs".
std::string jsonProblem(const std::exception& error);

/// Parses strict JSON. `source` names the text in messages.
/// Throws BadFile when it is malformed, nested deeper than 64 levels (the library recurses on
/// copies, so depth is stack), or holds one key twice in an object.
nlohmann::json parseJson(std::string_view text, const std::filesystem::path& source);

/// Reads and parses a JSON file of at most `maxBytes`. Throws BadFile. A UTF-8 byte order mark is
/// accepted.
nlohmann::json readJson(const std::filesystem::path& path, std::uint64_t maxBytes = 64u << 20);

} // namespace palimpsest
