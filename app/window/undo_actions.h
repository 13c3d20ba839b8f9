// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/dialogs/dialogs.h"
#include "app/document/study_session.h"

#include <QObject>

class QAction;
class QUndoGroup;

namespace palimpsest {

class PageStack;

/// Undo and redo of what is worked on: the parts of the chosen sample where they are drawn, the
/// study elsewhere.
class UndoActions : public QObject
{
    Q_OBJECT

public:
    /// Questions belong to `window`.
    UndoActions(StudySession& session, Dialogs& dialogs, PageStack& pages, QWidget* window);

    QAction* undoAction() const { return m_undo; }
    QAction* redoAction() const { return m_redo; }

    void undo();
    void redo();

private:
    void attach();
    void connectGroup(QUndoGroup& group);
    void activate();
    void update();
    bool drawsPolygon() const;
    bool hasTakenBack() const;
    bool mayHideEdits();

    StudySession& m_session;
    Dialogs& m_dialogs;
    PageStack& m_pages;
    QWidget* m_window;
    QAction* m_undo;
    QAction* m_redo;
};

} // namespace palimpsest
