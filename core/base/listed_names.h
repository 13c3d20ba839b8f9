// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <string>
#include <vector>

namespace palimpsest {

/// "\"cat\", \"dog\" and 8 more": the first five, for messages.
std::string listedNames(const std::vector<std::string>& names);

} // namespace palimpsest
