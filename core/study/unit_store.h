// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/study/value_pack.h"

#include <filesystem>
#include <map>
#include <optional>
#include <string>

namespace palimpsest {

/// Where stored values are found: in a unit's own file or, where there is none, in the pack of its
/// checkpoint. Remembers what packs hold until they change.
class UnitStore
{
public:
    /// The unit that belongs to the path of a unit file; none when it is nowhere.
    /// Throws BadFile when it is, or would be, in a file that is damaged or newer, or behind a
    /// link.
    std::optional<ValueUnit> read(const std::filesystem::path& unitPath);

    /// The entry in a pack, when that is where the unit is. Throws BadFile as read() does. Valid
    /// until the next call.
    const PackedUnit* packed(const std::filesystem::path& unitPath);

private:
    struct KnownPack
    {
        FileStamp stamp;
        PackIndex index;
        std::string problem; ///< why it cannot be read; empty when it can
    };

    const PackIndex* indexOf(const std::filesystem::path& packPath);

    std::map<std::filesystem::path, KnownPack> m_packs;
};

} // namespace palimpsest
