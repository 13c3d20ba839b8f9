// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/pages/explore_page.h"
#include "app/pages/figures_page.h"
#include "app/pages/parts_page.h"
#include "app/pages/study_page.h"
#include "app/window/help_window.h"
#include "app/window/main_window.h"
#include "app/window/program_trust.h"
#include "app/window/shortcuts.h"
#include "app/window/study_guard.h"
#include "widgets/panels/epoch_control.h"
#include "widgets/panels/keys_overlay.h"
#include "widgets/style/theme.h"

#include <QActionGroup>
#include <QApplication>
#include <QLabel>
#include <QMenuBar>
#include <QMessageBox>
#include <QToolBar>
#include <QUndoGroup>

// Menus and bars of the window.

namespace palimpsest {

namespace {

QAction* add(QMenu* menu, const QString& icon, const QString& text, const QKeySequence& key)
{
    QAction* action =
        icon.isEmpty() ? menu->addAction(text) : menu->addAction(themedIcon(icon), text);
    action->setShortcut(key);
    return action;
}

} // namespace

void MainWindow::makeMenus()
{
    makeFileMenu();
    makeEditMenu();
    makeViewMenu();
    makeStudyMenu();
    makePartsMenu();
    makeHelpMenu();
}

void MainWindow::makeFileMenu()
{
    QMenu* menu = menuBar()->addMenu(tr("&File"));
    QAction* make = add(menu, "study", tr("&New study…"), QKeySequence::New);
    make->setObjectName("newStudy");
    connect(make, &QAction::triggered, this, [this] { newStudy({}); });
    connect(add(menu, "open", tr("&Open study…"), QKeySequence::Open), &QAction::triggered, this,
            &MainWindow::askForStudy);
    connect(add(menu, "demo", tr("Open the &demo study"), {}), &QAction::triggered, this,
            [this] { openDemo(Demo::Garments); });
    connect(add(menu, "sentence", tr("Open the demo in &words"), {}), &QAction::triggered, this,
            [this] { openDemo(Demo::FilmReviews); });
    QMenu* recent = menu->addMenu(themedIcon("recent"), tr("&Recent studies"));
    connect(recent, &QMenu::aboutToShow, this, [this, recent] {
        recent->clear();
        for (const QString& folder : m_settings.recentStudies()) {
            connect(recent->addAction(folder), &QAction::triggered, this,
                    [this, folder] { openStudy(folder.toStdString()); });
        }
    });
    menu->addSeparator();
    m_save = add(menu, {}, tr("&Save now"), QKeySequence::Save);
    connect(m_save, &QAction::triggered, this, [this] { m_guard->save(); });
    QAction* exportFigure =
        add(menu, "export", tr("&Export figure…"), QKeySequence("Ctrl+Shift+E"));
    connect(exportFigure, &QAction::triggered, this, [this] {
        showPlace(Place::Figures);
        m_figures->exportFigure();
    });
    menu->addSeparator();
    QAction* close = add(menu, "close", tr("&Close study"), QKeySequence::Close);
    connect(close, &QAction::triggered, this, [this] {
        if (m_guard->save()) {
            m_session.close();
        }
    });
    connect(add(menu, {}, tr("&Quit"), QKeySequence::Quit), &QAction::triggered, this,
            &QWidget::close);
    m_needStudy << m_save << exportFigure << close;
}

void MainWindow::makeEditMenu()
{
    QMenu* menu = menuBar()->addMenu(tr("&Edit"));
    m_undo = add(menu, "undo", tr("&Undo"), QKeySequence::Undo);
    m_redo = add(menu, "redo", tr("&Redo"), QKeySequence("Ctrl+Shift+Z"));
    connect(m_undo, &QAction::triggered, this, &MainWindow::undo);
    connect(m_redo, &QAction::triggered, this, [this] { redo(); });
    connect(&m_parts->canvas(), &PartsCanvas::drawingStateChanged, this, &MainWindow::updateUndo);
    updateUndo();
}

/// While a polygon is drawn, its points are what undo takes back.
void MainWindow::undo()
{
    if (drawsPolygon()) {
        m_parts->canvas().takeBackPoint();
    } else if (m_session.document()->startEditing()) {
        m_session.document()->undoGroup().undo();
    }
}

void MainWindow::redo()
{
    if (m_session.document()->startEditing()) {
        m_session.document()->undoGroup().redo();
    }
}

bool MainWindow::drawsPolygon() const
{
    return place() == Place::Parts && m_parts->canvas().isDrawing();
}

void MainWindow::updateUndo()
{
    StudyDocument* document = m_session.document();
    m_undo->setEnabled(document != nullptr && (document->undoGroup().canUndo() || drawsPolygon()));
    m_redo->setEnabled(document != nullptr && document->undoGroup().canRedo());
}

void MainWindow::connectUndo(QUndoGroup& group)
{
    connect(&group, &QUndoGroup::canUndoChanged, this, &MainWindow::updateUndo);
    connect(&group, &QUndoGroup::canRedoChanged, this, &MainWindow::updateUndo);
    connect(&group, &QUndoGroup::undoTextChanged, m_undo,
            [this](const QString& what) { m_undo->setText(tr("&Undo %1").arg(what)); });
    connect(&group, &QUndoGroup::redoTextChanged, m_redo,
            [this](const QString& what) { m_redo->setText(tr("&Redo %1").arg(what)); });
    m_undo->setText(tr("&Undo"));
    m_redo->setText(tr("&Redo"));
}

void MainWindow::makeViewMenu()
{
    QMenu* menu = menuBar()->addMenu(tr("&View"));
    menu->addActions(m_places->actions());
    menu->addSeparator();
    const auto step = [&](const QString& icon, const QString& text, const QKeySequence& key,
                          auto slot) {
        QAction* action = add(menu, icon, text, key);
        connect(action, &QAction::triggered, this, slot);
        m_needStudy << action;
    };
    step({}, tr("Previous sample"), QKeySequence("A"), [this] { stepSample(-1); });
    step({}, tr("Next sample"), QKeySequence("D"), [this] { stepSample(1); });
    menu->addSeparator();
    step("step-back", tr("Previous epoch"), QKeySequence(","), [this] { stepEpoch(-1); });
    step("step-forward", tr("Next epoch"), QKeySequence("."), [this] { stepEpoch(1); });
    step("first", tr("First epoch"), QKeySequence("Ctrl+Home"), [this] { goToEpoch(false); });
    step("last", tr("Last epoch"), QKeySequence("Ctrl+End"), [this] { goToEpoch(true); });
    step("play", tr("Play or pause the epochs"), QKeySequence("P"), [this] {
        showPlace(Place::Explore);
        m_explore->epochControl().togglePlay();
    });
    menu->addSeparator();
    connect(add(menu, "theme", tr("Light or dark"), QKeySequence("Ctrl+T")), &QAction::triggered,
            this, &MainWindow::toggleTheme);
    // Parts by number: the one to draw, or the one to hide.
    for (int number = 0; number < 10; ++number) {
        auto* action = new QAction(this);
        action->setShortcut(QKeySequence(QString::number((number + 1) % 10)));
        connect(action, &QAction::triggered, this, [this, number] {
            if (place() == Place::Parts) {
                m_parts->usePart(number);
            } else if (place() == Place::Explore) {
                m_explore->togglePart(number);
            }
        });
        addAction(action);
        m_needStudy << action;
    }
}

void MainWindow::makeStudyMenu()
{
    QMenu* menu = menuBar()->addMenu(tr("&Study"));
    m_extract = add(menu, "extract", tr("&Extract what is missing"), QKeySequence("Ctrl+E"));
    connect(m_extract, &QAction::triggered, this, [this] { m_session.extract(); });
    m_cancel = add(menu, "cancel", tr("&Cancel the extraction"), QKeySequence("Ctrl+Shift+C"));
    connect(m_cancel, &QAction::triggered, this, [this] { m_session.extractor().cancel(); });
    menu->addSeparator();
    QAction* samples = add(menu, "add-sample", tr("Add &samples…"), {});
    samples->setObjectName("addSamples");
    connect(samples, &QAction::triggered, m_study, &StudyPage::addSamples);
    QAction* checkpoints = add(menu, "add-checkpoint", tr("Add c&heckpoints…"), {});
    checkpoints->setObjectName("addCheckpoints");
    connect(checkpoints, &QAction::triggered, m_study, &StudyPage::addCheckpoints);
    QAction* probe = add(menu, {}, tr("Fit a linear &probe…"), {});
    probe->setObjectName("fitProbe");
    connect(probe, &QAction::triggered, m_study, &StudyPage::fitProbe);
    QAction* accuracies = add(menu, "check", tr("&Measure accuracies…"), {});
    accuracies->setObjectName("measureAccuracies");
    connect(accuracies, &QAction::triggered, m_study, &StudyPage::measureAccuracies);
    m_needStudy << samples << checkpoints << probe << accuracies;
    menu->addSeparator();
    const auto edit = [&](const char* name, const QString& icon, const QString& text,
                          void (StudyPage::*run)()) {
        QAction* action = add(menu, icon, text, {});
        action->setObjectName(QLatin1String(name));
        connect(action, &QAction::triggered, this, [this, run] {
            showPlace(Place::Study); // where it is seen what is chosen, and undone
            (m_study->*run)();
        });
        m_needStudy << action;
    };
    edit("renameSample", "rename", tr("Re&name the sample…"), &StudyPage::renameSample);
    edit("removeSample", "delete", tr("&Remove the sample"), &StudyPage::removeSample);
    edit("renameRun", "rename", tr("Rename the run…"), &StudyPage::renameRun);
    edit("removeRun", "delete", tr("Remove the run"), &StudyPage::removeRun);
    edit("changeEpoch", "rename", tr("Change the checkpoint’s epoch…"), &StudyPage::changeEpoch);
    edit("removeCheckpoint", "delete", tr("Remove the checkpoint"), &StudyPage::removeCheckpoint);
}

void MainWindow::makePartsMenu()
{
    QMenu* menu = menuBar()->addMenu(tr("&Parts"));
    menu->addActions(m_parts->toolActions());
    menu->addSeparator();
    menu->addActions(m_parts->shapeActions());
    menu->addSeparator();
    menu->addActions(m_parts->wordActions());
    menu->addSeparator();
    menu->addActions(m_parts->partActions());
    menu->addSeparator();
    menu->addAction(m_parts->unlockAction());
    menu->addSeparator();
    PartsCanvas* canvas = &m_parts->canvas();
    const auto zoom = [&](const QString& icon, const QString& text, const QKeySequence& key,
                          auto slot) {
        QAction* action = add(menu, icon, text, key);
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        m_parts->addPictureAction(action);
        connect(action, &QAction::triggered, canvas, slot);
    };
    zoom("zoom-in", tr("Zoom in"), QKeySequence("Ctrl++"), &PictureView::zoomIn);
    zoom("zoom-out", tr("Zoom out"), QKeySequence("Ctrl+-"), &PictureView::zoomOut);
    zoom("zoom-fit", tr("Whole picture"), QKeySequence("Ctrl+0"), &PictureView::zoomToFit);
    m_partsMenu = menu->menuAction();
}

void MainWindow::makeHelpMenu()
{
    QMenu* menu = menuBar()->addMenu(tr("&Help"));
    const auto page = [&](const QString& icon, const QString& text, const QKeySequence& key,
                          const QString& name) {
        connect(add(menu, icon, text, key), &QAction::triggered, this,
                [this, name] { m_help->showPage(name); });
    };
    page("help", tr("&Contents"), QKeySequence::HelpContents, "index.html");
    page("study", tr("A &first study"), {}, "first-study.html");
    page("add-checkpoint", tr("From your &training code"), {}, "training.html");
    page("info", tr("The &method"), {}, "method.html");
    menu->addSeparator();
    QAction* keys = add(menu, "keyboard", tr("&Keys"), QKeySequence("?"));
    keys->setObjectName("showKeys");
    QAction* trusted = add(menu, {}, tr("&Trusted programs…"), {});
    trusted->setObjectName("trustedPrograms");
    connect(trusted, &QAction::triggered, m_trust, &ProgramTrust::showRemembered);
    connect(keys, &QAction::triggered, this, &MainWindow::showKeys);
    connect(add(menu, "info", tr("&About Palimpsest"), {}), &QAction::triggered, this,
            &MainWindow::showAbout);
}

void MainWindow::makeTopBar()
{
    m_topBar = addToolBar(tr("Places"));
    m_topBar->setObjectName("places");
    m_topBar->setMovable(false);
    m_topBar->setContextMenuPolicy(Qt::PreventContextMenu);
    m_topBar->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_topBar->setIconSize({20, 20});
    m_places = new QActionGroup(this);
    const auto addPlace = [&](Place place, const QString& icon, const QString& text) {
        const QString key = QStringLiteral("Ctrl+%1").arg(static_cast<int>(place) + 1);
        QAction* action = m_topBar->addAction(themedIcon(icon), text);
        action->setCheckable(true);
        action->setShortcut(QKeySequence(key));
        action->setToolTip(QStringLiteral("%1 (%2)").arg(text, key));
        m_places->addAction(action);
        m_topBar->widgetForAction(action)->setProperty("page", true); // for the style sheet
        connect(action, &QAction::triggered, this, [this, place] { showPlace(place); });
    };
    addPlace(Place::Study, "study", tr("Study"));
    addPlace(Place::Parts, "parts", tr("Parts"));
    addPlace(Place::Explore, "explore", tr("Explore"));
    addPlace(Place::Figures, "figures", tr("Figures"));
    auto* space = new QWidget;
    space->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    m_topBar->addWidget(space);
    m_studyName = new QLabel;
    m_topBar->addWidget(m_studyName);
    const auto addButton = [&](const QString& icon, const QString& tip, auto slot) {
        QAction* action = m_topBar->addAction(themedIcon(icon), QString());
        action->setToolTip(tip);
        connect(action, &QAction::triggered, this, slot);
    };
    addButton("theme", tr("Light or dark (Ctrl+T)"), &MainWindow::toggleTheme);
    addButton("keyboard", tr("Keys (?)"), &MainWindow::showKeys);
    addButton("help", tr("Help (F1)"), [this] { m_help->showPage("index.html"); });
}

void MainWindow::toggleTheme()
{
    const Theme theme = currentTheme() == Theme::Light ? Theme::Dark : Theme::Light;
    applyTheme(*qApp, theme);
    m_settings.setTheme(theme);
}

void MainWindow::showKeys()
{
    (new KeysOverlay(allKeys(), this))->show(); // deletes itself
}

void MainWindow::showAbout()
{
    auto* box = new QMessageBox(QMessageBox::NoIcon, tr("About Palimpsest"), aboutText(),
                                QMessageBox::Close, this);
    box->setTextFormat(Qt::RichText);
    box->setIconPixmap(windowIcon().pixmap(64, 64));
    box->setTextInteractionFlags(Qt::TextBrowserInteraction);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->open();
}

} // namespace palimpsest
