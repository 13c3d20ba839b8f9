// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/study/file_edits.h"

#include <cstddef>
#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace palimpsest {

// FOLDER/bin: what was removed from a study waits there, one folder a removal, with the files where
// they lay and a study.json of what they belonged to and of what stood beside it, by which they
// find back to runs, checkpoints and samples that were renamed meanwhile. A window that the user
// closes empties what it put there; what is found in it at the next opening is offered back.

/// What was left of a study when something was removed from it.
struct StoodBeside
{
    Study study;
    std::size_t place = 0; ///< as FileEdit::place
};

/// One removal that can be put back.
struct BinnedFiles
{
    std::filesystem::path bin; ///< bin/1, bin/2, …, relative to the study's folder
    Study removed;
    std::string problem; ///< why what was removed cannot be told; empty when it can
    std::optional<StoodBeside> beside = {}; ///< none where that was not noted
};

/// What waits in the bin, the latest first, which is the order to put back in: removals with files
/// that did not come back. Changes nothing.
std::vector<BinnedFiles> binnedFiles(const std::filesystem::path& folder);

/// Removals whose files are in their places again, before somebody empties them: what others had
/// put into study.json of them comes from there.
std::vector<BinnedFiles> leftBins(const std::filesystem::path& folder);

/// Names that runs of what was removed have in `now`, by those that they had.
std::map<std::string, std::string> runNamesByNow(const BinnedFiles& binned, const Study& now);

/// Files that something in the bin belongs to or knows its own by, relative to the study's folder.
/// Nothing new may take their places as long as it waits.
std::set<std::filesystem::path> placesKeptFree(const std::filesystem::path& folder);

/// "sample auklet_1", "run scratch with 13 checkpoints", "checkpoint finetuned/3".
std::string describe(const BinnedFiles& binned);

/// A name for the next removal.
std::filesystem::path freeBin(const std::filesystem::path& folder);

/// Writes down what a removal removes, with the keys of others that study.json has of it, and what
/// stood beside it. Throws NotWritable, BadFile when the bin is a link.
void noteRemoved(const std::filesystem::path& folder, const FileEdit& removal);

/// What puts a removal back: its samples and runs behind the nearest of those that stood before
/// them, checkpoints into their run and values to their samples and checkpoints, whatever these are
/// called by now, other files where they were. Where samples have other names by now, packs in the
/// bin become files of units. Throws BadInput when something else has the name by now; BadFile,
/// NotWritable.
FileEdit putBack(const std::filesystem::path& folder, const Study& study,
                 const BinnedFiles& binned);

/// Removes one removal's folder for good. Throws NotWritable.
void emptyBin(const std::filesystem::path& folder, const std::filesystem::path& bin);

} // namespace palimpsest
