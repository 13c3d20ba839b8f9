// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/common/demo.h"
#include "app/dialogs/dialogs.h"
#include "app/document/study_session.h"
#include "app/settings/settings.h"
#include "app/window/page_stack.h"

#include <QMainWindow>

class QLabel;

namespace palimpsest {

class Desktop;
class ExtractionReport;
class NoticeBar;
class ProgramTrust;
class StudyGuard;
class StudyOpening;
class UndoActions;
class WindowMenus;

/// The window: four places over one session, with menus, notices and a status line.
class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    using Place = palimpsest::Place;

    MainWindow(Settings& settings, Dialogs& dialogs, Desktop& desktop);
    ~MainWindow() override;

    StudySession& session() { return m_session; }
    void showPlace(Place place);

    /// Opens a study, or says in a notice why not. True when it is open.
    bool openStudy(const std::filesystem::path& folder);

    /// Saves and ends the program without a question, as when the system shuts down.
    void endUnasked();
    /// Saves and closes when nothing can be shown any more. False when something could not be
    /// saved.
    bool endUnseen();

    /// Opens a demo, copied to the user's data when it is not there yet, and starts to extract.
    void openDemo(Demo demo);

protected:
    void closeEvent(QCloseEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    void restorePlace();
    void answerQuestions();
    void connectSession();
    void connectOpening();
    void connectPages();
    void connectFigures();
    void makeTopBar();
    void makeCentre();
    void makeStatusLine();
    void studyOpened();
    void updateTitle();
    void showFailure(const QString& why, Attempt at);
    void forgetFailures(Attempt of);

    Settings& m_settings;
    Dialogs& m_dialogs;
    StudySession m_session;
    ProgramTrust* m_trust;
    NoticeBar* m_notices;
    ExtractionReport* m_extraction;
    PageStack* m_pages;
    UndoActions* m_undo;
    StudyGuard* m_guard;
    StudyOpening* m_opening;
    WindowMenus* m_menus;
    QLabel* m_studyName;
    QLabel* m_status;
};

} // namespace palimpsest
