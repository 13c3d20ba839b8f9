// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/samples/part_completion.h"

#include "core/base/utf8.h"
#include "core/samples/words.h"

#include <algorithm>
#include <cctype>
#include <iterator>

namespace palimpsest {

namespace {

/// Whether a word begins at `place`: what stands before it is of ASCII and no letter or digit.
bool isWordBegin(std::string_view text, std::size_t place)
{
    const auto before = static_cast<unsigned char>(text[place - 1]);
    return before < 0x80 && std::isalnum(before) == 0;
}

bool hasWordThatBegins(std::string_view text, std::string_view typed)
{
    std::size_t place = text.find(typed, 1);
    while (place != std::string_view::npos && !isWordBegin(text, place)) {
        place = text.find(typed, place + 1);
    }
    return place != std::string_view::npos;
}

} // namespace

std::vector<std::string> completions(const PartNames& set, std::string_view typed)
{
    const std::string wanted = lowerCased(trimmed(typed));
    std::vector<std::string> first;
    std::vector<std::string> others;
    for (const NamedPart& part : set.parts) {
        const std::string name = lowerCased(part.name);
        if (name.starts_with(wanted)) {
            first.push_back(part.name);
        } else if (hasWordThatBegins(name, wanted)) {
            others.push_back(part.name);
        }
    }
    std::ranges::move(others, std::back_inserter(first));
    return first;
}

} // namespace palimpsest
