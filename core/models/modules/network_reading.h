// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/models/readers/checkpoint_file.h"

#include <filesystem>

namespace palimpsest {

/// Reads a network that stands for itself, as readCheckpoint does: takes away whatever stands
/// before the names of a known architecture ("net.", "encoder_q."), and leaves out, with a warning,
/// the tensors that lie beside it.
CheckpointFile readNetwork(const std::filesystem::path& path);

} // namespace palimpsest
