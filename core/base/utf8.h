// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace palimpsest {

/// `name` fit for a message: cut behind the character with which it has `maxBytes`, which "…" says
/// then; without control characters, always UTF-8.
std::string shown(std::string_view name, std::size_t maxBytes = 120);

/// `text` with "?" for what is not UTF-8 and for control characters, but for line ends and tabs.
std::string printable(std::string_view text);

/// `text` without the white space of ASCII at its ends.
std::string_view trimmed(std::string_view text);

/// Whether `text` is UTF-8 without surrogates and overlong forms.
bool isUtf8(std::string_view text);

} // namespace palimpsest
