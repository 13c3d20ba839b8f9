// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <filesystem>
#include <string>

namespace palimpsest {

/// `name`, in lower case, with spaces in place of the dates and times in it: 2024-01-05,
/// 05_01_2024, 20240105, 240105, 05Jan2024, 2024-01, with a time behind them or without; 12-30-00,
/// 12h30; and seconds or milliseconds since 1970. What stands behind "epoch", "step" or "iter" is
/// none unless it has separators and a year of four digits. Own definition.
std::string withoutDates(const std::string& name);

/// Whether a name tells a date or a time.
bool tellsDate(const std::filesystem::path& path);

/// Whether `number` may be the side of pictures, in pixels, or a year, so that it tells no epoch
/// unless numbers beside it do. Own definition.
bool isSizeOrYear(int number);

} // namespace palimpsest
