// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/study/study.h"

#include <filesystem>

namespace palimpsest {

/// Newest format of study.json this version reads. Format 1 had no background, target and
/// interactions among its settings, format 2 neither sentences nor pictures that are resized,
/// format 3 no outputs that are probabilities, format 4 no pairs of sentences; what is written is
/// the lowest that says everything.
inline constexpr int kStudyFormat = 5;

/// Reads FOLDER/study.json and checks that it makes sense: unique names that are safe as file
/// names, labels within the classes, epochs in order, paths that stay inside the folder and, as
/// ownFile() says, do not leave it by way of links.
/// Throws BadFile that names the entry at fault, or the version when it is newer.
Study readStudy(const std::filesystem::path& folder);

/// Writes FOLDER/study.json, atomically.
void writeStudy(const std::filesystem::path& folder, const Study& study);

/// Where a study says what it consists of: FOLDER/study.json.
std::filesystem::path studyPath(const std::filesystem::path& folder);

/// Where the parts of a sample are: FOLDER/parts/ID.json.
std::filesystem::path partsPath(const std::filesystem::path& folder, const Sample& sample);
std::filesystem::path partsPath(const std::filesystem::path& folder, const std::string& id);

/// The same to read from, with the look of ownFile(). Throws BadFile.
std::filesystem::path ownParts(const std::filesystem::path& folder, const Sample& sample);

} // namespace palimpsest
