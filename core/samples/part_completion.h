// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/parts/part_names.h"

#include <string>
#include <string_view>
#include <vector>

namespace palimpsest {

/// Names of a set that `typed` may become, in upper or lower case: those that begin with it, then
/// those of which another word does ("wi" of "left wing"), each in the order of the set. White
/// space at its ends does not count; all of them where nothing is typed.
std::vector<std::string> completions(const PartNames& set, std::string_view typed);

} // namespace palimpsest
