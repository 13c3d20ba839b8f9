// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/setup/study_annotations.h"

#include <string>
#include <vector>

namespace palimpsest {

// What is said of an import of parts before anything is written.

/// "2 pictures with 6 parts", "1 picture with 4 points of parts".
std::string countText(const std::vector<AnnotatedPicture>& pictures);

/// "1 part instead of 3: shoe".
std::string partsText(const ImportedParts& parts);

/// Files that seem to be of other pictures than those of the samples they come to: sentences.
std::vector<std::string> doubtText(const PartImport& import, const Study& study);

/// How pictures find their samples, as sentences.
std::string matchingRule();

/// What is left out, and why: sentences.
std::vector<std::string> leftOutText(const PartImport& import);

} // namespace palimpsest
