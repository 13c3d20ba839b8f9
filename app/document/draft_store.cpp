// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/document/draft_store.h"

#include <utility>

namespace palimpsest {

std::string DraftStore::of(const std::string& sampleId) const
{
    const auto found = m_drafts.find(sampleId);
    return found == m_drafts.end() ? std::string() : found->second;
}

void DraftStore::set(const std::string& sampleId, std::string text)
{
    if (text.empty()) {
        m_drafts.erase(sampleId);
    } else {
        m_drafts[sampleId] = std::move(text);
    }
}

void DraftStore::rename(const std::string& from, const std::string& to)
{
    gather();
    set(to, of(from));
    set(from, {});
    emit renamed(from, to);
    touch();
}

void DraftStore::add(const std::map<std::string, std::string>& drafts)
{
    gather();
    m_drafts.insert(drafts.begin(), drafts.end());
    emit added();
    touch();
}

} // namespace palimpsest
