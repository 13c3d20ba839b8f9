// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/samples/sentence_table.h"

#include <filesystem>
#include <vector>

namespace palimpsest {

/// Reads a file of SST-2: a table with the columns text and label, which is 0 (negative) or 1
/// (positive). Throws BadFile, and BadInput when it is another table.
std::vector<LabelledSentence> readSst2(const std::filesystem::path& file);

/// Those that stand in no longer one: SST-2 labels the phrases of its training sentences too. The
/// longest first, equally long ones in the order of the file.
std::vector<LabelledSentence> wholeSentences(std::vector<LabelledSentence> sentences);

} // namespace palimpsest
