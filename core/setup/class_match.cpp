// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/setup/class_match.h"

#include "core/base/error.h"
#include "core/base/listed_names.h"
#include "core/samples/words.h"

#include <algorithm>
#include <charconv>
#include <optional>

namespace palimpsest {

namespace {

bool isAsciiPunctuation(char c)
{
    const auto byte = static_cast<unsigned char>(c);
    const bool isLetter = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
    return byte < 0x80 && !isLetter && !(byte >= '0' && byte <= '9');
}

bool isPartOfWord(char c)
{
    return !isAsciiPunctuation(c) && !(c >= '0' && c <= '9');
}

/// A name without what people write differently: case, punctuation, a number in front.
std::string bareName(const std::string& name)
{
    std::string bare;
    std::size_t digits = 0;
    while (digits < name.size() && name[digits] >= '0' && name[digits] <= '9') {
        ++digits;
    }
    // "1.0" is a number and not a name with one in front.
    const bool isNumbered =
        digits < name.size() && isAsciiPunctuation(name[digits]) &&
        std::any_of(name.begin() + static_cast<std::ptrdiff_t>(digits), name.end(), isPartOfWord);
    for (const char c : lowerCased(isNumbered ? name.substr(digits) : name)) {
        if (!isAsciiPunctuation(c)) {
            bare += c;
        }
    }
    return bare.empty() ? name : bare;
}

std::optional<int> wholeNumber(const std::string& text)
{
    int number = 0;
    const char* end = text.data() + text.size();
    const auto result = std::from_chars(text.data(), end, number);
    return result.ec == std::errc() && result.ptr == end ? std::optional(number) : std::nullopt;
}

/// The position of `name`; −1 where there is none, or several that look like it.
int positionOf(const std::string& name, const std::vector<std::string>& classes)
{
    const auto exact = std::ranges::find(classes, name);
    if (exact != classes.end()) {
        return static_cast<int>(exact - classes.begin());
    }
    const std::string bare = bareName(name);
    const auto isAlike = [&](const std::string& other) { return bareName(other) == bare; };
    const auto alike = std::ranges::find_if(classes, isAlike);
    return std::ranges::count_if(classes, isAlike) == 1 ? static_cast<int>(alike - classes.begin())
                                                        : -1;
}

/// The classes as the numbers they are called by; nothing when one is none of the study's.
std::optional<std::vector<int>> byNumber(const std::vector<std::string>& names, std::size_t classes)
{
    std::vector<int> positions;
    for (const std::string& name : names) {
        const auto number = wholeNumber(name);
        if (!number || *number < 0 || *number >= static_cast<int>(classes)) {
            return std::nullopt;
        }
        positions.push_back(*number);
    }
    return positions;
}

} // namespace

ClassMatch matchClasses(const std::vector<std::string>& ofSet,
                        const std::vector<std::string>& ofStudy)
{
    ClassMatch match;
    std::vector<std::string> unknown;
    for (const std::string& name : ofSet) {
        match.positions.push_back(positionOf(name, ofStudy));
        if (match.positions.back() < 0) {
            unknown.push_back(name);
        }
    }
    if (unknown.size() < ofSet.size()) {
        if (!unknown.empty()) {
            match.warnings.push_back(
                "Classes that the study does not have are left out: " + listedNames(unknown) + ".");
        }
        return match;
    }
    const std::string which = listedNames(ofSet) + " for " + listedNames(ofStudy);
    if (const auto positions = byNumber(ofSet, ofStudy.size())) {
        match.positions = *positions;
        match.warnings.push_back("The data tell classes by number; these are taken as positions, " +
                                 which + ". Check that they count in this order, from 0.");
    } else if (ofSet.size() == ofStudy.size()) {
        for (std::size_t i = 0; i < ofSet.size(); ++i) {
            match.positions[i] = static_cast<int>(i);
        }
        match.warnings.push_back("No class is called as in the study; they are taken in the same "
                                 "order, " +
                                 which + ". Check that this is right.");
    } else {
        throw BadInput("None of the classes of the data, " + listedNames(ofSet) +
                       ", is one of the study's, " + listedNames(ofStudy) +
                       ". Call them alike, or say which class it is with --label.");
    }
    return match;
}

int classNamed(const std::string& name, const std::vector<std::string>& classes)
{
    const int position = positionOf(name, classes);
    if (position >= 0) {
        return position;
    }
    const auto number = byNumber({name}, classes.size());
    if (!number) {
        throw BadInput("The study has no class \"" + name + "\". It has " + listedNames(classes) +
                       ".");
    }
    return number->front();
}

} // namespace palimpsest
