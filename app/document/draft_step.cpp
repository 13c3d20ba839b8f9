// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/document/draft_step.h"

#include <QJsonDocument>

#include <utility>

namespace palimpsest {

DraftStep::DraftStep(SpentDraft spent, std::shared_ptr<const std::string> sampleId,
                     std::unique_ptr<Reversible> edit)
    : m_spent(std::move(spent)), m_sampleId(std::move(sampleId)), m_edit(std::move(edit))
{
}

bool DraftStep::redo()
{
    if (m_edit != nullptr && !m_edit->redo()) {
        return false;
    }
    if (!std::exchange(m_isNew, false)) {
        swap();
    }
    return true;
}

bool DraftStep::undo()
{
    if (m_edit != nullptr && !m_edit->undo()) {
        return false;
    }
    swap();
    return true;
}

void DraftStep::swap()
{
    m_spent.draft = m_spent.exchange(*m_sampleId, m_spent.draft);
}

std::size_t DraftStep::bytes() const
{
    const auto draft = static_cast<std::size_t>(
        QJsonDocument(m_spent.draft).toJson(QJsonDocument::Compact).size());
    return sizeof(*this) + draft + (m_edit != nullptr ? m_edit->bytes() : 0);
}

} // namespace palimpsest
