// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/document/study_session.h"

#include <QElapsedTimer>
#include <QObject>
#include <QStringList>

#include <functional>
#include <memory>

namespace palimpsest {

class Desktop;
class NoticeBar;
class RunStatus;

/// Says in the window, and on the desktop, how far an extraction is, how it ended, and what is in
/// its way. The machine stays awake for it.
class ExtractionReport : public QObject
{
    Q_OBJECT

public:
    ExtractionReport(StudySession& session, NoticeBar& notices, Desktop& desktop,
                     QObject* parent = nullptr);

    /// For the status line. It is shown while something runs.
    RunStatus* status() const { return m_status; }

signals:
    void failed(const QString& what, palimpsest::Attempt at);

private:
    void connectEnds();
    void followRun();
    void showProgress(const ExtractionProgress& progress);
    void lookAtSpace(const ExtractionProgress& progress);
    void showResult(const ExtractionResult& result);
    void warn(const QString& what, const QString& actionText = {},
              std::function<void()> action = {});
    void tellAway(const QString& title, const QString& text);

    StudySession& m_session;
    NoticeBar& m_notices;
    Desktop& m_desktop;
    RunStatus* m_status;
    std::shared_ptr<void> m_awake;
    QStringList m_failures;      ///< of the run under way
    double m_bytesPerPass = 0.0; ///< of the values that are to be made
    QElapsedTimer m_sinceSpace;  ///< since free space was looked at
    QString m_spaceProblem;      ///< as it was said, or empty
};

} // namespace palimpsest
