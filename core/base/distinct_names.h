// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <string>
#include <vector>

namespace palimpsest {

/// `names`, with those that stand there more than once told apart by their place among their
/// namesakes: "the", "cat", "the" become "the (1st)", "cat", "the (2nd)".
std::vector<std::string> distinctNames(std::vector<std::string> names);

} // namespace palimpsest
