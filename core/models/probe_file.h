// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/models/probe.h"

#include <nlohmann/json_fwd.hpp>

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace palimpsest {

/// All that is known about a probe but its tensors: what it was fitted on and how well it does.
nlohmann::ordered_json toJson(const Probe& probe, const ProbeRequest& request);

/// Where a probe goes: a safetensors file, and a .json of the same name beside it with what toJson
/// says, the names of the classes among it. One whose backbone came with a config.json becomes a
/// folder of Hugging Face with probe.json in it. Throws BadInput when `out` has another ending, is
/// the backbone itself, or a file that no probe left would be replaced, NotWritable when nothing
/// can be written there.
void requireProbeFile(const std::filesystem::path& out, const Backbone& backbone);

/// Writes it there, file by file atomically, the .json last. Throws as requireProbeFile does, and
/// NotWritable.
void writeProbe(const std::filesystem::path& out, const Probe& probe, const ProbeRequest& request);

/// Where the .json of a probe stands that is at `checkpoint`.
std::filesystem::path probeReport(const std::filesystem::path& checkpoint);

/// Whether a checkpoint is a linear probe, as the .json beside it says.
bool isProbe(const std::filesystem::path& checkpoint);

/// What the pictures were prepared like that a probe was fitted on, from its .json; none for other
/// checkpoints.
std::optional<Preprocessing> preprocessingOfProbe(const std::filesystem::path& checkpoint);

/// Names of the classes of a checkpoint, where a probe's .json or a folder of Hugging Face tells
/// them; empty otherwise.
std::vector<std::string> classNames(const std::filesystem::path& checkpoint);

} // namespace palimpsest
