// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/models/networks/network_facts.h"
#include "core/models/networks/tensor_map.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace palimpsest {

/// How a checkpoint lies on disk.
enum class Container {
    Safetensors,
    TorchZip,    ///< what torch.save writes since 1.6: a zip archive with a pickle
    TorchLegacy, ///< what it wrote before: pickles and storages one after another
    TorchScript, ///< a zip archive with code: a program, opened only when it is trusted
    HuggingFace, ///< a folder with config.json and weights, in one file or in shards
};

/// The tensors of a checkpoint, whatever it came in.
struct CheckpointFile
{
    Container container = Container::Safetensors;
    std::string wrapper;              ///< key under which the tensors lay, e.g. "state_dict"
    std::string prefix;               ///< taken away from every name, e.g. "module."
    TensorMap tensors;                ///< float16, bfloat16 and float64 became float32
    std::vector<std::string> leftOut; ///< whole numbers (batch counters, positions), no tensors,
                                      ///< and what belongs to losses or lies beside the network
    std::string config;      ///< text of the config.json in the folder or beside the file, or empty
    NetworkFacts told;       ///< that the report of a probe beside it tells
    std::string moduleClass; ///< Python class of a model that was saved as a whole, or empty
    std::optional<std::int64_t> epoch;     ///< that a training wrote into it
    std::optional<std::int64_t> step = {}; ///< of the training, that it wrote into it
    std::vector<std::string> warnings;
};

/// What `path` is, from its first bytes and its list of contents. Throws BadFile when it is
/// nothing that can be read, with what it seems to be.
Container containerOf(const std::filesystem::path& path);

/// Reads the tensors of a checkpoint that is no TorchScript. Nothing in the file is executed: its
/// pickles may name only what rebuilds tensors. Throws BadFile on everything else, saying what and
/// where; sizes are checked before memory is taken.
CheckpointFile readCheckpoint(const std::filesystem::path& path);

/// `file` with `prefix` taken away from all names, and without the tensors whose names begin
/// otherwise, of which a warning tells.
CheckpointFile narrowedTo(const std::string& prefix, CheckpointFile file);

} // namespace palimpsest
