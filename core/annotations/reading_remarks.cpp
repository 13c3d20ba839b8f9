// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/annotations/reading_remarks.h"

#include "core/base/error.h"
#include "core/base/listed_names.h"
#include "core/base/utf8.h"

#include <algorithm>
#include <iterator>

namespace palimpsest {

void ReadingRemarks::leftOut(const std::string& what, const std::string& picture)
{
    m_leftOut[what].insert(shown(picture));
}

void ReadingRemarks::further(const std::string& part, const std::string& picture)
{
    m_further.insert(shown(part));
    m_picturesOfFurther.insert(picture);
}

void ReadingRemarks::attempt(const std::function<void(ReadingRemarks& own)>& read)
{
    ReadingRemarks own;
    try {
        read(own);
    } catch (const BadFile& error) {
        m_failed.emplace_back(error.what());
        return;
    }
    take(own);
}

void ReadingRemarks::requireNoneFailed() const
{
    if (!m_failed.empty()) {
        throw BadFile(joined(firstOf(m_failed, "cannot be used."), " "));
    }
}

void ReadingRemarks::take(const ReadingRemarks& others)
{
    for (const auto& [what, pictures] : others.m_leftOut) {
        m_leftOut[what].insert(pictures.begin(), pictures.end());
    }
    for (const auto& [names, count] : others.m_became) {
        m_became[names] += count;
    }
    m_further.insert(others.m_further.begin(), others.m_further.end());
    m_picturesOfFurther.insert(others.m_picturesOfFurther.begin(),
                               others.m_picturesOfFurther.end());
    std::ranges::copy(others.m_failed, std::back_inserter(m_failed));
    std::ranges::copy(others.m_sentences, std::back_inserter(m_sentences));
}

std::vector<std::string> ReadingRemarks::sentences() const
{
    std::vector<std::string> result = m_sentences;
    for (const std::string& why : firstOf(m_failed, "that cannot be used.")) {
        result.push_back("Left out: " + why);
    }
    if (!m_further.empty()) {
        result.push_back(
            "In " + numberOf(m_picturesOfFurther.size(), "picture", "pictures") +
            " several objects are of one category. Each of them became a part of its own, with "
            "names that count them: " +
            listedNames({m_further.begin(), m_further.end()}) + ".");
    }
    for (const auto& [names, count] : m_became) {
        result.push_back(std::to_string(count) + " × " + names.first + " became " + names.second +
                         ".");
    }
    for (const auto& [what, pictures] : m_leftOut) {
        result.push_back("Left out: " + what + " of " +
                         listedNames({pictures.begin(), pictures.end()}) + ".");
    }
    return result;
}

} // namespace palimpsest
