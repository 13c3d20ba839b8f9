// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/dialogs/dialogs.h"
#include "app/document/study_session.h"

#include <QObject>

#include <functional>

namespace palimpsest {

/// One who edits the open study for a page, and tells what was attempted, why it failed and what
/// is to be known of it.
class PageEditor : public QObject
{
    Q_OBJECT

public:
    /// Questions belong to `page`; what is done is a part of `attempt` until another is begun.
    PageEditor(StudySession& session, Dialogs& dialogs, QWidget* page,
               Attempt attempt = Attempt::ChangeSettings);

signals:
    void attempted(palimpsest::Attempt what);
    void failed(const QString& why, palimpsest::Attempt at);
    void warned(const QString& what, palimpsest::Attempt at);
    void noticed(const QString& what);

protected:
    StudySession& session() const { return m_session; }
    Dialogs& dialogs() const { return m_dialogs; }
    QWidget* page() const { return m_page; }

    /// What is done from now on is a part of `attempt`.
    void begin(Attempt attempt);
    void fail(const QString& why) { emit failed(why, m_attempt); }
    void warnOf(const QString& what) { emit warned(what, m_attempt); }
    /// What `edit` throws, as a sentence; empty when it throws nothing.
    static QString problemOf(const std::function<void()>& edit);
    /// Makes `edit` of the study an undoable change, named `what`; whether nothing was in its way.
    /// What it throws becomes failed().
    bool change(const QString& what, const std::function<Study(const Study&)>& edit);

private:
    StudySession& m_session;
    Dialogs& m_dialogs;
    QWidget* m_page;
    Attempt m_attempt; ///< the latest
};

} // namespace palimpsest
