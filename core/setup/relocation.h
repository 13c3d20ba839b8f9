// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/study/study.h"

#include <filesystem>
#include <string>
#include <vector>

namespace palimpsest {

/// A file that a study names and that is not there: a link to what was moved, or a file that was
/// taken away.
struct MissingFile
{
    std::filesystem::path path;   ///< as the study names it
    std::filesystem::path target; ///< what the link leads to; empty where it is no link

    bool operator==(const MissingFile&) const = default;
};

/// Weights, templates, pictures and the vocabulary of a study that are not there, each once.
std::vector<MissingFile> missingFiles(const std::filesystem::path& folder, const Study& study);

/// Makes FOLDER/`missing` a link to `found`, which is a file, or a folder of Hugging Face where the
/// study has one. Where values are stored that were made of the missing file, `found` must be what
/// they were made of. Throws BadInput when it is not, when `missing` is not missing, or is a folder
/// that holds files of its own beside links, BadFile when `found` cannot be read, NotWritable;
/// nothing has changed then.
void relocate(const std::filesystem::path& folder, const Study& study,
              const std::filesystem::path& missing, const std::filesystem::path& found);

/// What relocating all came to.
struct Relocated
{
    std::vector<std::filesystem::path> found;
    std::vector<std::filesystem::path> missing; ///< still
    std::vector<std::string> problems;          ///< why a file of the right name is not the one
};

/// Looks in `where` and the folders below it for the missing files that are links, by the names of
/// their targets, of which the longer end decides where several have one, and relocates them.
/// Throws BadFile when `where` is no folder, NotWritable.
Relocated relocateAll(const std::filesystem::path& folder, const Study& study,
                      const std::filesystem::path& where);

} // namespace palimpsest
