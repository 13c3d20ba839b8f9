// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/descriptor.h"

#include <filesystem>
#include <string>
#include <string_view>

namespace palimpsest {

/// A new file beside the one whose place it takes once it is whole. It is locked as long as it is
/// written, so that others can tell it from one that a killed program left.
class Draft
{
public:
    /// Makes the draft, and folders that are missing. Below `root`, where one is given, no folder
    /// may be a symbolic link, whatever becomes of the folders meanwhile. Throws NotWritable, also
    /// when at `path` stands anything but a regular file.
    explicit Draft(std::filesystem::path path, const std::filesystem::path& root = {});
    ~Draft(); ///< takes back what has not taken its place
    Draft(const Draft&) = delete;
    Draft& operator=(const Draft&) = delete;

    /// Appends. Throws NotWritable.
    void write(std::string_view bytes) const;

    /// Replaces the file, once all bytes are on the disk. Throws NotWritable.
    void takePlace();

private:
    bool isMade();
    void keepPermissions(const std::filesystem::path& name);
    [[noreturn]] void refuse(int error) const;

    std::filesystem::path m_path;
    Descriptor m_folder;
    Descriptor m_file;
    std::string m_name; ///< of the draft; empty when there is none
};

/// Removes the drafts that killed programs left in a folder; those being written stay, as do files
/// of other names. Where the folder cannot be listed or locks are unknown, nothing is removed.
void sweepDrafts(const std::filesystem::path& folder);

/// The same for the drafts of one file, beside it.
void sweepDraftsOf(const std::filesystem::path& path);

} // namespace palimpsest
