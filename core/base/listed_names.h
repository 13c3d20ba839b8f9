// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace palimpsest {

/// "\"cat\", \"dog\" and 8 more": the first five, for messages.
std::string listedNames(const std::vector<std::string>& names);

/// The first five of `sentences` and, where there are more, one that counts those: "8 more " and
/// `what`.
std::vector<std::string> firstOf(std::vector<std::string> sentences, const std::string& what);

/// "cat, dog": all of them.
std::string joined(const std::vector<std::string>& texts, const std::string& between = ", ");

/// "1 picture", "2 pictures".
std::string numberOf(std::size_t count, const std::string& one, const std::string& many);

/// "0.485,0.456,0.406", to so many digits.
std::string listedNumbers(const std::vector<double>& numbers, int digits = 6);

} // namespace palimpsest
