// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/study/seen_file.h"
#include "core/study/study.h"
#include "core/study/unsaved_edits.h"

#include <filesystem>
#include <functional>
#include <string>

namespace palimpsest {

/// What another name for a part comes to, before anything is written. Values stay, as names are no
/// part of what they are made of.
struct RenamedPart
{
    Study after;             ///< with the new name in its part sets
    UnsavedEdits parts = {}; ///< of the samples that have the part
    SeenFiles seen = {};     ///< the files that these were read from
};

/// Gives a part another name in every part set and every sample of a study. Throws BadInput when
/// nothing has it, when the new name is none, and, naming the sample or the set, when one has a
/// part of that name already; BadFile when parts cannot be read.
RenamedPart renamePart(const std::filesystem::path& folder, const Study& study,
                       const std::string& from, const std::string& to);

/// Writes the samples' parts and does the `rest`, which writes study.json, as writeParts() does.
/// For those who have the study's lock. Throws NotWritable too when others have changed a file
/// since it was read; then nothing is written.
void writeRenaming(const std::filesystem::path& folder, const RenamedPart& renaming,
                   const std::function<void()>& rest);

} // namespace palimpsest
