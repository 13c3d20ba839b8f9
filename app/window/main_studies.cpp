// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/dialogs/new_study_dialog.h"
#include "app/jobs/failure_text.h"
#include "app/pages/study_additions.h"
#include "app/pages/study_page.h"
#include "app/window/main_window.h"
#include "app/window/study_guard.h"
#include "core/setup/relocation.h"
#include "widgets/panels/notice_bar.h"
#include "widgets/style/counted.h"

#include <QDragEnterEvent>
#include <QFileInfo>
#include <QMimeData>
#include <QUrl>

#include <algorithm>

// How studies come into the window: opened, made, dropped; and files of theirs that are missing.

namespace palimpsest {

namespace {

QStringList droppedFiles(const QMimeData& data)
{
    QStringList files;
    for (const QUrl& url : data.urls()) {
        if (url.isLocalFile()) {
            files.append(url.toLocalFile());
        }
    }
    return files;
}

} // namespace

bool MainWindow::openStudy(const std::filesystem::path& folder)
{
    forgetFailures(Attempt::OpenStudy);
    if (!m_guard->save()) {
        return false;
    }
    try {
        m_session.open(folder, m_settings.recoveryFolder());
    } catch (...) {
        showFailure(failureText(), Attempt::OpenStudy);
        return false;
    }
    m_settings.addRecentStudy(QString::fromStdString(m_session.document()->folder().string()));
    m_guard->offerLeftEdits();
    m_guard->offerBin();
    return true;
}

void MainWindow::openDemo(Demo demo)
{
    try {
        const std::filesystem::path folder = dataFolder() / demoName(demo);
        std::error_code status;
        if (!std::filesystem::exists(folder / "study.json", status)) {
            std::filesystem::create_directories(folder.parent_path(), status);
            copyDemo(folder, demo);
        }
        if (openStudy(folder)) {
            m_session.extract();
        }
    } catch (...) {
        showFailure(failureText(), Attempt::OpenStudy);
    }
}

void MainWindow::askForStudy()
{
    if (const auto folder = m_dialogs.chooseFolder(this, tr("Open a study’s folder"), {})) {
        openStudy(folder->toStdString());
    }
}

void MainWindow::showMissing()
{
    const StudyDocument& document = *m_session.document();
    const auto missing = missingFiles(document.folder(), document.study());
    if (missing.empty()) {
        return;
    }
    const QString first = QString::fromStdString(missing.front().path.string());
    m_notices->showNotice(
        NoticeBar::Level::Warning,
        counted(missing.size(), tr("%1 is missing.").arg(first),
                tr("%1 files of the study are missing, %2 among them.").arg("%1", first)) +
            QLatin1Char(' ') + tr("Stored values are shown as they were stored."),
        tr("Locate…"), [this] { locateMissing(); });
}

void MainWindow::locateMissing()
{
    const auto where =
        m_dialogs.chooseFolder(this, tr("Folder that holds the missing files, at any depth"), {});
    if (!where || !m_session.document()->startEditing()) {
        return;
    }
    forgetFailures(Attempt::LocateFiles);
    try {
        const std::filesystem::path folder = m_session.document()->folder();
        const Relocated result = relocateAll(folder, m_session.study(), where->toStdString());
        openStudy(folder); // which tells of those that are still missing
        for (const std::string& problem : result.problems) {
            m_notices->showNotice(NoticeBar::Level::Warning, QString::fromStdString(problem));
        }
    } catch (...) {
        showFailure(failureText(), Attempt::LocateFiles);
    }
}

void MainWindow::newStudy(const std::filesystem::path& source)
{
    NewStudyDialog dialog(m_dialogs, source, this);
    if (m_dialogs.show(dialog) && openStudy(dialog.folder())) {
        showPlace(Place::Study);
    }
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event)
{
    if (!droppedFiles(*event->mimeData()).isEmpty()) {
        event->acceptProposedAction();
    }
}

void MainWindow::dropEvent(QDropEvent* event)
{
    const QStringList files = droppedFiles(*event->mimeData());
    const auto isStudy = [](const QString& file) {
        return QFileInfo::exists(file + QStringLiteral("/study.json")) ||
               QFileInfo(file).fileName() == QLatin1String("study.json");
    };
    event->acceptProposedAction();
    if (const auto study = std::ranges::find_if(files, isStudy); study != files.end()) {
        const QFileInfo found(*study);
        openStudy((found.isDir() ? found.filePath() : found.path()).toStdString());
    } else if (m_session.document() != nullptr) {
        showPlace(Place::Study);
        m_study->additions().addFiles(files);
    } else if (files.size() == 1 && QFileInfo(files.front()).isDir()) {
        newStudy(files.front().toStdString());
    } else {
        showFailure(tr("What was dropped is no study. Open a study or make one first, then drop "
                       "pictures and checkpoints on it."),
                    Attempt::OpenStudy);
    }
}

} // namespace palimpsest
