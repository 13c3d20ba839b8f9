// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/document/preparation_change.h"

#include "core/parts/drawing_change.h"
#include "core/study/study_change.h"

#include <algorithm>
#include <utility>

namespace palimpsest {

namespace {

std::size_t bytesOfParts(const std::map<std::string, Drawing>& parts)
{
    std::size_t bytes = 0;
    for (const auto& [sample, drawing] : parts) {
        bytes += sample.size() + bytesOf(drawing);
    }
    return bytes;
}

} // namespace

PreparationChange::PreparationChange(PreparedStudy after, Swap swap, Tell tell)
    : m_waiting(std::move(after)), m_swap(std::move(swap)), m_tell(std::move(tell))
{
}

std::size_t PreparationChange::bytes() const
{
    return bytesOf(m_waiting.study) + bytesOfParts(m_waiting.parts) +
           (m_put ? bytesOfParts(*m_put) : 0);
}

bool PreparationChange::swap()
{
    auto put = m_waiting.parts;
    m_waiting = m_swap(std::move(m_waiting));
    const auto wasDrawn = [this](const auto& stood) {
        const auto before = m_put->find(stood.first);
        return before == m_put->end() || before->second != stood.second;
    };
    const auto drawn = m_put ? std::ranges::count_if(m_waiting.parts, wasDrawn) : 0;
    if (drawn > 0) {
        m_tell(static_cast<std::size_t>(drawn));
    }
    m_put = std::move(put);
    return true;
}

} // namespace palimpsest
