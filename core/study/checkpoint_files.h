// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/models/networks/network_facts.h"
#include "core/values/output_kind.h"

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace palimpsest {

/// Where the epoch of a checkpoint was read.
enum class EpochSource {
    Name,         ///< a number in the file's name
    TrainerState, ///< trainer_state.json of a folder of Hugging Face
    File,         ///< what a training wrote into the file, or that it is a probe
    Unknown,      ///< nothing tells it
    User,
};

/// Name in files and tables: "name", "trainer_state.json", "file", "unknown", "user".
std::string epochSourceName(EpochSource source);

/// A file, or folder of Hugging Face, that is to become a checkpoint.
struct AddedCheckpoint
{
    std::filesystem::path path;
    int epoch = 0;
    EpochSource source = EpochSource::User;
    NetworkFacts network = {};              ///< as Checkpoint::network
    std::optional<OutputKind> outputs = {}; ///< what it answers with, where that is decided

    bool operator==(const AddedCheckpoint&) const = default;
};

/// Orders checkpoints of one run as people do (epoch_9 before epoch_10) and finds their epochs: in
/// trainer_state.json, if all have one and their epochs are different whole numbers; else behind
/// the word "epoch" (or "ep", "e") in names; else, where no name has that, in the last number of
/// names, unless it counts something else ("resnet18", "seed_3", "0.81"). Several names may claim
/// one epoch. What has none, and names that speak of the last, the best or averaged weights, get
/// what `own` says of their files, unless that epoch is another's or `own` contradicts the names of
/// others, or these are plain numbers that nothing shows to be epochs: they may be steps. What is
/// left is unknown, and stands behind the others.
std::vector<AddedCheckpoint> checkpointFiles(std::vector<std::filesystem::path> files,
                                             const std::map<std::filesystem::path, int>& own = {});

} // namespace palimpsest
