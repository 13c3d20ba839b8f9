// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/models/readers/checkpoint_file.h"

#include <filesystem>

namespace palimpsest {

/// Whether `folder` holds weights under the names of Hugging Face.
bool holdsHuggingFaceWeights(const std::filesystem::path& folder);

/// Whether `folder` holds a config.json or weights under the names of Hugging Face.
bool looksLikeHuggingFace(const std::filesystem::path& folder);

/// Reads config.json and model.safetensors or pytorch_model.bin, in one file or in the shards that
/// an index names, which have to lie in the folder. Other files are never opened, training_args.bin
/// (a pickle of code) among them. The names are as they stand in the files. Throws BadFile.
CheckpointFile readHuggingFace(const std::filesystem::path& folder);

} // namespace palimpsest
