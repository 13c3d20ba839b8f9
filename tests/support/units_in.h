// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstddef>
#include <filesystem>

namespace palimpsest {

/// Number of units that have files in a study.
inline std::size_t unitsIn(const std::filesystem::path& study)
{
    std::size_t count = 0;
    if (std::filesystem::exists(study / "values")) {
        for (const auto& entry : std::filesystem::recursive_directory_iterator(study / "values")) {
            count += entry.path().extension() == ".h5" ? 1 : 0;
        }
    }
    return count;
}

} // namespace palimpsest
