// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace palimpsest {

/// What packing or unpacking did to the units of one checkpoint.
struct PackingResult
{
    std::size_t units = 0;         ///< that changed their place
    std::vector<std::string> left; ///< why others did not, a sentence each
    std::uint64_t packBytes = 0;   ///< size of the pack; 0 when there is none

    bool operator==(const PackingResult&) const = default;
};

/// Steps of packing and unpacking after which tests look whether everything is still there.
using PackingStep = std::function<void(const char* name)>;

/// Puts the unit files of a folder FOLDER/values/LINEAGE/EPOCH into the pack beside it, together
/// with the units that are in it already, of which unit files take the place. Files that are
/// damaged, newer or too large stay where they are. Every file is removed only after the pack is on
/// disk and what was read back from it is the same; whoever writes units of this folder waits until
/// then. A process that ends anywhere between leaves every unit in one place at least, and its own
/// file counts. Throws BadFile when the pack there is damaged, NotWritable.
PackingResult packUnits(const std::filesystem::path& unitFolder, const PackingStep& step = {});

/// Gives every packed unit its file back, byte by byte as it was, and removes the pack. Where there
/// is a file already it is newer and stays. When a unit is damaged the others are written and the
/// pack stays. Throws BadFile when the pack is damaged or newer, NotWritable.
PackingResult unpackUnits(const std::filesystem::path& unitFolder, const PackingStep& step = {});

} // namespace palimpsest
