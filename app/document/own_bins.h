// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/study/bin.h"
#include "core/study/file_edits.h"

#include <filesystem>
#include <set>
#include <vector>

namespace palimpsest {

/// What a document has put into the bin of its study. It stays there as long as undo may bring it
/// back, so it goes when the user closes the document.
class OwnBins
{
public:
    explicit OwnBins(std::filesystem::path folder) : m_folder(std::move(folder)) {}

    /// Moves the files of an edit, or moves them back. Throws as carryOut does.
    void carryOut(const FileEdit& edit);
    void takeBack(const FileEdit& edit);

    /// What waited in `bin` is in its places again, so that its note goes with these, unless some
    /// of it waits still.
    void hasComeBack(const std::filesystem::path& bin);
    /// It waits there again, as nobody asked for it to be removed.
    void waitsAgain(const std::filesystem::path& bin) { m_bins.erase(bin); }

    /// What waits in the bin and is none of these, as what could not come back.
    std::vector<BinnedFiles> others() const;

    void empty();
    /// Undo has put everything back from one. It goes now where the study that says so is saved,
    /// else with the others.
    void putBackAll(const std::filesystem::path& bin, bool isSaved);

private:
    void empty(const std::filesystem::path& bin) const;

    std::filesystem::path m_folder;
    std::set<std::filesystem::path> m_bins; ///< of removals that stand
};

} // namespace palimpsest
