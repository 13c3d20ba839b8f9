// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/open_file.h"

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace palimpsest {

/// What a file held when it was read or written.
struct SeenFile
{
    std::optional<FileStamp> stamp; ///< none: there was no such file
    std::string sha256;             ///< of its contents; empty without a file

    bool operator==(const SeenFile&) const = default;
};

/// A file by its path and the stamp that it had.
struct StampedFile
{
    std::string path;
    std::optional<FileStamp> stamp;
};

/// A file that cannot be read holds nothing.
SeenFile seenFile(const std::filesystem::path& path);

/// Files as they were when they were last looked at, by which changes of others are noticed.
class SeenFiles
{
public:
    /// Looks at a file, before it is read, so that what changes in between is noticed, or after it
    /// was written.
    void look(const std::filesystem::path& path) { m_files[path] = seenFile(path); }
    void set(const std::filesystem::path& path, SeenFile seen) { m_files[path] = std::move(seen); }
    /// A file was moved, and holds there what it held.
    void follow(const std::filesystem::path& from, const std::filesystem::path& to)
    {
        if (auto file = m_files.extract(from)) {
            m_files[to] = std::move(file.mapped());
        }
    }

    /// Whether a file holds what it held or is gone, so that to write it overwrites nothing unseen.
    /// It is read even when its stamp is the same.
    bool mayReplace(const std::filesystem::path& path) const;

    /// Whether it holds what it held, by its stamp as far as that says so.
    bool seemsSame(const std::filesystem::path& path);

    /// Of all files, so that a worker may look which have others now.
    std::vector<StampedFile> stamps() const;

private:
    std::map<std::filesystem::path, SeenFile> m_files;
};

} // namespace palimpsest
