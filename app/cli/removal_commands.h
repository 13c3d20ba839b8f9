// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <filesystem>
#include <optional>
#include <string>

namespace palimpsest {

// Commands that rename and remove what a study consists of. One of sample, run, checkpoint
// ("LINEAGE/EPOCH") and part, of all samples that have it, says what.

struct RenameCommand
{
    std::filesystem::path study;
    std::optional<std::string> sample;
    std::optional<std::string> run;
    std::optional<std::string> checkpoint;
    std::optional<std::string> part;
    std::string to; ///< the new name, or the new epoch of a checkpoint
};
int run(const RenameCommand& command);

struct RemoveCommand
{
    std::filesystem::path study;
    std::optional<std::string> sample;
    std::optional<std::string> run;
    std::optional<std::string> checkpoint;
};
int run(const RemoveCommand& command);

struct BinCommand
{
    std::filesystem::path study;
    bool restore = false;
    bool empty = false;
};
int run(const BinCommand& command);

} // namespace palimpsest
