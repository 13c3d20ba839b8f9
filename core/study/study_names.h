// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/study/study.h"

#include <optional>
#include <string>

namespace palimpsest {

/// Largest number an epoch can have.
inline constexpr int kMaxEpoch = 1'000'000'000;

/// Whether a sample or a lineage may have this name, which becomes that of a file: letters, digits,
/// '-', '_' and '.', the last not in front, 1 to 100 of them.
bool isSafeName(const std::string& name);

/// Whether there is a sample with this id.
bool hasSample(const Study& study, const std::string& id);

/// The run whose name differs from `name` in the case of letters alone, which is one folder to some
/// file systems and confuses people; empty where there is none.
std::string sameButForCase(const Study& study, const std::string& name);

/// Position of the lineage called `name`. Throws BadInput, listing those there are.
std::size_t findLineage(const Study& study, const std::string& name);

/// The checkpoint named "LINEAGE/EPOCH", or the last one of "LINEAGE". Throws BadInput.
CheckpointIndex findCheckpoint(const Study& study, const std::string& name);

/// "LINEAGE/EPOCH".
std::string checkpointName(const Study& study, CheckpointIndex index);

/// What the numbers of a lineage's checkpoints are: "epoch" or "step".
std::string countName(const Lineage& lineage);

/// Name of a role in files: "pretrained", "finetuned", "scratch", "other".
std::string roleName(Role role);

/// The role of that name, if there is one.
std::optional<Role> roleCalled(const std::string& name);

} // namespace palimpsest
