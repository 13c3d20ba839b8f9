// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace palimpsest {

/// FOLDER / `inside`, a file of a study, after a look at whether it is the study's own. Throws
/// BadFile, naming what it leads to, when it is a symbolic link or lies in a folder that is one: a
/// study from others must not lead to files elsewhere. Checkpoints and pictures, which can be
/// linked in, may be links to files themselves. Nothing need stand there.
std::filesystem::path ownFile(const std::filesystem::path& folder,
                              const std::filesystem::path& inside);

/// A sentence for each of plans.json and hashes.json that is a link, so that what it holds does not
/// count; units say so of theirs.
std::vector<std::string> unfollowedLinks(const std::filesystem::path& folder);

/// Whether files at such a path may be links: those below checkpoints/ and images/.
bool canBeLinked(const std::filesystem::path& inside);

/// A file of a study that is a link, and the whole path of what it leads to.
struct LinkedFile
{
    std::filesystem::path inside; ///< in the study's folder
    std::filesystem::path target;

    bool operator==(const LinkedFile&) const = default;
};

/// The links among the files that a checkpoint or a picture at FOLDER / `inside` consists of.
std::vector<LinkedFile> linkedFiles(const std::filesystem::path& folder,
                                    const std::filesystem::path& inside);

/// The FOLDER of FOLDER/values/LINEAGE/EPOCH; empty where units lie elsewhere than in a study.
std::filesystem::path studyOfUnits(const std::filesystem::path& unitFolder);

/// `path`, of a unit in `unitFolder` or a pack beside that, after the same look.
const std::filesystem::path& ownValues(const std::filesystem::path& path,
                                       const std::filesystem::path& unitFolder);

/// Throws NotWritable when an output would stand where a study, whichever, keeps what it consists
/// of: its study.json and the like, or anything in its folders of pictures, parts, checkpoints and
/// values.
void requireNoOwnFile(const std::filesystem::path& output);

/// Removes the drafts that killed programs left in a study, its folders of values, parts, pictures
/// and checkpoints included. For those who write in it anyway: opening a study changes nothing.
void sweepStudy(const std::filesystem::path& folder);

/// The same for what people edit, study.json and parts, which takes no time in a large study. For
/// those who have its lock.
void sweepEdits(const std::filesystem::path& folder);

} // namespace palimpsest
