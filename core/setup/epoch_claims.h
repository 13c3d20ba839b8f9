// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/setup/checkpoint_table.h"

#include <map>
#include <set>
#include <string>
#include <vector>

namespace palimpsest {

/// The epochs of a lineage: those that the study has, and those of the rows that would join it.
struct EpochClaims
{
    std::set<int> standing;
    std::map<int, std::vector<std::string>> files; ///< names of files by the epoch they claim

    void take(const CheckpointRow& row);
};

/// Why a row cannot have its epoch, with what to do: nothing tells it, the study has it already, or
/// other rows claim it too; empty when it can. `claims` holds the row itself.
std::string epochProblem(const CheckpointRow& row, const EpochClaims& claims);

} // namespace palimpsest
