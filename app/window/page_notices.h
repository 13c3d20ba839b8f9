// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/document/study_session.h"

#include <QObject>
#include <QString>

#include <string>
#include <vector>

namespace palimpsest {

class NoticeBar;
class PageStack;
class UndoActions;

/// Says in notices what the pages have to say, and takes back what holds no more: that something
/// can be undone, once it is not the last step of the study; a warning of a step that is undone;
/// that parts are locked, once another sample is chosen.
class PageNotices : public QObject
{
    Q_OBJECT

public:
    PageNotices(StudySession& session, PageStack& pages, UndoActions& undo, NoticeBar& notices,
                QObject* parent);

private:
    /// A warning, and how many steps had been done when it was said.
    struct SaidWarning
    {
        QString text;
        int steps;
    };

    void connectStudy();
    void connectParts();
    void connectExchange();
    void followDocument();
    void followSteps(int steps);
    void warn(const QString& what, Attempt at);
    void offerUndo(const QString& removed);
    void offerUndoOfParts(const QString& what, const std::string& sampleId);
    void offerUnlock(const QString& why);
    void forgetLock();

    StudySession& m_session;
    PageStack& m_pages;
    UndoActions& m_undo;
    NoticeBar& m_notices;
    QString m_removal; ///< what can be undone, as it was said
    QString m_lock;    ///< why nothing was done, likewise
    std::vector<SaidWarning> m_warnings;
};

} // namespace palimpsest
