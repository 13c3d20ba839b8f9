// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/cli/model_commands.h"
#include "core/models/architectures/architecture.h"
#include "core/samples/preprocessing.h"

#include <filesystem>
#include <optional>
#include <string>

namespace palimpsest {

/// `base` with what options say but for the preset. Throws BadInput where that makes no sense.
Preprocessing changedBy(const PictureOptions& options, Preprocessing base);

/// What `options` say. Without a preset: what the probe `model` was fitted on, the
/// preprocessor_config.json in the folder `model`, or what those who publish `architecture` use;
/// pictures are taken as they are for networks of small pictures, and for unknown ones
/// torchvision's way. Throws BadInput where options contradict one another or the network's
/// channels or size, BadFile.
Preprocessing chosenPreprocessing(const PictureOptions& options, const std::filesystem::path& model,
                                  const std::optional<Architecture>& architecture);

} // namespace palimpsest
