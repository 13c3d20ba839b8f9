// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <string>

namespace palimpsest {

using FolderBytes = std::map<std::filesystem::path, std::string>;

/// All files below a folder, by their path in it.
inline FolderBytes bytesBelow(const std::filesystem::path& folder)
{
    FolderBytes files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        if (entry.is_regular_file()) {
            std::ifstream stream(entry.path(), std::ios::binary);
            files[entry.path().lexically_relative(folder)] = {std::istreambuf_iterator(stream), {}};
        }
    }
    return files;
}

} // namespace palimpsest
