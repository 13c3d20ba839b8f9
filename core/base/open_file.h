// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/descriptor.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>

namespace palimpsest {

/// What a file system says of a file without reading it. As long as it stays equal the contents
/// are taken to be the same; whoever writes a file changes it, even one that sets the times back.
struct FileStamp
{
    std::uint64_t size = 0;
    std::uint64_t inode = 0;
    std::int64_t modified = 0; ///< mtime in ns since 1970
    std::int64_t changed = 0;  ///< ctime in ns since 1970; no program can choose it

    bool operator==(const FileStamp&) const = default;
};

/// Returns `path`, for readers that open it by its name. Throws BadFile unless it leads to a
/// regular file: reading from a pipe or a device may never end.
const std::filesystem::path& regularFile(const std::filesystem::path& path);

/// None when there is no such regular file.
std::optional<FileStamp> fileStamp(const std::filesystem::path& path);

/// A file that is read in pieces, which all belong to the same file even when another takes its
/// place meanwhile.
class OpenFile
{
public:
    /// Throws BadFile when the file is missing, unreadable, or no regular file.
    explicit OpenFile(const std::filesystem::path& path);

    const FileStamp& stamp() const { return m_stamp; }

    /// `count` bytes from `offset` on. Throws BadFile when the file ends before or cannot be read.
    std::string read(std::uint64_t offset, std::uint64_t count) const;

    /// Fills `bytes` with those from `offset` on, with the same errors.
    void readInto(std::uint64_t offset, std::span<char> bytes) const;

    /// Throws BadFile when the file was written to since it was opened, so that what was read may
    /// be half of one and half of the other.
    void requireUnchanged() const;

private:
    void requireBytes(std::uint64_t offset, std::uint64_t count) const;

    std::filesystem::path m_path;
    Descriptor m_descriptor;
    FileStamp m_stamp;
};

} // namespace palimpsest
