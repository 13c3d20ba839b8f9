// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/study/study.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace palimpsest {

// Edits of a study that files go along with: samples, runs and checkpoints that are renamed or
// removed. What is removed waits in FOLDER/bin until somebody is sure.

/// Something in a study's folder that goes elsewhere in it; both paths are relative to the folder.
struct FileMove
{
    std::filesystem::path from;
    std::filesystem::path to;

    bool operator==(const FileMove&) const = default;
};

/// A sample that is called otherwise.
struct RenamedSample
{
    std::string from;
    std::string to;

    bool operator==(const RenamedSample&) const = default;
};

/// An edit and the files that go along with it; those that are missing stay where they are not.
struct FileEdit
{
    Study after;
    std::vector<FileMove> moves;
    std::filesystem::path bin = {};  ///< bin/1, bin/2, …: where removed files go; empty: none are
    Study removed = {};              ///< what was removed, as a study of its own
    std::size_t place = 0;           ///< how many samples or runs of `after` stood before it
    std::filesystem::path from = {}; ///< bin/1, bin/2, …: whose files come back; empty: none do
    std::optional<RenamedSample> renamed = {}; ///< whose parts go along with their name

    bool operator==(const FileEdit&) const = default;
};

// All of these throw BadInput, with a sentence for the user, when there is nothing of that name, or
// a new one does not do. Stored values go along; those in a pack need files of their own first,
// which unpackValuesOf() gives them. Files that others use too stay where they are.

FileEdit withSampleRenamed(const Study& study, const std::string& id, const std::string& name);
FileEdit withRunRenamed(const Study& study, const std::string& run, const std::string& name);
/// Gives a checkpoint another epoch, which is its name.
FileEdit withEpochChanged(const Study& study, CheckpointIndex checkpoint, int epoch);

FileEdit withoutSample(const std::filesystem::path& folder, const Study& study,
                       const std::string& id);
FileEdit withoutRun(const std::filesystem::path& folder, const Study& study,
                    const std::string& run);
/// A run that loses its last checkpoint goes with it.
FileEdit withoutCheckpoint(const std::filesystem::path& folder, const Study& study,
                           CheckpointIndex checkpoint);

/// Moves the files of `edit`, all or none; study.json is the caller's. Throws NotWritable, BadFile
/// when a link leads out of the study.
void carryOut(const std::filesystem::path& folder, const FileEdit& edit);

/// Moves them back. What was noted of a removal stays in its bin, which is to be emptied once
/// study.json has again what was removed. Throws as carryOut() does.
void takeBack(const std::filesystem::path& folder, const FileEdit& edit);

/// Unpacks values of a sample in every checkpoint, so that its files can go elsewhere.
/// Throws BadFile, NotWritable.
void unpackValuesOf(const std::filesystem::path& folder, const Study& study,
                    const std::string& sample);

} // namespace palimpsest
