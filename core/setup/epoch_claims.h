// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/setup/checkpoint_table.h"

#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace palimpsest {

/// What the numbers of checkpoints count. Files that tell both show it; zero is zero in either.
enum class Counted { Epochs, Steps };

/// The epochs of a lineage: those that the study has, and those of the rows that would join it.
struct EpochClaims
{
    std::set<int> standing;
    std::map<int, std::vector<std::string>> files; ///< names of files by the epoch they claim
    std::optional<Counted> counted = {}; ///< by those that the study has, as far as files show it
    std::set<Counted> countedByRows = {};

    void take(const CheckpointRow& row);

    /// Takes those that the study has. `look` reads a file of it.
    void take(const Lineage& lineage,
              const std::function<const CheckpointLook&(const std::filesystem::path&)>& look);

    /// Whether the numbers of the lineage are steps, as far as anything shows it.
    bool areSteps() const;
};

/// Why a row cannot have its epoch, with what to do: nothing tells it, the study has it already,
/// other rows claim it too, or it counts steps where the others count epochs, or the other way
/// round, or what they count nothing shows; empty when it can. `claims` holds the row itself.
std::string epochProblem(const CheckpointRow& row, const EpochClaims& claims);

} // namespace palimpsest
