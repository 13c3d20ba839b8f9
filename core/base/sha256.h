// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

namespace palimpsest {

/// Length of a SHA-256 in hexadecimal digits.
inline constexpr std::size_t kSha256Digits = 64;

/// SHA-256 of `bytes` as 64 lower-case hexadecimal digits.
std::string sha256(std::string_view bytes);

/// SHA-256 of a file's contents, read in blocks. Throws BadFile when it cannot be read.
std::string sha256OfFile(const std::filesystem::path& path);

} // namespace palimpsest
