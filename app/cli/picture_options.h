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

/// What `options` say. Without a preset: what the probe `model` was
/// fitted on, the preprocessor_config.json in the folder `model`, or
/// what those who publish `architecture` use; pictures are taken as they are for networks of small
/// pictures, and for unknown ones torchvision's way. Throws BadInput where options contradict one
/// another or the network's channels or size, BadFile.
Preprocessing chosenPreprocessing(const PictureOptions& options, const std::filesystem::path& model,
                                  const std::optional<Architecture>& architecture);

/// "shorter side 256 bilinear, middle 224×224, mean 0.485,0.456,0.406, std 0.229,0.224,0.225"
std::string describe(const Preprocessing& preprocessing);

} // namespace palimpsest
