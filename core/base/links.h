// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <filesystem>
#include <optional>

namespace palimpsest {

/// The first of `root` / a, `root` / a / b, … to `root` / `inside` that is a symbolic link; none
/// where all are what they seem or are missing.
std::optional<std::filesystem::path> linkBelow(const std::filesystem::path& root,
                                               const std::filesystem::path& inside);

/// The whole path of what a symbolic link leads to in the end, or what it says where there is
/// nothing; empty where `path` is no link.
std::filesystem::path linkTarget(const std::filesystem::path& path);

/// "…" is a symbolic link to "…", for messages.
std::string describeLink(const std::filesystem::path& link);

} // namespace palimpsest
