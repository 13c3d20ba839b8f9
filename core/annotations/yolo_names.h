// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/annotations/source_files.h"

#include <map>
#include <string>
#include <vector>

namespace palimpsest {

/// What classes are called, by their numbers: as "names" of a data.yaml says, a list or numbers
/// with names, in one line or several, or as obj.names or classes.txt do, a name a line. Of YAML no
/// more is read. Empty where no file says it. Throws BadFile.
std::map<int, std::string> readYoloNames(const SourceFiles& source);

/// A data.yaml with these names.
std::string yoloNamesText(const std::vector<std::string>& names);

} // namespace palimpsest
