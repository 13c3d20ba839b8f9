// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/distinct_names.h"

#include <map>

namespace palimpsest {

namespace {

/// "1st", "2nd", "3rd", "4th", …, "11th"
std::string ordinal(int number)
{
    const bool isTeen = number / 10 % 10 == 1;
    const int last = isTeen ? 0 : number % 10;
    const char* ending = last == 1 ? "st" : last == 2 ? "nd" : last == 3 ? "rd" : "th";
    return std::to_string(number) + ending;
}

} // namespace

std::vector<std::string> distinctNames(std::vector<std::string> names)
{
    std::map<std::string, int> count;
    for (const std::string& name : names) {
        ++count[name];
    }
    std::map<std::string, int> place;
    for (std::string& name : names) {
        if (count[name] > 1) {
            const int among = ++place[name];
            name += " (" + ordinal(among) + ")";
        }
    }
    return names;
}

} // namespace palimpsest
