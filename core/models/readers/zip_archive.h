// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>

struct zip;

namespace palimpsest {

/// A zip archive whose entries are read one at a time, with their checksums.
class ZipArchive
{
public:
    /// Throws BadFile when `path` is no sound archive or has a name twice.
    explicit ZipArchive(std::filesystem::path path);
    ~ZipArchive();
    ZipArchive(const ZipArchive&) = delete;
    ZipArchive& operator=(const ZipArchive&) = delete;

    struct Entry
    {
        std::uint64_t index = 0;
        std::uint64_t size = 0; ///< in bytes, unpacked
    };

    /// By name.
    const std::map<std::string, Entry>& entries() const { return m_entries; }

    /// Contents of an entry of at most `maxBytes`, which is checked before memory is taken. Throws
    /// BadFile when there is none of that name, or it is damaged or larger.
    std::string read(const std::string& name, std::uint64_t maxBytes) const;

private:
    std::filesystem::path m_path;
    zip* m_zip;
    std::map<std::string, Entry> m_entries;
};

} // namespace palimpsest
