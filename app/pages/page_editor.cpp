// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/pages/page_editor.h"

#include "app/jobs/failure_text.h"

#include <QWidget>

namespace palimpsest {

PageEditor::PageEditor(StudySession& session, Dialogs& dialogs, QWidget* page, Attempt attempt)
    : QObject(page), m_session(session), m_dialogs(dialogs), m_page(page), m_attempt(attempt)
{
}

void PageEditor::begin(Attempt attempt)
{
    m_attempt = attempt;
    emit attempted(attempt);
}

QString PageEditor::problemOf(const std::function<void()>& edit)
{
    try {
        edit();
        return {};
    } catch (...) {
        return failureText();
    }
}

bool PageEditor::change(const QString& what, const std::function<Study(const Study&)>& edit)
{
    StudyDocument& document = *m_session.document();
    if (!document.startEditing()) {
        return false;
    }
    try {
        document.changeStudy(edit(document.study()), what);
        return true;
    } catch (...) {
        fail(failureText());
        return false;
    }
}

} // namespace palimpsest
