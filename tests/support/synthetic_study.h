// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/study/study.h"

#include <filesystem>
#include <functional>

namespace palimpsest {

/// Size of a made-up study: one pre-trained checkpoint and two runs of `epochs` checkpoints each.
struct SyntheticSize
{
    int epochs = 50;
    int samples = 400;
    int partCount = 10; ///< up to kMaxParts
    int classes = 10;
};

/// Called with every folder FOLDER/values/LINEAGE/EPOCH once its unit files are there.
using FolderFilled = std::function<void(const std::filesystem::path& unitFolder)>;

/// A study of any size with all of its values, which no model made: sparse interactions drift from
/// those of the pre-trained checkpoint to those of the end of a run, under a little noise. Pictures
/// and checkpoints are those of the demo.
Study makeSyntheticStudy(const std::filesystem::path& folder, const SyntheticSize& size,
                         const FolderFilled& filled = {});

} // namespace palimpsest
