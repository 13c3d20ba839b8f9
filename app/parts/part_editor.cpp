// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/parts/part_editor.h"

#include "core/base/error.h"

namespace palimpsest {

PartEditor::PartEditor(StudySession& session, const PartsLock& lock, PartsPanel& panel,
                       QObject* parent)
    : QObject(parent), m_session(session), m_lock(lock), m_panel(panel)
{
}

QList<QAction*> PartEditor::actions() const
{
    QList<QAction*> actions = viewActions();
    for (const ActionGroup& group : editGroups()) {
        for (const QList<QAction*>& part : group.parts) {
            actions += part;
        }
    }
    return actions;
}

void PartEditor::refuseLocked()
{
    if (m_lock.isBroken()) {
        emit refused(tr("The file of these parts cannot be used, so it is left as it is. Mend or "
                        "delete it and open the study again."));
    } else {
        emit lockRefused(lockTexts().refusal);
    }
}

void PartEditor::attempt(const std::function<void()>& edit)
{
    try {
        edit();
    } catch (const Error& error) {
        emit refused(QString::fromUtf8(error.what()));
        showParts(); // an edited cell shows the old name again
    }
}

} // namespace palimpsest
