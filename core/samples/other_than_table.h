// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace palimpsest {

/// What bytes that are no text are, a sentence on what was seen and what to do: workbooks,
/// archives, databases, web pages. None where nothing is known to speak against text.
std::optional<std::string> otherThanText(std::string_view bytes);

/// The same of bytes that are no table, JSON among them.
std::optional<std::string> otherThanTable(std::string_view bytes);

} // namespace palimpsest
