// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/values/output_kind.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace palimpsest {

/// Where the epoch of a checkpoint was read.
enum class EpochSource {
    Name,         ///< a number in the file's name
    TrainerState, ///< trainer_state.json of a folder of Hugging Face
    Order,        ///< counted from 0 in the order of the names, as these tell nothing
    User,
};

/// Name in files and tables: "name", "trainer_state.json", "order", "user".
std::string epochSourceName(EpochSource source);

/// A file, or folder of Hugging Face, that is to become a checkpoint.
struct AddedCheckpoint
{
    std::filesystem::path path;
    int epoch = 0;
    EpochSource source = EpochSource::User;
    std::optional<OutputKind> outputs = {}; ///< what it answers with, where that is decided

    bool operator==(const AddedCheckpoint&) const = default;
};

/// Orders checkpoints of one run as people do (epoch_9 before epoch_10) and finds their epochs: in
/// trainer_state.json, if all have one and their epochs are different whole numbers; else behind
/// the word "epoch" (or "ep", "e") in each name, else the last number of each name, in both cases
/// if all have different ones (of a single name "resnet18" the 18 is none); else they are counted
/// from 0.
std::vector<AddedCheckpoint> checkpointFiles(std::vector<std::filesystem::path> files);

} // namespace palimpsest
