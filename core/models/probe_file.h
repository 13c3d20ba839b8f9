// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/models/networks/probe_report.h"
#include "core/models/probe.h"

#include <nlohmann/json_fwd.hpp>

#include <filesystem>

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

} // namespace palimpsest
