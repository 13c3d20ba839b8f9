// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <filesystem>

namespace palimpsest {

/// A lock on a folder that all processes respect which ask for it; it ends with its process,
/// however that ends. Writes nothing, so nothing is left behind.
class FolderLock
{
public:
    enum class Kind {
        Shared,         ///< with others of this kind
        Exclusive,      ///< alone
        ExclusiveIfAny, ///< alone where there can be locks; elsewhere the last one who writes wins
    };

    /// Waits for its turn. Where the folder is missing or its file system knows no locks, an
    /// exclusive one throws NotWritable; the others have no effect, a shared one as nobody can hold
    /// the exclusive one there.
    FolderLock(const std::filesystem::path& folder, Kind kind);
    ~FolderLock();
    FolderLock(const FolderLock&) = delete;
    FolderLock& operator=(const FolderLock&) = delete;

private:
    int m_descriptor;
};

/// Whether some process has a lock on the folder; where the file system knows none, nobody has.
bool isLocked(const std::filesystem::path& folder);

} // namespace palimpsest
