// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/window/comparison_status.h"
#include "app/window/main_window.h"
#include "widgets/panels/notice_bar.h"
#include "widgets/style/counted.h"

#include <QAction>

#include <algorithm>

// What the window says of an extraction: how far it is, how it ended.

namespace palimpsest {

namespace {

/// "4 s", "2 min 10 s", "1 h 20 min".
QString duration(double seconds)
{
    const int whole = static_cast<int>(seconds + 0.5);
    if (whole < 60) {
        return MainWindow::tr("%1 s").arg(whole);
    }
    if (whole < 3600) {
        return MainWindow::tr("%1 min %2 s").arg(whole / 60).arg(whole % 60);
    }
    return MainWindow::tr("%1 h %2 min").arg(whole / 3600).arg(whole / 60 % 60);
}

} // namespace

void MainWindow::connectExtraction()
{
    connect(&m_session, &StudySession::runningChanged, this, &MainWindow::updateRunning);
    connect(&m_session, &StudySession::interrupted, this, [this] {
        m_notices->showNotice(NoticeBar::Level::Warning,
                              tr("The study was changed, so the extraction stopped."),
                              tr("Extract what is missing now"), [this] { m_session.extract(); });
    });
    Extractor& extractor = m_session.extractor();
    connect(&extractor, &Extractor::progressed, this, &MainWindow::showProgress);
    connect(&extractor, &Extractor::started, this, [this] { m_failures.clear(); });
    connect(&extractor, &Extractor::unitFailed, this, [this](const UnitFailure& failure) {
        m_failures.append(QString::fromStdString(failure.message));
    });
    connect(&extractor, &Extractor::cancelled, this, [this] {
        m_notices->showNotice(NoticeBar::Level::Info, tr("Stopped. Finished units are kept."),
                              tr("Go on"), [this] { m_session.extract(); });
    });
    connect(&extractor, &Extractor::finished, this, &MainWindow::showResult);
}

void MainWindow::updateRunning()
{
    const bool isRunning = m_session.extractor().isRunning();
    m_extract->setEnabled(m_session.document() != nullptr && !isRunning);
    m_cancel->setEnabled(isRunning);
    m_running->setVisible(isRunning);
    if (isRunning) {
        m_running->setUncertain();
        m_running->setText(tr("Looking for what is missing…"));
    }
}

void MainWindow::showProgress(const ExtractionProgress& progress)
{
    m_running->setProgress(static_cast<double>(progress.passesDone) /
                           static_cast<double>(std::max<std::size_t>(1, progress.passes)));
    QString text = tr("Unit %1 of %2").arg(progress.unitsDone + 1).arg(progress.units);
    if (progress.passesPerSecond > 0.0) { // as soon as something is measured
        const auto left = static_cast<double>(progress.passes - progress.passesDone);
        text += tr(" · %L1 passes/s · %2 left")
                    .arg(static_cast<int>(progress.passesPerSecond))
                    .arg(duration(left / progress.passesPerSecond));
    }
    m_running->setText(text);
}

void MainWindow::showResult(const ExtractionResult& result)
{
    if (result.unitsDone > 0) {
        m_notices->showNotice(
            NoticeBar::Level::Info,
            counted(result.unitsDone, tr("1 unit made in %1."), tr("%1 units made in %2."))
                .arg(duration(result.seconds)));
    }
    for (const std::string& warning : result.warnings) {
        m_notices->showNotice(NoticeBar::Level::Warning, QString::fromStdString(warning));
    }
    if (!m_failures.isEmpty()) {
        showFailure(counted(static_cast<std::size_t>(m_failures.size()), tr("1 unit failed: "),
                            tr("%1 units failed, the first: ")) +
                        m_failures.front(),
                    Attempt::Extract);
    }
    if (!result.nonFinite.empty()) {
        const UnitFailure& first = result.nonFinite.front();
        showFailure(counted(result.nonFinite.size(), tr("1 unit takes part in no mean: "),
                            tr("%1 units take part in no mean, the first: ")) +
                        QString::fromStdString(unitName(m_session.study(), first.unit) + ": " +
                                               first.message + "."),
                    Attempt::Extract);
    }
}

} // namespace palimpsest
