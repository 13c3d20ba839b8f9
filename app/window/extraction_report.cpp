// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/window/extraction_report.h"

#include "app/window/desktop.h"
#include "core/extraction/trial_run.h"
#include "core/study/study_names.h"
#include "widgets/panels/notice_bar.h"
#include "widgets/panels/run_status.h"
#include "widgets/style/counted.h"

#include <QApplication>

#include <algorithm>
#include <utility>

namespace palimpsest {

namespace {

constexpr qint64 kSpaceInterval = 5000; // ms

/// "4 s", "2 min 10 s", "1 h 20 min".
QString duration(double seconds)
{
    const int whole = static_cast<int>(seconds + 0.5);
    if (whole < 60) {
        return ExtractionReport::tr("%1 s").arg(whole);
    }
    if (whole < 3600) {
        return ExtractionReport::tr("%1 min %2 s").arg(whole / 60).arg(whole % 60);
    }
    return ExtractionReport::tr("%1 h %2 min").arg(whole / 3600).arg(whole / 60 % 60);
}

} // namespace

ExtractionReport::ExtractionReport(StudySession& session, NoticeBar& notices, Desktop& desktop,
                                   QObject* parent)
    : QObject(parent), m_session(session), m_notices(notices), m_desktop(desktop),
      m_status(new RunStatus(tr("Stop after the batch that is running; finished units are kept")))
{
    Extractor& extractor = session.extractor();
    m_status->offerPause();
    connect(m_status, &RunStatus::pauseRequested, &extractor, &Extractor::setPaused);
    connect(m_status, &RunStatus::cancelRequested, &extractor, &Extractor::cancel);
    connect(&session, &StudySession::runningChanged, this, &ExtractionReport::followRun);
    connect(&session, &StudySession::opened, this, &ExtractionReport::followRun);
    connect(&session, &StudySession::costChanged, this,
            [this](const std::optional<ExtractionCost>& cost) {
                if (cost && cost->passes > 0) {
                    m_bytesPerPass = static_cast<double>(cost->estimate.bytes) /
                                     static_cast<double>(cost->passes);
                }
            });
    connect(&extractor, &Extractor::pausedChanged, this, &ExtractionReport::followRun);
    connect(&extractor, &Extractor::progressed, this, &ExtractionReport::showProgress);
    connect(&extractor, &Extractor::started, this, [this] {
        m_failures.clear();
        m_sinceSpace.start();
    });
    connect(&extractor, &Extractor::unitFailed, this, [this](const UnitFailure& failure) {
        m_failures.append(QString::fromStdString(failure.message));
    });
    connectEnds();
    followRun();
}

void ExtractionReport::connectEnds()
{
    Extractor& extractor = m_session.extractor();
    connect(&m_session, &StudySession::interrupted, this, [this] {
        warn(tr("The study was changed, so the extraction stopped."),
             tr("Extract what is missing now"), [this] { m_session.extract(); });
    });
    connect(&extractor, &Extractor::cancelled, this, [this] {
        m_notices.showNotice(NoticeBar::Level::Info, tr("Stopped. Finished units are kept."),
                             tr("Go on"), [this] { m_session.extract(); });
    });
    connect(&extractor, &Extractor::finished, this, &ExtractionReport::showResult);
    connect(&extractor, &Extractor::failed, this,
            [this](const QString& why) { tellAway(tr("The extraction has ended"), why); });
    connect(&m_session, &StudySession::runAsks, this, [this] {
        tellAway(tr("The extraction waits"), tr("A question waits in the window."));
    });
}

void ExtractionReport::followRun()
{
    const Extractor& extractor = m_session.extractor();
    const bool isRunning = extractor.isRunning();
    const bool works = isRunning && !extractor.isPaused();
    if (works && m_awake == nullptr) {
        m_awake = m_desktop.stayAwake(tr("Values of a study are being made."));
    } else if (!works) {
        m_awake.reset();
    }
    if (isRunning && m_status->isHidden()) {
        m_status->setUncertain();
        m_status->setText(tr("Looking for what is missing…"));
    }
    if (!works) {
        m_notices.withdraw(std::exchange(m_spaceProblem, {}));
    }
    m_status->setPaused(extractor.isPaused());
    m_status->setVisible(isRunning);
}

void ExtractionReport::showProgress(const ExtractionProgress& progress)
{
    const double share = static_cast<double>(progress.passesDone) /
                         static_cast<double>(std::max<std::size_t>(1, progress.passes));
    m_status->setProgress(share);
    QString text = tr("Unit %1 of %2").arg(progress.unitsDone + 1).arg(progress.units);
    if (progress.passesPerSecond > 0.0) { // as soon as something is measured
        const auto left = static_cast<double>(progress.passes - progress.passesDone);
        text += tr(" · %L1 passes/s · %2 left")
                    .arg(static_cast<int>(progress.passesPerSecond))
                    .arg(duration(left / progress.passesPerSecond));
    }
    m_status->setText(text);
    lookAtSpace(progress);
}

/// Warns of a disk that will be full before the run ends: once, and again after a pause.
void ExtractionReport::lookAtSpace(const ExtractionProgress& progress)
{
    if (!m_spaceProblem.isEmpty() || !m_sinceSpace.hasExpired(kSpaceInterval)) {
        return;
    }
    m_sinceSpace.start();
    const auto left = static_cast<std::uint64_t>(
        m_bytesPerPass * static_cast<double>(progress.passes - progress.passesDone));
    m_spaceProblem =
        QString::fromStdString(spaceProblem(left, freeBytes(m_session.document()->folder())));
    if (!m_spaceProblem.isEmpty()) {
        warn(m_spaceProblem, tr("Pause"), [this] { m_session.extractor().setPaused(true); });
    }
}

void ExtractionReport::showResult(const ExtractionResult& result)
{
    QStringList end;
    if (result.unitsDone > 0) {
        end.append(counted(result.unitsDone, tr("1 unit made in %1."), tr("%1 units made in %2."))
                       .arg(duration(result.seconds)));
        m_notices.showNotice(NoticeBar::Level::Info, end.front());
    }
    if (!m_failures.isEmpty()) {
        end.append(counted(static_cast<std::size_t>(m_failures.size()), tr("1 unit failed."),
                           tr("%1 units failed.")));
    }
    tellAway(tr("The extraction has ended"),
             end.isEmpty() ? tr("There was nothing to do.") : end.join(QLatin1Char(' ')));
    for (const std::string& warning : result.warnings) {
        warn(QString::fromStdString(warning));
    }
    if (!m_failures.isEmpty()) {
        emit failed(counted(static_cast<std::size_t>(m_failures.size()), tr("1 unit failed: "),
                            tr("%1 units failed, the first: ")) +
                        m_failures.front(),
                    Attempt::MakeUnits);
    }
    if (!result.nonFinite.empty()) {
        const UnitFailure& first = result.nonFinite.front();
        emit failed(counted(result.nonFinite.size(), tr("1 unit takes part in no mean: "),
                            tr("%1 units take part in no mean, the first: ")) +
                        QString::fromStdString(unitName(m_session.study(), first.unit) + ": " +
                                               first.message + "."),
                    Attempt::MakeUnits);
    }
}

/// Of a run, until the next one.
void ExtractionReport::warn(const QString& what, const QString& actionText,
                            std::function<void()> action)
{
    m_notices.showOfAttempt(static_cast<int>(Attempt::Extract), NoticeBar::Level::Warning, what,
                            actionText, std::move(action));
}

/// Whoever looks at the window sees its notices.
void ExtractionReport::tellAway(const QString& title, const QString& text)
{
    if (QApplication::activeWindow() == nullptr) {
        m_desktop.notify(title, text);
    }
}

} // namespace palimpsest
