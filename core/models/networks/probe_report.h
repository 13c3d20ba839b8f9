// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/models/networks/network_facts.h"
#include "core/samples/preprocessing.h"

#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace palimpsest {

// The .json that stands beside a linear probe, or in its folder, as others read it.

/// What it says that it is.
inline constexpr const char* kProbeKind = "probe";

/// Where it stands for a probe at `out`, which is a folder or a file.
std::filesystem::path probeReport(const std::filesystem::path& out, bool isFolder);

/// Whether a file is one.
bool isProbeReport(const std::filesystem::path& file);

/// Where the .json of a probe stands that is at `checkpoint`.
std::filesystem::path probeReport(const std::filesystem::path& checkpoint);

/// Whether a checkpoint is a linear probe, as the .json beside it says.
bool isProbe(const std::filesystem::path& checkpoint);

/// What the pictures were prepared like that a probe was fitted on, from its .json; none for other
/// checkpoints.
std::optional<Preprocessing> preprocessingOfProbe(const std::filesystem::path& checkpoint);

/// Names of the classes of a checkpoint, where a probe's .json or a config.json in its folder or
/// beside it tells them; empty otherwise. Throws BadFile where a config.json contradicts itself.
std::vector<std::string> classNames(const std::filesystem::path& checkpoint);

/// Labels of the pictures that a probe was fitted on and the classes these were taken for, where
/// they are not the names, from its .json; nothing for other checkpoints.
std::vector<std::pair<std::string, std::string>>
labelsOfProbe(const std::filesystem::path& checkpoint);

/// What the report of a probe beside a checkpoint, or in its folder, tells of its network; nothing
/// where there is no report or it says nothing.
NetworkFacts factsOfProbe(const std::filesystem::path& checkpoint);

} // namespace palimpsest
