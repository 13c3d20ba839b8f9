// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/window/study_opening.h"

#include "app/dialogs/new_study_dialog.h"
#include "app/jobs/failure_text.h"
#include "app/window/study_guard.h"
#include "core/setup/relocation.h"
#include "widgets/panels/notice_bar.h"
#include "widgets/style/counted.h"

#include <QFileInfo>

#include <algorithm>

namespace palimpsest {

StudyOpening::StudyOpening(StudySession& session, Settings& settings, Dialogs& dialogs,
                           StudyGuard& guard, NoticeBar& notices, QWidget* window)
    : QObject(window), m_session(session), m_settings(settings), m_dialogs(dialogs), m_guard(guard),
      m_notices(notices), m_window(window)
{
    connect(&session, &StudySession::studyChanged, this, &StudyOpening::followMissing);
}

bool StudyOpening::open(const std::filesystem::path& folder)
{
    emit attempted(Attempt::OpenStudy);
    if (!m_guard.save()) {
        return false;
    }
    try {
        m_session.open(folder, m_settings.recoveryFolder());
    } catch (...) {
        emit failed(failureText(), Attempt::OpenStudy);
        return false;
    }
    m_settings.addRecentStudy(QString::fromStdString(m_session.document()->folder().string()));
    m_guard.offerLeftEdits();
    m_guard.offerBin();
    emit asked();
    return true;
}

void StudyOpening::openDemo(Demo demo)
{
    try {
        const std::filesystem::path folder = dataFolder() / demoName(demo);
        std::error_code status;
        if (!std::filesystem::exists(folder / "study.json", status)) {
            std::filesystem::create_directories(folder.parent_path(), status);
            copyDemo(folder, demo);
        }
        if (open(folder)) {
            m_session.extract();
        }
    } catch (...) {
        emit failed(failureText(), Attempt::OpenStudy);
    }
}

void StudyOpening::ask()
{
    if (const auto folder = m_dialogs.chooseFolder(m_window, tr("Open a study’s folder"), {})) {
        open(folder->toStdString());
    }
}

QString StudyOpening::whatIsMissing() const
{
    const StudyDocument& document = *m_session.document();
    const auto missing = missingFiles(document.folder(), document.study());
    if (missing.empty()) {
        return {};
    }
    const QString first = QString::fromStdString(missing.front().path.string());
    return counted(missing.size(), tr("%1 is missing.").arg(first),
                   tr("%1 files of the study are missing, %2 among them.").arg("%1", first)) +
           QLatin1Char(' ') + tr("Stored values are shown as they were stored.");
}

void StudyOpening::showMissing()
{
    m_missing = whatIsMissing();
    if (!m_missing.isEmpty()) {
        m_notices.showNotice(NoticeBar::Level::Warning, m_missing, tr("Locate…"),
                             [this] { locateMissing(); });
    }
}

/// What was missing may be removed, or brought back by undo.
void StudyOpening::followMissing()
{
    if (!m_missing.isEmpty() && whatIsMissing() != m_missing) {
        m_notices.withdraw(m_missing);
        showMissing();
    }
}

void StudyOpening::locateMissing()
{
    const auto where = m_dialogs.chooseFolder(
        m_window, tr("Folder that holds the missing files, at any depth"), {});
    if (!where || !m_session.document()->startEditing()) {
        return;
    }
    emit attempted(Attempt::LocateFiles);
    try {
        const std::filesystem::path folder = m_session.document()->folder();
        const Relocated result = relocateAll(folder, m_session.study(), where->toStdString());
        open(folder); // which tells of those that are still missing
        for (const std::string& problem : result.problems) {
            m_notices.showNotice(NoticeBar::Level::Warning, QString::fromStdString(problem));
        }
    } catch (...) {
        emit failed(failureText(), Attempt::LocateFiles);
    }
}

void StudyOpening::make(const std::filesystem::path& source)
{
    NewStudyDialog dialog(m_dialogs, source, m_window);
    if (m_dialogs.show(dialog) && open(dialog.folder())) {
        emit made();
    }
}

void StudyOpening::takeDropped(const QStringList& files)
{
    const auto isStudy = [](const QString& file) {
        return QFileInfo::exists(file + QStringLiteral("/study.json")) ||
               QFileInfo(file).fileName() == QLatin1String("study.json");
    };
    if (const auto study = std::ranges::find_if(files, isStudy); study != files.end()) {
        const QFileInfo found(*study);
        open((found.isDir() ? found.filePath() : found.path()).toStdString());
    } else if (m_session.document() != nullptr) {
        emit filesDropped(files);
    } else if (files.size() == 1 && QFileInfo(files.front()).isDir()) {
        make(files.front().toStdString());
    } else {
        emit failed(tr("What was dropped is no study. Open a study or make one first, then drop "
                       "pictures and checkpoints on it."),
                    Attempt::OpenStudy);
    }
}

} // namespace palimpsest
