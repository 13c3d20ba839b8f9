// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/models/networks/execution_plan.h"

#include <filesystem>
#include <optional>
#include <string>

namespace palimpsest {

/// The plan a study began with for this architecture and kind of device, from FOLDER/plans.json.
/// None when the file is damaged too. Throws BadFile when it cannot be read or is of a newer
/// version.
std::optional<ExecutionPlan> readPlan(const std::filesystem::path& folder,
                                      const std::string& templateSha256, const std::string& device);

/// Renames a plans.json that is damaged and says so in a sentence; empty when it is sound. For
/// runs: opening a study changes nothing. Throws BadFile as readPlan() does, NotWritable.
std::string setAsideDamagedPlans(const std::filesystem::path& folder);

/// Stores `plan` beside those for other architectures and devices, atomically, unless another run
/// has stored one for the same first, and returns the one that stands. It is kept apart from
/// study.json so that runs never rewrite what a person edits.
ExecutionPlan storePlan(const std::filesystem::path& folder, const std::string& templateSha256,
                        const ExecutionPlan& plan);

} // namespace palimpsest
