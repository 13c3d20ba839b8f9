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
    Step,         ///< the step that a training wrote into the file stands for the epoch
    Unknown,      ///< nothing tells it
    User,
};

/// Name in files and tables: "name", "trainer_state.json", "file", "step", "unknown", "user".
std::string epochSourceName(EpochSource source);

/// A file, or folder of Hugging Face, that is to become a checkpoint.
struct AddedCheckpoint
{
    std::filesystem::path path;
    int epoch = 0;
    EpochSource source = EpochSource::User;
    NetworkFacts network = {};              ///< as Checkpoint::network
    std::optional<OutputKind> outputs = {}; ///< what it answers with, where that is decided
    bool isSingleOutput = false;            ///< as Checkpoint::isSingleOutput

    bool operator==(const AddedCheckpoint&) const = default;
};

/// How far trainings were, as their files say themselves.
struct OwnCounts
{
    std::map<std::filesystem::path, int> epochs = {};
    std::map<std::filesystem::path, int> steps = {};
};

/// The step of training that the trainer_state.json in a folder of Hugging Face tells.
std::optional<int> trainedStep(const std::filesystem::path& path);

/// Orders checkpoints of one run as people do (epoch_9 before epoch_10) and finds their epochs: in
/// trainer_state.json, if all have one and their epochs are different whole numbers; else behind
/// the word "epoch" (or "ep", "e") in names; else, where no name has that, in the last number of
/// names, unless it counts something else ("resnet18", "seed_3", "0.81"). Parts of epochs
/// ("epoch_0.5", "ep10k"), dates and times are no numbers, and neither are sizes of pictures and
/// years where no name has another one or a word such as "checkpoint" before it (see name_dates).
/// Several names may claim one epoch. What has none, and names that speak of the last, the best or
/// averaged weights, get what `own` says of their files, unless that is another's: epochs, or steps
/// where names follow these or, without any names that tell something, more files are told apart by
/// them; never both. Nothing is taken from files that contradict the names of others, nor beside
/// plain numbers that no file shows to be epochs or steps. What is left is unknown, and stands
/// behind the others.
std::vector<AddedCheckpoint> checkpointFiles(std::vector<std::filesystem::path> files,
                                             const OwnCounts& own = {});

} // namespace palimpsest
