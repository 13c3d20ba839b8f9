// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/open_file.h"

#include <chrono>
#include <filesystem>
#include <map>
#include <string>
#include <utility>

namespace palimpsest {

/// SHA-256 of a study's large files. FOLDER/hashes.json remembers them, so that a study of a
/// hundred checkpoints is opened without reading gigabytes. A remembered hash is trusted when the
/// file's size, inode, mtime and ctime are what they were, as version control does; a copy of a
/// study has other inodes and is read once more. The file may be missing, damaged or deleted at any
/// time: then hashes are taken again.
class FileHashes
{
public:
    /// Remembers files that were left alone for `settled`, which is longer than any file system
    /// takes to tell two changes apart.
    explicit FileHashes(std::filesystem::path folder,
                        std::chrono::nanoseconds settled = std::chrono::seconds(3))
        : m_folder(std::move(folder)), m_settled(settled)
    {
    }

    /// Hash of a file, which is read at most once, or of a folder of Hugging Face: of the names and
    /// hashes of its config.json and its files of weights. Throws BadFile when one cannot be read.
    const std::string& of(const std::filesystem::path& path);

    /// The same, taken now whatever is remembered: what a run records, nobody else may say.
    const std::string& taken(const std::filesystem::path& path);

    /// Writes what was taken into FOLDER/hashes.json, beside what stood there; nothing when that is
    /// all known. Files changed within the last seconds are left out, as a change to come could
    /// leave their times as they are. Throws NotWritable.
    void save();

private:
    struct Known
    {
        FileStamp stamp;
        std::string sha256;

        bool operator==(const Known&) const = default;
    };
    using KnownFiles = std::map<std::string, Known>; // by path relative to the folder

    void readOnce();
    std::string
    hashOfFolder(const std::filesystem::path& folder,
                 const std::string& (FileHashes::*hash)(const std::filesystem::path& file));
    std::string nameOf(const std::filesystem::path& path) const; ///< in hashes.json
    bool isSettled(const FileStamp& stamp) const;

    std::filesystem::path m_folder;
    std::chrono::nanoseconds m_settled;
    bool m_isRead = false;
    KnownFiles m_remembered; ///< as in the file
    KnownFiles m_fresh;      ///< taken or found valid since
    std::map<std::filesystem::path, std::string> m_hashes;
};

} // namespace palimpsest
