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

/// What the template that a waiting probe was fitted on is called beside it.
inline constexpr const char* kTemplateBeside = "template.pt";

/// Whether a file is one.
bool isProbeReport(const std::filesystem::path& file);

/// Where the .json of a probe stands that is at `checkpoint`.
std::filesystem::path probeReport(const std::filesystem::path& checkpoint);

/// Whether a checkpoint is a linear probe, as the .json beside it says.
bool isProbe(const std::filesystem::path& checkpoint);

/// What the pictures were prepared like that a probe was fitted on, from its .json; none for other
/// checkpoints.
std::optional<Preprocessing> preprocessingOfProbe(const std::filesystem::path& checkpoint);

/// The program that a probe's tensors are put into, as its report names it.
struct ProbeTemplate
{
    std::filesystem::path path; ///< where it lay when the probe was fitted
    std::string sha256;

    bool operator==(const ProbeTemplate&) const = default;
};

/// What a probe's .json says of the template that it was fitted on; none for other checkpoints, and
/// for probes that stand for themselves.
std::optional<ProbeTemplate> templateOfProbe(const std::filesystem::path& checkpoint);

/// A file of the hash that the report of `checkpoint` names: beside that, or where it lay; empty
/// where neither is it. Reads the files that it looks at.
std::filesystem::path placeOfTemplate(const ProbeTemplate& named,
                                      const std::filesystem::path& checkpoint);

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
