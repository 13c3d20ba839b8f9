// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/demo.h"
#include "app/dialogs/dialogs.h"
#include "app/document/study_session.h"
#include "app/settings/settings.h"

#include <QMainWindow>

class QAction;
class QActionGroup;
class QLabel;
class QStackedWidget;
class QToolBar;
class QUndoGroup;

namespace palimpsest {

class Desktop;
class ExplorePage;
class ExtractionReport;
class FiguresPage;
class HelpWindow;
class NoticeBar;
class PartsPage;
class ProgramTrust;
class SampleListModel;
class StartPage;
class StudyGuard;
class StudyPage;

/// The window: four places over one session, with menus, notices and a status line.
class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    enum class Place { Study, Parts, Explore, Figures };

    MainWindow(Settings& settings, Dialogs& dialogs, Desktop& desktop);
    ~MainWindow() override;

    StudySession& session() { return m_session; }
    void showPlace(Place place);

    /// Opens a study, or says in a notice why not. True when it is open.
    bool openStudy(const std::filesystem::path& folder);

    /// Saves and ends the program without a question, as when the system shuts down.
    void endUnasked();

    /// Opens a demo, copied to the user's data when it is not there yet, and starts to extract.
    void openDemo(Demo demo);

protected:
    void closeEvent(QCloseEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    void restorePlace();
    void makePages();
    void answerQuestions();
    void connectPages();
    void makeMenus();
    void makeFileMenu();
    void makeEditMenu();
    void makeViewMenu();
    void makeStudyMenu();
    void makePartsMenu();
    void makeHelpMenu();
    void makeTopBar();
    void makeStatusLine();
    void connectSession();
    bool mayHideEdits();
    void connectUndo(QUndoGroup& group);
    void updateUndo();
    void undo();
    void redo();
    bool drawsPolygon() const;
    void askForStudy();
    /// Asks what it is of; `source` is a data set that has its classes, or empty.
    void newStudy(const std::filesystem::path& source);
    void studyOpened();
    void showMissing();
    void locateMissing();
    void updateRunning();
    void showFailure(const QString& why, Attempt at);
    void forgetFailures(Attempt of);
    void toggleTheme();
    void showKeys();
    void showPalette();
    void showAbout();
    void stepSample(int by);
    void stepEpoch(int by);
    void goToEpoch(bool last);
    void updateTitle();
    void activateUndo();
    Place place() const;

    Settings& m_settings;
    Dialogs& m_dialogs;
    StudySession m_session;
    SampleListModel* m_samples;
    ProgramTrust* m_trust;
    NoticeBar* m_notices;
    ExtractionReport* m_extraction;
    StudyGuard* m_guard;
    QStackedWidget* m_pages;
    StartPage* m_start;
    StudyPage* m_study;
    PartsPage* m_parts;
    ExplorePage* m_explore;
    FiguresPage* m_figures;
    HelpWindow* m_help;
    QToolBar* m_topBar;
    QActionGroup* m_places;
    QAction* m_save;
    QAction* m_undo;
    QAction* m_redo;
    QAction* m_extract;
    QAction* m_pause;
    QAction* m_cancel;
    QAction* m_partsMenu;        ///< acts on the Parts page only
    QList<QAction*> m_needStudy; ///< actions that make sense only with a study
    QLabel* m_studyName;
    QLabel* m_status;
};

} // namespace palimpsest
