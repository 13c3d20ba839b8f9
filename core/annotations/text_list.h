// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/annotations/source_files.h"

#include <optional>
#include <string>
#include <vector>

namespace palimpsest {

/// The lines of a text of at most 8 MB, without what ends them and without a byte order mark.
/// Throws BadFile.
std::vector<std::string> linesOfList(const SourceFile& file);

/// The whole of `text` as a number with a point, whatever the language of the system; white space
/// around it does not count.
std::optional<double> numberIn(const std::string& text);

/// A number, short, as numberIn() reads it back.
std::string numberText(double value);

} // namespace palimpsest
