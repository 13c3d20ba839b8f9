// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/study/study.h"

#include <filesystem>
#include <string>
#include <vector>

namespace palimpsest {

/// The parts of a sample as a set of that name: in their order, with their colours. Throws BadInput
/// when there is no such sample, or it has no parts; BadFile.
PartNames partSetOfSample(const std::filesystem::path& folder, const Study& study,
                          const std::string& sample, const std::string& name);

/// The set that a file holds: JSON, as writePartSet() makes it, or a list with a name a line, as
/// LabelMe's labels.txt, of which `__ignore__` and `_background_` are left out, or parts.txt of
/// CUB-200-2011 ("1 back"), whose numbers go. A list is called like its file. What is left out is
/// said in `remarks`, in sentences. Throws BadFile.
PartNames partSetOfFile(const std::filesystem::path& path, std::vector<std::string>& remarks);

} // namespace palimpsest
