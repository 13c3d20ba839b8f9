// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/dialogs/dialogs.h"
#include "app/document/study_session.h"
#include "app/settings/settings.h"

#include <QFileSystemWatcher>
#include <QObject>

#include <set>
#include <string>
#include <vector>

namespace palimpsest {

/// Asks about programs that a session would run, remembers each yes for both programs of this
/// computer, and shows what is remembered.
class ProgramTrust : public QObject
{
    Q_OBJECT

public:
    /// Questions appear over `window`.
    ProgramTrust(StudySession& session, Settings& settings, Dialogs& dialogs, QWidget& window);

    /// Gives the session what is remembered, by now and whenever that changes, as when another
    /// program takes an answer back; what keeps it from being used is told.
    void useRemembered();

    /// Shows the answers, which can be taken back there.
    void showRemembered();

signals:
    void attempted(palimpsest::Attempt what);
    void failed(const QString& why, palimpsest::Attempt at);

private:
    bool ask(const std::vector<ModelProgram>& programs);
    void takeOverFormer();
    void watch();

    StudySession& m_session;
    Settings& m_settings;
    Dialogs& m_dialogs;
    QWidget& m_window;
    QFileSystemWatcher m_watcher;
    std::set<std::string> m_unremembered; ///< hashes of what holds until the window is closed
    QString m_problem;                    ///< that was told last
};

} // namespace palimpsest
