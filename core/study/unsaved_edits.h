// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/parts/drawing.h"
#include "core/samples/sentence_parts.h"
#include "core/study/seen_file.h"
#include "core/study/study.h"
#include "core/study/study_differences.h"

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace palimpsest {

/// Edits of a study that are not in its files.
struct UnsavedEdits
{
    std::optional<Study> study = {};
    std::map<std::string, Drawing> drawings = {}; ///< by sample id
    std::map<std::string, SentenceParts> words = {};
    /// What was begun on samples and is no edit yet, as text: only ever kept for recovery.
    std::map<std::string, std::string> drafts = {};

    bool operator==(const UnsavedEdits&) const = default;
    bool empty() const { return !study && drawings.empty() && words.empty() && drafts.empty(); }
};

/// Writes edits as a study's folder has them, those that differ from `standing`, which is what
/// stands there, and removes what is no longer among them. Throws NotWritable.
void writeEdits(const std::filesystem::path& folder, const UnsavedEdits& edits,
                const UnsavedEdits& standing = {});

/// What writeEdits wrote. Throws BadFile.
UnsavedEdits readEdits(const std::filesystem::path& folder);

/// The files that these edits would replace, whether they are there or not.
std::vector<std::filesystem::path> filesOf(const UnsavedEdits& edits,
                                           const std::filesystem::path& folder);

/// Those of the edits whose files others have changed since they were seen; no draft, which has no
/// file there.
UnsavedEdits changedOutside(UnsavedEdits edits, const std::filesystem::path& folder,
                            const SeenFiles& seen);

/// What differs between edits and the study's files, a line each; none when all is saved.
std::vector<std::string> differencesFromFiles(const UnsavedEdits& edits,
                                              const std::filesystem::path& folder,
                                              const VersionNames& names = {});

/// Keeps edits in a new folder STUDY/set_aside/TIME-`name`, which it returns. Throws NotWritable.
std::filesystem::path setAside(const std::filesystem::path& study, const UnsavedEdits& edits,
                               const std::string& name);

/// The same for the files that these edits would replace, byte by byte.
std::filesystem::path setFilesAside(const std::filesystem::path& study, const UnsavedEdits& edits,
                                    const std::string& name);

} // namespace palimpsest
