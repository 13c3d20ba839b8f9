// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/samples/datasets/training_pictures.h"
#include "core/samples/preprocessing.h"

#include <filesystem>
#include <optional>
#include <string>

namespace palimpsest {

/// The folder of the study that `source` is or whose study.json it is; none where it is no study.
std::optional<std::filesystem::path> studyFolder(const std::filesystem::path& source);

/// How pictures are prepared, as a file or folder says: a study, a probe, a
/// preprocessor_config.json of Hugging Face or a folder with one. Throws BadInput when it is none
/// of these, BadFile.
Preprocessing preprocessingIn(const std::filesystem::path& source);

/// What the preprocessor_config.json in the folder of a model, or beside its file, says of pictures
/// otherwise than `used` does, or why it cannot be read, a sentence; empty where there is none, or
/// both make the same of `pictures`: sizes do not matter where each has that of the network
/// already.
std::string otherPreprocessing(const std::filesystem::path& model, const Preprocessing& used,
                               const TrainingPictures& pictures);

} // namespace palimpsest
