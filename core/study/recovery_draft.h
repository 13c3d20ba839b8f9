// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/folder_lock.h"
#include "core/study/unsaved_edits.h"

#include <chrono>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace palimpsest {

/// The edits of one open study while they are not saved, kept in a folder of their own below ROOT,
/// from where they can be restored when the program was killed.
class RecoveryDraft
{
public:
    /// Makes nothing yet. Without a `root` nothing is kept.
    RecoveryDraft(std::filesystem::path root, std::filesystem::path study);
    ~RecoveryDraft();
    RecoveryDraft(const RecoveryDraft&) = delete;
    RecoveryDraft& operator=(const RecoveryDraft&) = delete;

    /// Makes these the edits that are kept; none removes the folder. Throws NotWritable.
    void keep(const UnsavedEdits& edits);

private:
    void make();

    std::filesystem::path m_root;
    std::filesystem::path m_study;
    std::filesystem::path m_folder;     ///< empty until something is kept
    std::unique_ptr<FolderLock> m_lock; ///< says that somebody still works on it
    UnsavedEdits m_edits;
    bool m_isWhole = true; ///< whether they are all that the folder holds
};

/// Edits that a program left behind.
struct LeftEdits
{
    std::filesystem::path folder;               ///< where they are kept
    std::chrono::system_clock::time_point kept; ///< when the last of them was
    std::filesystem::path study;                ///< empty when nothing says which
    UnsavedEdits edits;
    std::string problem; ///< why they cannot be read, or empty
};

/// What programs that are gone have left below `root`.
std::vector<LeftEdits> leftEdits(const std::filesystem::path& root);

/// Removes edits that are restored or not wanted.
void discard(const LeftEdits& left);

} // namespace palimpsest
