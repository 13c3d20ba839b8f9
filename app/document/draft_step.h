// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/document/edit_history.h"

#include <QJsonObject>

#include <functional>
#include <memory>
#include <string>

namespace palimpsest {

/// What a tool had begun before a step ended it, by becoming an edit or by being dropped.
struct SpentDraft
{
    /// Gives the tool another draft on a sample, or none, and answers with the one that it had.
    std::function<QJsonObject(const std::string& sampleId, const QJsonObject&)> exchange;
    QJsonObject draft;
};

/// The step that ended a draft. Undo and redo change it for what the tool has then, so that nothing
/// that was drawn meanwhile is lost.
class DraftStep : public Reversible
{
public:
    /// `sampleId` follows the sample where it is renamed; `edit` is what the draft became, null
    /// where it was dropped.
    DraftStep(SpentDraft spent, std::shared_ptr<const std::string> sampleId,
              std::unique_ptr<Reversible> edit = nullptr);

    bool redo() override;
    bool undo() override;
    std::size_t bytes() const override;

private:
    void swap();

    SpentDraft m_spent;
    std::shared_ptr<const std::string> m_sampleId;
    std::unique_ptr<Reversible> m_edit;
    bool m_isNew = true; ///< the draft is gone already
};

} // namespace palimpsest
