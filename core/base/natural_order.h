// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <string_view>

namespace palimpsest {

/// Whether it is one of 0 … 9, in every locale.
constexpr bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// Whether `a` comes before `b` when runs of digits in them count as the numbers they are:
/// "epoch2" before "epoch10". Ties are broken byte by byte, so the order is total.
bool isNaturallyLess(std::string_view a, std::string_view b);

} // namespace palimpsest
