// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <nlohmann/json_fwd.hpp>

#include <filesystem>

namespace palimpsest {

/// What a checkpoint is, in any container: its architecture, classes and tensors or, of
/// TorchScript, which is not opened for that, whether it is trusted. Throws BadFile.
nlohmann::ordered_json inspectCheckpoint(const std::filesystem::path& path);

} // namespace palimpsest
