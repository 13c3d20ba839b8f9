// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/study/file_edits.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace palimpsest {

// FOLDER/bin: what was removed from a study waits there, one folder a removal, with the files where
// they lay and a study.json of what they belonged to. A window that closes empties what it put
// there; what is found in it at the next opening is offered back.

/// One removal that can be put back.
struct BinnedFiles
{
    std::filesystem::path bin; ///< bin/1, bin/2, …, relative to the study's folder
    Study removed;
    std::string problem; ///< why what was removed cannot be told; empty when it can
    std::optional<std::vector<std::string>> stoodAfter = {}; ///< as FileEdit::stoodAfter; none
                                                             ///< where that was not noted
};

/// What waits in the bin, the latest first, which is the order to put back in: removals with files
/// that did not come back. Changes nothing.
std::vector<BinnedFiles> binnedFiles(const std::filesystem::path& folder);

/// Folders of removals whose files are in their places again, before somebody empties them: what
/// others had put into study.json of them comes from there.
std::vector<std::filesystem::path> leftBins(const std::filesystem::path& folder);

/// "sample auklet_1", "run scratch with 13 checkpoints", "checkpoint finetuned/3".
std::string describe(const BinnedFiles& binned);

/// A name for the next removal.
std::filesystem::path freeBin(const std::filesystem::path& folder);

/// Writes down what a removal removes, with the keys of others that study.json has of it, and where
/// it stood. Throws NotWritable, BadFile when the bin is a link.
void noteRemoved(const std::filesystem::path& folder, const FileEdit& removal);

/// What puts a removal back: its samples and runs behind the nearest of those that stood before
/// them, its files where they were. Throws BadInput when something of the same name stands there by
/// now.
FileEdit putBack(const std::filesystem::path& folder, const Study& study,
                 const BinnedFiles& binned);

/// Removes one removal's folder for good. Throws NotWritable.
void emptyBin(const std::filesystem::path& folder, const std::filesystem::path& bin);

} // namespace palimpsest
