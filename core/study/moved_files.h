// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/study/file_edits.h"

#include <filesystem>
#include <vector>

namespace palimpsest {

/// Moves files and folders within the study in `folder`, all or none; those that are missing are
/// passed over, and nothing is replaced. Throws NotWritable, also when folders on the way are
/// links.
void moveFiles(const std::filesystem::path& folder, const std::vector<FileMove>& moves);

} // namespace palimpsest
