// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <string>
#include <string_view>

namespace palimpsest {

/// `name` fit for a message: not too long, without control characters, always UTF-8.
std::string shown(std::string_view name);

/// Whether `text` is UTF-8 without surrogates and overlong forms.
bool isUtf8(std::string_view text);

} // namespace palimpsest
