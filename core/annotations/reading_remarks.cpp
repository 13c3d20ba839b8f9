// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/annotations/reading_remarks.h"

#include "core/base/listed_names.h"
#include "core/base/utf8.h"

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

std::vector<std::string> ReadingRemarks::sentences() const
{
    std::vector<std::string> result = m_sentences;
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
