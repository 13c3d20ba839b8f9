// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <filesystem>

namespace palimpsest {

/// Renames a file that cannot be used to NAME.damaged beside it, or NAME.damaged-2 and so on where
/// that is taken, so that nothing of it is lost. Returns the new path. Throws NotWritable.
std::filesystem::path setAside(const std::filesystem::path& path);

} // namespace palimpsest
