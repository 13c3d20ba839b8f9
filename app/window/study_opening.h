// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/common/demo.h"
#include "app/dialogs/dialogs.h"
#include "app/document/study_session.h"
#include "app/settings/settings.h"

#include <QObject>
#include <QString>

#include <filesystem>

namespace palimpsest {

class NoticeBar;
class StudyGuard;

/// How studies come into the window: opened, made, dropped; and files of theirs that are missing.
class StudyOpening : public QObject
{
    Q_OBJECT

public:
    /// Questions belong to `window`.
    StudyOpening(StudySession& session, Settings& settings, Dialogs& dialogs, StudyGuard& guard,
                 NoticeBar& notices, QWidget* window);

    /// True when it is open; failed says why not.
    bool open(const std::filesystem::path& folder);
    /// Opens a demo, copied to the user's data when it is not there yet, and starts to extract.
    void openDemo(Demo demo);
    /// Asks for a study and opens it.
    void ask();
    /// Makes a new study, asking what it is of, and opens it; `source` is a data set that has its
    /// classes, or empty.
    void make(const std::filesystem::path& source = {});
    /// Opens a study that is among `files`, or makes one; else they are for the open one.
    void takeDropped(const QStringList& files);

    /// Tells of files that the study lacks, which has just been opened, and offers to look for
    /// them.
    void showMissing();

signals:
    void attempted(palimpsest::Attempt what);
    void failed(const QString& why, palimpsest::Attempt at);
    void made();  ///< and opened
    void asked(); ///< what becomes of all that was left of the study that has just been opened
    void filesDropped(const QStringList& files); ///< on the open study

private:
    QString whatIsMissing() const;
    void followMissing();
    void locateMissing();

    StudySession& m_session;
    Settings& m_settings;
    Dialogs& m_dialogs;
    StudyGuard& m_guard;
    NoticeBar& m_notices;
    QWidget* m_window;
    QString m_missing; ///< what is said of files that are missing, or empty
};

} // namespace palimpsest
