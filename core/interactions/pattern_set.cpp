// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/interactions/pattern_set.h"

#include "core/base/error.h"

#include <algorithm>
#include <functional>
#include <string>
#include <utility>

namespace palimpsest {

PatternSet PatternSet::all(int partCount, bool hasBothKinds)
{
    PatternSet set;
    set.m_partCount = partCount;
    set.m_andCount = coalitionCount(partCount);
    set.m_size = set.m_andCount * (hasBothKinds ? 2 : 1);
    return set;
}

PatternSet::PatternSet(int partCount, std::vector<PatternId> patterns)
    : m_partCount(partCount), m_size(patterns.size())
{
    const bool rises = std::ranges::adjacent_find(patterns, std::greater_equal()) == patterns.end();
    if (!rises || patterns.empty() || patterns.front() != PatternId{}) {
        throw BadInput("The patterns of a list are not in order, one of them is there twice, or " +
                       std::string("the empty one is missing. Sort them."));
    }
    for (const PatternId& pattern : patterns) {
        if (!pattern.parts.isSubsetOf(PartSet::first(partCount))) {
            throw BadInput("A pattern holds parts that the sample does not have: there are " +
                           std::to_string(partCount) + ".");
        }
    }
    m_andCount = static_cast<std::size_t>(std::ranges::find(patterns, true, &PatternId::isOr) -
                                          patterns.begin());
    m_listed = std::make_shared<const std::vector<PatternId>>(std::move(patterns));
}

std::optional<std::size_t> PatternSet::find(const PatternId& pattern) const
{
    if (isDense()) {
        const bool isThere = pattern.parts.isSubsetOf(fullCoalition(m_partCount)) &&
                             (pattern.isOr ? m_size > m_andCount : m_size > 0);
        return isThere ? std::optional((pattern.isOr ? m_andCount : 0) + pattern.parts.coalition())
                       : std::nullopt;
    }
    const auto found = std::ranges::lower_bound(*m_listed, pattern);
    return found != m_listed->end() && *found == pattern
               ? std::optional(static_cast<std::size_t>(found - m_listed->begin()))
               : std::nullopt;
}

bool PatternSet::operator==(const PatternSet& other) const
{
    const bool isAlike =
        m_partCount == other.m_partCount && m_size == other.m_size && isDense() == other.isDense();
    return isAlike && (m_listed == other.m_listed || *m_listed == *other.m_listed);
}

} // namespace palimpsest
