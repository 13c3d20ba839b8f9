// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <filesystem>
#include <optional>
#include <string>

namespace palimpsest {

// What names of checkpoints tell of their epochs. Dates and times in them are passed over (see
// name_dates).

/// The name of a file or folder without its ending; the ".5" of "epoch_0.5" is none.
std::string bareName(const std::filesystem::path& path);

/// The number behind the word "epoch", or a short form of it: "epoch=3-step=1200", "net_e07". None
/// where that is no whole epoch: "epoch_0.5", "ep10k".
std::optional<int> epochInName(const std::filesystem::path& path);

/// The last number of a name, where it may count epochs and the name speaks of no other: not that
/// of "resnet18", "seed_3", "0.81" and "ckpt_10k".
std::optional<int> lastNumber(const std::filesystem::path& path);

/// The number that would be the epoch of a name and is not a whole one, as it stands there: "0.5",
/// "10k"; empty where there is none.
std::string partOfEpoch(const std::filesystem::path& path);

/// Whether a word such as "step" or "checkpoint" stands before the last number of a name.
bool isCalledCount(const std::filesystem::path& path);

/// Whether a name speaks of a state that is no step of a series: the last, the best, an average.
bool standsApart(const std::filesystem::path& path);

} // namespace palimpsest
