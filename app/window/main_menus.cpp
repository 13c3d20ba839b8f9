// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/pages/explore_page.h"
#include "app/pages/figures_page.h"
#include "app/pages/parts_page.h"
#include "app/pages/study_accuracies.h"
#include "app/pages/study_additions.h"
#include "app/pages/study_page.h"
#include "app/pages/study_removals.h"
#include "app/window/command_palette.h"
#include "app/window/help_window.h"
#include "app/window/main_window.h"
#include "app/window/program_trust.h"
#include "app/window/study_guard.h"
#include "core/base/listed_names.h"
#include "widgets/commands/command_catalogue.h"
#include "widgets/commands/key_list.h"
#include "widgets/panels/epoch_control.h"
#include "widgets/panels/keys_overlay.h"
#include "widgets/style/theme.h"

#include <QActionGroup>
#include <QApplication>
#include <QLabel>
#include <QMenuBar>
#include <QMessageBox>
#include <QToolBar>
#include <QToolButton>
#include <QUndoGroup>

// Menus and bars of the window.

namespace palimpsest {

namespace {

/// A command of the catalogue in a menu.
template<typename Receiver, typename Slot>
QAction* add(QMenu* menu, const char* id, Receiver* receiver, Slot slot)
{
    QAction* action = makeCommand(id, menu->parent());
    menu->addAction(action);
    QObject::connect(action, &QAction::triggered, receiver, slot);
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
    add(menu, "newStudy", this, [this] { newStudy({}); });
    add(menu, "openStudy", this, &MainWindow::askForStudy);
    add(menu, "openDemo", this, [this] { openDemo(Demo::Garments); });
    add(menu, "openWordsDemo", this, [this] { openDemo(Demo::FilmReviews); });
    QMenu* recent = menu->addMenu(themedIcon("recent"), tr("&Recent studies"));
    recent->setProperty("isFilledWhenShown", true);
    connect(recent, &QMenu::aboutToShow, this, [this, recent] {
        recent->clear();
        for (const QString& folder : m_settings.recentStudies()) {
            connect(recent->addAction(folder), &QAction::triggered, this,
                    [this, folder] { openStudy(folder.toStdString()); });
        }
    });
    menu->addSeparator();
    m_save = add(menu, "saveNow", this, [this] { m_guard->save(); });
    QAction* exportFigure = add(menu, "exportFigure", this, [this] {
        showPlace(Place::Figures);
        m_figures->exportFigure();
    });
    menu->addSeparator();
    QAction* close = add(menu, "closeStudy", this, [this] {
        if (m_guard->save()) {
            m_session.close();
        }
    });
    add(menu, "quit", this, &QWidget::close);
    m_needStudy << m_save << exportFigure << close;
}

void MainWindow::makeEditMenu()
{
    QMenu* menu = menuBar()->addMenu(tr("&Edit"));
    m_undo = add(menu, "undo", this, &MainWindow::undo);
    m_redo = add(menu, "redo", this, &MainWindow::redo);
    connect(&m_parts->canvas(), &PartsCanvas::drawingStateChanged, this, &MainWindow::updateUndo);
    updateUndo();
}

/// While a polygon is drawn, its points are what undo takes back.
void MainWindow::undo()
{
    if (drawsPolygon()) {
        m_parts->canvas().takeBackPoint();
    } else if (m_session.document()->startEditing() && mayHideEdits()) {
        m_session.document()->undoGroup().undo();
    }
}

/// Asks where undo takes samples away whose parts were edited since they were added.
bool MainWindow::mayHideEdits()
{
    StudyDocument& document = *m_session.document();
    const std::vector<std::string> samples = document.history().hiddenByUndo();
    return samples.empty() ||
           m_dialogs.confirm(this, tr("Undo"),
                             tr("Undo “%1”? With the samples go the parts that were edited since "
                                "they were added: of %2. Redo brings them back until the study is "
                                "edited otherwise.")
                                 .arg(document.undoGroup().undoText(),
                                      QString::fromStdString(listedNames(samples))),
                             tr("Undo"), EnterMeans::No);
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
    m_places = new QActionGroup(this);
    const auto addPlace = [&](const char* id, Place place) {
        QAction* action = add(menu, id, this, [this, place] { showPlace(place); });
        action->setCheckable(true);
        m_places->addAction(action);
    };
    addPlace("showStudy", Place::Study);
    addPlace("showParts", Place::Parts);
    addPlace("showExplore", Place::Explore);
    addPlace("showFigures", Place::Figures);
    menu->addSeparator();
    const auto step = [&](const char* id, auto slot) { m_needStudy << add(menu, id, this, slot); };
    step("previousSample", [this] { stepSample(-1); });
    step("nextSample", [this] { stepSample(1); });
    menu->addSeparator();
    step("previousEpoch", [this] { stepEpoch(-1); });
    step("nextEpoch", [this] { stepEpoch(1); });
    step("firstEpoch", [this] { goToEpoch(false); });
    step("lastEpoch", [this] { goToEpoch(true); });
    step("playEpochs", [this] {
        showPlace(Place::Explore);
        m_explore->epochControl().togglePlay();
    });
    menu->addSeparator();
    add(menu, "toggleTheme", this, &MainWindow::toggleTheme);
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
    m_extract = add(menu, "extract", this, [this] { m_session.extract(); });
    m_pause = add(menu, "pauseExtraction", &m_session.extractor(), &Extractor::setPaused);
    m_pause->setCheckable(true);
    connect(&m_session.extractor(), &Extractor::pausedChanged, m_pause, &QAction::setChecked);
    m_cancel = add(menu, "cancelExtraction", this, [this] { m_session.extractor().cancel(); });
    menu->addSeparator();
    StudyAdditions* additions = &m_study->additions();
    m_needStudy << add(menu, "addSamples", additions, &StudyAdditions::addSamples)
                << add(menu, "addCheckpoints", additions, &StudyAdditions::addCheckpoints)
                << add(menu, "fitProbe", additions, &StudyAdditions::fitProbe)
                << add(menu, "measureAccuracies", &m_study->accuracies(),
                       &StudyAccuracies::measureAccuracies);
    menu->addSeparator();
    const auto edit = [&](const char* id, void (StudyRemovals::*run)()) {
        m_needStudy << add(menu, id, this, [this, run] {
            showPlace(Place::Study); // where it is seen what is chosen, and undone
            (m_study->removals().*run)();
        });
    };
    edit("renameSample", &StudyRemovals::renameSample);
    edit("removeSample", &StudyRemovals::removeSample);
    edit("renameRun", &StudyRemovals::renameRun);
    edit("changeRole", &StudyRemovals::changeRole);
    edit("removeRun", &StudyRemovals::removeRun);
    edit("changeEpoch", &StudyRemovals::changeEpoch);
    edit("removeCheckpoint", &StudyRemovals::removeCheckpoint);
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
    const auto zoom = [&](const char* id, auto slot) {
        m_parts->addPictureAction(add(menu, id, &m_parts->canvas(), slot));
    };
    zoom("zoomIn", &PictureView::zoomIn);
    zoom("zoomOut", &PictureView::zoomOut);
    zoom("zoomFit", &PictureView::zoomToFit);
    m_partsMenu = menu->menuAction();
}

void MainWindow::makeHelpMenu()
{
    QMenu* menu = menuBar()->addMenu(tr("&Help"));
    const auto page = [&](const char* id, const QString& name) {
        add(menu, id, this, [this, name] { m_help->showPage(name); });
    };
    page("helpContents", "index.html");
    page("helpFirstStudy", "first-study.html");
    page("helpTraining", "training.html");
    page("helpMethod", "method.html");
    menu->addSeparator();
    add(menu, "showPalette", this, &MainWindow::showPalette);
    add(menu, "showKeys", this, &MainWindow::showKeys);
    add(menu, "trustedPrograms", m_trust, &ProgramTrust::showRemembered);
    add(menu, "about", this, &MainWindow::showAbout);
}

void MainWindow::makeTopBar()
{
    m_topBar = addToolBar(tr("Places"));
    m_topBar->setObjectName("places");
    m_topBar->setMovable(false);
    m_topBar->setContextMenuPolicy(Qt::PreventContextMenu);
    m_topBar->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_topBar->setIconSize({20, 20});
    for (QAction* action : m_places->actions()) {
        m_topBar->addAction(action);
        m_topBar->widgetForAction(action)->setProperty("page", true); // for the style sheet
    }
    auto* space = new QWidget;
    space->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    m_topBar->addWidget(space);
    m_studyName = new QLabel;
    m_topBar->addWidget(m_studyName);
    for (const char* id : {"toggleTheme", "showKeys", "helpContents"}) {
        auto* action = findChild<QAction*>(QLatin1String(id));
        m_topBar->addAction(action);
        qobject_cast<QToolButton*>(m_topBar->widgetForAction(action))
            ->setToolButtonStyle(Qt::ToolButtonIconOnly);
    }
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

void MainWindow::showPalette()
{
    (new CommandPalette(*menuBar(), this))->show(); // deletes itself
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
