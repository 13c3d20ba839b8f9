// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/study/study.h"

#include <filesystem>
#include <string>
#include <vector>

namespace palimpsest {

/// A file that was found fit to become a checkpoint.
struct AddedCheckpoint
{
    std::filesystem::path path;
    int epoch = 0;
};

/// Orders files by name as people do (epoch_9 before epoch_10) and takes the epoch from the last
/// number in each name, or counts on from 0 when names have none or repeat one.
std::vector<AddedCheckpoint> checkpointFiles(std::vector<std::filesystem::path> files);

/// An id for a sample from a file's name: safe as a file name, unlike any in `study`.
std::string freshSampleId(const Study& study, const std::filesystem::path& image);

/// Copies pictures into FOLDER/images as PNG and returns `study` with them as samples of class
/// `label`; no file that stands there is replaced or taken over. Nothing is copied unless all can
/// be. Throws BadFile or BadInput when a picture cannot be read or has not the size the models
/// take, NotWritable.
Study withSamples(const std::filesystem::path& folder, Study study,
                  const std::vector<std::filesystem::path>& images, int label);

/// Copies checkpoints into FOLDER/checkpoints/LINEAGE and returns `study` with them in the lineage
/// called `lineage`, which is made with `role` when there is none: weights (safetensors or
/// of torch.save) for the template of the lineage, or of the first lineage when it is new, or
/// TorchScript files that stand for themselves. No file is replaced, and nothing is copied unless
/// all can be. Throws BadFile, BadInput (an epoch that is taken, a file of another kind),
/// NotWritable.
Study withCheckpoints(const std::filesystem::path& folder, Study study, const std::string& lineage,
                      Role role, const std::vector<AddedCheckpoint>& files);

} // namespace palimpsest
