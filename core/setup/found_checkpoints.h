// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstddef>
#include <filesystem>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace palimpsest {

/// Checkpoints among files and folders.
struct FoundCheckpoints
{
    using Run = std::pair<std::filesystem::path, std::vector<std::filesystem::path>>;

    std::vector<Run> runs;                 ///< by the folder that makes them a lineage
    std::size_t count = 0;                 ///< of all runs
    std::set<std::filesystem::path> named; ///< files that a person has named themselves
    std::vector<std::string> leftOut;      ///< sentences on what was passed over
};

/// Looks for them as checkpointTable() does, by names alone. Throws BadFile when a path is not
/// there or a folder holds none.
FoundCheckpoints foundCheckpoints(const std::vector<std::filesystem::path>& paths);

/// checkpoint-STEP, as Hugging Face's trainer names its folders.
bool isStepFolder(const std::filesystem::path& path);

} // namespace palimpsest
