// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/models/readers/checkpoint_file.h"
#include "core/models/readers/pickle_value.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace palimpsest {

/// The state dict within what torch.save has written.
struct StateDict
{
    std::string wrapper; ///< where it lay: "" at the top, "state_dict", "model.module"
    std::vector<std::pair<std::string, std::size_t>> tensors; ///< names and indices in the graph
    std::vector<std::string> leftOut;                         ///< whole numbers, and no tensors
    std::string moduleClass;       ///< of a model that was saved as a whole: its Python class
    std::optional<PickleId> epoch; ///< what the file says of its epoch
    std::optional<PickleId> step;  ///< and of its step
    std::vector<std::string> warnings;
};

/// Looks for it at the top, under the names training scripts use, and under any other name that
/// alone has tensors. A module that was saved as a whole gives those that its state dict would
/// have; nothing of its class is run. Throws BadFile when there is none, with what there is
/// instead.
StateDict findStateDict(const PickleGraph& graph, const std::filesystem::path& source);

/// Gives the first `byteCount` bytes of the storage `key`, checked against what the file holds.
using ReadStorage = std::function<std::string(const std::string& key, std::uint64_t byteCount)>;

/// Reads the tensors of `state`, one storage after another, so that memory holds the result and one
/// storage. A file of `fileBytes` gets at most sixteen times as much memory (beyond 64 MiB): views
/// can repeat a number as often as they like. Throws BadFile.
CheckpointFile readState(const PickleGraph& graph, StateDict state, std::uint64_t fileBytes,
                         const std::filesystem::path& source, const ReadStorage& readStorage);

/// The most bytes a file of `fileBytes` may ask for.
std::uint64_t allowedBytes(std::uint64_t fileBytes);

} // namespace palimpsest
