// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/progress.h"
#include "core/models/architectures/architecture.h"
#include "core/models/networks/probe_report.h"
#include "core/models/readers/checkpoint_file.h"
#include "core/setup/export_lines.h"
#include "core/study/checkpoint_files.h"
#include "core/study/study.h"
#include "core/values/output_kind.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace palimpsest {

/// What a file turned out to be when it was read. Programs are not opened for it.
struct CheckpointLook
{
    std::optional<Container> container;       ///< none when it cannot be read
    std::optional<Architecture> architecture; ///< none where the names of tensors tell none
    std::string misfit;       ///< why its tensors are no known architecture, sentences; or empty
    std::optional<int> epoch; ///< that the file itself tells
    std::optional<int> step = {};               ///< of its training, that it tells
    ExportHints hints;                          ///< for the code that exports its network
    std::vector<std::string> classes;           ///< their names, where a probe or folder tells them
    std::optional<ProbeTemplate> fittedOn = {}; ///< what the report of a probe names
    std::filesystem::path fittedOnAt = {};      ///< where that lies outside a study; or empty
    std::string text;    ///< one line, for people, without notes on its architecture
    std::string problem; ///< why it cannot be read, a sentence; or empty

    bool operator==(const CheckpointLook&) const = default;
};

/// What is still to be said of a checkpoint before it can join a study.
enum class RowQuestion {
    Template, ///< what network its weights are of
    Network,  ///< what its tensors do not tell of their network, as openQuestions() asks
    Trust,    ///< whether its program, or that of its template, may run
    Outputs,  ///< what it answers with
    Settings, ///< how the study prepares its samples, or what its value is
    Epoch,    ///< which one it is
};

/// A checkpoint that may join a study. All but its path and its look may be edited.
struct CheckpointRow
{
    std::filesystem::path path;
    std::string lineage;
    Role role = Role::Other; ///< of the lineage, where that is new
    int epoch = 0;
    EpochSource source = EpochSource::Unknown;
    bool isStep = false; ///< the number is a step of training, once checked
    CheckpointLook look;
    std::filesystem::path modelTemplate = {}; ///< program that makes the network of its lineage, as
                                              ///< the study names it or absolute, once checked;
                                              ///< empty where tensors do
    NetworkFacts network;   ///< what it is built with, as it was told or assumed, once checked
    OutputDecision outputs; ///< of the network, once it was tried
    std::string problem;    ///< a sentence that says why it cannot join; empty when it can
    std::optional<RowQuestion> open = {};   ///< what answers the problem, where an answer does
    std::vector<std::string> warnings = {}; ///< sentences on what is odd and keeps nothing from
                                            ///< joining, once checked

    bool operator==(const CheckpointRow&) const = default;
};

struct CheckpointTable
{
    std::vector<CheckpointRow> rows;  ///< lineage by lineage, epochs rising
    std::vector<std::string> leftOut; ///< sentences on files that were passed over

    bool operator==(const CheckpointTable&) const = default;
};

/// The checkpoints among files and folders. A folder gives the files in it that are named like
/// checkpoints, as one lineage, and each folder below it another one; a folder of Hugging Face is a
/// checkpoint itself, and those called checkpoint-STEP beside one another are one lineage.
/// What lies in a folder and tells no epoch is passed over where others there do; optimiser states
/// are, and so is training_args.bin, which is a program. Lineages are named after their folders,
/// and roles guessed from these names. Every file is read, which `progress` counts; those that
/// cannot be read say why in their row. Throws BadFile when a path is not there or a folder holds
/// nothing, Cancelled.
CheckpointTable checkpointTable(const std::vector<std::filesystem::path>& paths,
                                const Progress& progress = {});

/// Reads a checkpoint to say what it is.
CheckpointLook checkpointLook(const std::filesystem::path& path);

/// The role that a run's name speaks of: "scratch", "finetune", "pretrained", "probe" and the like.
Role guessedRole(const std::string& name);

/// "safetensors", "TorchScript", "Hugging Face"
std::string containerName(Container container);

} // namespace palimpsest
