// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/parts/drawing.h"
#include "core/samples/preprocessing.h"
#include "core/study/study.h"
#include "core/study/unsaved_edits.h"

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace palimpsest {

/// The parts of a picture, as its file has them, on what models with `preprocessing` see: files may
/// speak of that or of the stored picture. Throws BadFile when the file is missing or damaged,
/// BadInput when it speaks of a picture of another size.
Drawing seenParts(const std::filesystem::path& folder, const Sample& sample,
                  const Preprocessing& preprocessing);

/// The names of a sample's parts, as its file has them, in their order: of a picture those that
/// have a shape. None where there is no file. Throws BadFile when it is damaged.
std::vector<std::string> namesOfParts(const std::filesystem::path& folder, const Study& study,
                                      const Sample& sample);

/// Writes parts of samples that have a file of them already, and does the `rest` of the edit, which
/// may need them to stand there. Throws NotWritable, BadFile, and what `rest` throws; then those
/// that stood there stand again.
void writeParts(const std::filesystem::path& folder, const Study& study, const UnsavedEdits& edits,
                const std::function<void()>& rest);

} // namespace palimpsest
