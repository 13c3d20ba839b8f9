// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/listed_names.h"

#include "core/base/utf8.h"

#include <algorithm>
#include <sstream>

namespace palimpsest {

namespace {

constexpr std::size_t kMost = 5;

} // namespace

std::string listedNames(const std::vector<std::string>& names)
{
    std::string text;
    for (std::size_t i = 0; i < std::min(names.size(), kMost); ++i) {
        text += (i == 0 ? "\"" : ", \"") + shown(names[i]) + "\"";
    }
    return names.size() <= kMost ? text
                                 : text + " and " + std::to_string(names.size() - kMost) + " more";
}

std::vector<std::string> firstOf(std::vector<std::string> sentences, const std::string& what)
{
    if (sentences.size() > kMost) {
        const std::size_t others = sentences.size() - kMost;
        sentences.resize(kMost);
        sentences.push_back(std::to_string(others) + " more " + what);
    }
    return sentences;
}

std::string joined(const std::vector<std::string>& texts, const std::string& between)
{
    std::string all;
    for (std::size_t i = 0; i < texts.size(); ++i) {
        all += (i == 0 ? "" : between) + texts[i];
    }
    return all;
}

std::string numberOf(std::size_t count, const std::string& one, const std::string& many)
{
    return std::to_string(count) + " " + (count == 1 ? one : many);
}

std::string listedNumbers(const std::vector<double>& numbers, int digits)
{
    std::ostringstream text;
    text.precision(digits);
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        text << (i == 0 ? "" : ",") << numbers[i];
    }
    return text.str();
}

} // namespace palimpsest
