// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/document/study_edit.h"

#include <algorithm>
#include <utility>

namespace palimpsest {

namespace {

enum EditKind { kNeverMerged = -1, kThresholdChange = 1 };

EditKind kindOf(const StudyChange& change)
{
    Study sameThreshold = change.after;
    sameThreshold.settings.tau = change.before.settings.tau;
    const bool isThreshold =
        sameThreshold == change.before && change.samples.isNone() && change.lineages.isNone();
    return isThreshold ? kThresholdChange : kNeverMerged;
}

} // namespace

StudyEdit::StudyEdit(Get get, const Study& after, Put put)
    : ValueEdit(std::move(get), after, std::move(put)), m_kind(kindOf(m_change))
{
}

std::vector<std::string> StudyEdit::takesAway() const
{
    std::vector<std::string> ids;
    for (const Sample& sample : m_change.samples.after) {
        if (std::ranges::find(m_change.samples.before, sample.id, &Sample::id) ==
            m_change.samples.before.end()) {
            ids.push_back(sample.id);
        }
    }
    return ids;
}

void StudyEdit::merge(const Reversible& next)
{
    m_change.after = static_cast<const StudyEdit&>(next).m_change.after;
}

bool StudyEdit::isNothing() const
{
    return kindOf(m_change) != kNeverMerged && m_change.before == m_change.after;
}

} // namespace palimpsest
