// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/window/window_menus.h"

#include "app/pages/explore_page.h"
#include "app/pages/figures_page.h"
#include "app/pages/part_choice.h"
#include "app/pages/part_exchange.h"
#include "app/pages/part_samples.h"
#include "app/pages/parts_page.h"
#include "app/pages/study_accuracies.h"
#include "app/pages/study_additions.h"
#include "app/pages/study_choices.h"
#include "app/pages/study_page.h"
#include "app/pages/study_removals.h"
#include "app/window/command_palette.h"
#include "app/window/help_window.h"
#include "app/window/page_stack.h"
#include "app/window/program_trust.h"
#include "app/window/study_guard.h"
#include "app/window/study_opening.h"
#include "app/window/undo_actions.h"
#include "core/setup/sample_setup.h"
#include "widgets/commands/action_groups.h"
#include "widgets/commands/command_catalogue.h"
#include "widgets/commands/key_list.h"
#include "widgets/panels/epoch_control.h"
#include "widgets/panels/keys_overlay.h"
#include "widgets/style/plain_text.h"
#include "widgets/style/theme.h"

#include <QActionGroup>
#include <QApplication>
#include <QMainWindow>
#include <QMenuBar>
#include <QMessageBox>

#include <algorithm>

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

void stepEpoch(StudySession& session, int by)
{
    if (const Analysis* analysis = session.analysis()) {
        const int last = static_cast<int>(analysis->curve.size()) - 1;
        const int index = std::clamp(static_cast<int>(session.epochIndex()) + by, 0, last);
        session.selection().setEpoch(analysis->curve[static_cast<std::size_t>(index)].epoch);
    }
}

void goToEpoch(StudySession& session, bool last)
{
    if (const Analysis* analysis = session.analysis()) {
        session.selection().setEpoch(last ? analysis->curve.back().epoch
                                          : analysis->curve.front().epoch);
    }
}

void toggleTheme(Settings& settings)
{
    const Theme theme = currentTheme() == Theme::Light ? Theme::Dark : Theme::Light;
    applyTheme(*qApp, theme);
    settings.setTheme(theme);
}

void showKeys(QMainWindow& window)
{
    (new KeysOverlay(allKeys(), &window))->show(); // deletes itself
}

void showPalette(QMainWindow& window)
{
    (new CommandPalette(*window.menuBar(), &window))->show(); // deletes itself
}

void showAbout(QMainWindow& window)
{
    auto* box = new QMessageBox(QMessageBox::NoIcon, WindowMenus::tr("About Palimpsest"),
                                aboutText(), QMessageBox::Close, &window);
    box->setTextFormat(Qt::RichText);
    box->setIconPixmap(window.windowIcon().pixmap(64, 64));
    box->setTextInteractionFlags(Qt::TextBrowserInteraction);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->open();
}

} // namespace

WindowMenus::WindowMenus(const CommandTargets& targets, QMainWindow& window)
    : QObject(&window), m_on(targets), m_window(window), m_help(new HelpWindow(&window)),
      m_places(new QActionGroup(this))
{
    makeFileMenu();
    makeEditMenu();
    makeViewMenu();
    makeStudyMenu();
    makePartsMenu();
    makeHelpMenu();
    connect(&m_on.session, &StudySession::opened, this, &WindowMenus::followStudy);
    connect(&m_on.session, &StudySession::studyChanged, this, &WindowMenus::followExchange);
    connect(&m_on.session, &StudySession::runningChanged, this, &WindowMenus::followRun);
    connect(&m_on.pages, &PageStack::placeChanged, this, &WindowMenus::followPlace);
    followStudy();
    followPlace();
}

QList<QAction*> WindowMenus::placeActions() const
{
    return m_places->actions();
}

void WindowMenus::makeFileMenu()
{
    QMenu* menu = m_window.menuBar()->addMenu(tr("&File"));
    m_fileMenu = menu;
    StudyOpening* opening = &m_on.opening;
    add(menu, "newStudy", opening, [opening] { opening->make(); });
    add(menu, "openStudy", opening, &StudyOpening::ask);
    add(menu, "openDemo", opening, [opening] { opening->openDemo(Demo::Garments); });
    add(menu, "openWordsDemo", opening, [opening] { opening->openDemo(Demo::FilmReviews); });
    add(menu, "openPhotoDemo", opening, [opening] { opening->openDemo(Demo::Photographs); });
    QMenu* recent = menu->addMenu(themedIcon("recent"), tr("&Recent studies"));
    recent->setProperty("isFilledWhenShown", true);
    connect(recent, &QMenu::aboutToShow, this, [this, recent] {
        recent->clear();
        for (const QString& folder : m_on.settings.recentStudies()) {
            connect(recent->addAction(folder), &QAction::triggered, this,
                    [this, folder] { m_on.opening.open(folder.toStdString()); });
        }
    });
    menu->addSeparator();
    QAction* save = add(menu, "saveNow", this, [this] { m_on.guard.save(); });
    menu->addSeparator();
    m_import =
        add(menu, "importParts", this, [this] { exchangeParts(&PartExchange::importParts); });
    m_export =
        add(menu, "exportParts", this, [this] { exchangeParts(&PartExchange::exportParts); });
    QAction* exportFigure = add(menu, "exportFigure", this, [this] {
        m_on.pages.showPlace(Place::Figures);
        m_on.pages.figures()->exportFigure();
    });
    menu->addSeparator();
    QAction* close = add(menu, "closeStudy", this, [this] {
        if (m_on.guard.save()) {
            m_on.session.close();
        }
    });
    add(menu, "quit", &m_window, &QWidget::close);
    m_needStudy << save << exportFigure << close;
}

void WindowMenus::makeEditMenu()
{
    QMenu* menu = m_window.menuBar()->addMenu(tr("&Edit"));
    menu->addAction(m_on.undo.undoAction());
    menu->addAction(m_on.undo.redoAction());
}

void WindowMenus::makeViewMenu()
{
    QMenu* menu = m_window.menuBar()->addMenu(tr("&View"));
    const auto addPlace = [&](const char* id, Place place) {
        QAction* action = add(menu, id, this, [this, place] { m_on.pages.showPlace(place); });
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
    step("firstSample", [this] { goToSample(false); });
    step("lastSample", [this] { goToSample(true); });
    menu->addSeparator();
    step("previousEpoch", [this] { stepEpoch(m_on.session, -1); });
    step("nextEpoch", [this] { stepEpoch(m_on.session, 1); });
    step("firstEpoch", [this] { goToEpoch(m_on.session, false); });
    step("lastEpoch", [this] { goToEpoch(m_on.session, true); });
    step("playEpochs", [this] {
        m_on.pages.showPlace(Place::Explore);
        m_on.pages.explore()->epochControl().togglePlay();
    });
    menu->addSeparator();
    add(menu, "toggleTheme", this, [this] { toggleTheme(m_on.settings); });
    // Parts by number: the one to draw, or the one to hide.
    for (int number = 0; number < 10; ++number) {
        auto* action = new QAction(this);
        action->setShortcut(QKeySequence(QString::number((number + 1) % 10)));
        connect(action, &QAction::triggered, this, [this, number] {
            if (m_on.pages.isAt(Place::Parts)) {
                m_on.pages.parts()->choice().useKey((number + 1) % 10);
            } else if (m_on.pages.isAt(Place::Explore)) {
                m_on.pages.explore()->togglePart(number);
            }
        });
        m_window.addAction(action);
        m_needStudy << action;
    }
}

/// On the Parts page in the order of its list, of those that it shows.
void WindowMenus::stepSample(int by)
{
    if (m_on.session.document() == nullptr) {
        return;
    }
    if (m_on.pages.isAt(Place::Parts)) {
        m_on.pages.parts()->samples().step(by);
        return;
    }
    const int last = static_cast<int>(m_on.session.study().samples.size()) - 1;
    const int sample = static_cast<int>(m_on.session.selection().sample()) + by;
    m_on.session.selection().setSample(
        static_cast<std::size_t>(std::clamp(sample, 0, std::max(0, last))));
}

void WindowMenus::goToSample(bool last)
{
    if (m_on.session.document() == nullptr || m_on.session.study().samples.empty()) {
        return;
    }
    if (m_on.pages.isAt(Place::Parts)) {
        m_on.pages.parts()->samples().goToEnd(last);
    } else {
        m_on.session.selection().setSample(last ? m_on.session.study().samples.size() - 1 : 0);
    }
}

void WindowMenus::makeStudyMenu()
{
    QMenu* menu = m_window.menuBar()->addMenu(tr("&Study"));
    m_extract = add(menu, "extract", this, [this] { m_on.session.extract(); });
    m_pause = add(menu, "pauseExtraction", &m_on.session.extractor(), &Extractor::setPaused);
    m_pause->setCheckable(true);
    connect(&m_on.session.extractor(), &Extractor::pausedChanged, m_pause, &QAction::setChecked);
    m_cancel = add(menu, "cancelExtraction", this, [this] { m_on.session.extractor().cancel(); });
    menu->addSeparator();
    StudyAdditions* additions = &m_on.pages.study()->additions();
    m_needStudy << add(menu, "addSamples", additions, &StudyAdditions::addSamples)
                << add(menu, "addCheckpoints", additions, &StudyAdditions::addCheckpoints)
                << add(menu, "fitProbe", additions, &StudyAdditions::fitProbe)
                << add(menu, "measureAccuracies", &m_on.pages.study()->accuracies(),
                       &StudyAccuracies::measureAccuracies);
    const auto choose = [&](const char* id, void (StudyChoices::*run)()) {
        return add(menu, id, this, [this, run] {
            m_on.pages.showPlace(Place::Study);
            (m_on.pages.study()->choices().*run)();
        });
    };
    m_prepare = choose("preparePictures", &StudyChoices::preparePictures);
    m_cut = choose("cutSentences", &StudyChoices::cutSentences);
    menu->addSeparator();
    const auto edit = [&](const char* id, void (StudyRemovals::*run)()) {
        QAction* action = add(menu, id, this, [this, run] {
            m_on.pages.showPlace(Place::Study); // where it is seen what is chosen, and undone
            (m_on.pages.study()->removals().*run)();
        });
        m_needStudy << action;
        return action;
    };
    m_on.pages.parts()->samples().addToMenu({edit("renameSample", &StudyRemovals::renameSample),
                                             edit("removeSample", &StudyRemovals::removeSample)});
    edit("renameRun", &StudyRemovals::renameRun);
    edit("changeRole", &StudyRemovals::changeRole);
    edit("removeRun", &StudyRemovals::removeRun);
    edit("changeEpoch", &StudyRemovals::changeEpoch);
    edit("removeCheckpoint", &StudyRemovals::removeCheckpoint);
}

void WindowMenus::makePartsMenu()
{
    QMenu* menu = m_window.menuBar()->addMenu(tr("&Parts"));
    addGroups(*menu, m_on.pages.parts()->menuGroups());
    m_partsMenu = menu->menuAction();
}

void WindowMenus::makeHelpMenu()
{
    QMenu* menu = m_window.menuBar()->addMenu(tr("&Help"));
    const auto page = [&](const char* id, const QString& name) {
        add(menu, id, this, [this, name] { m_help->showPage(name); });
    };
    page("helpContents", "index.html");
    page("helpFirstStudy", "first-study.html");
    page("helpTraining", "training.html");
    page("helpMethod", "method.html");
    menu->addSeparator();
    add(menu, "showPalette", this, [this] { showPalette(m_window); });
    add(menu, "showKeys", this, [this] { showKeys(m_window); });
    add(menu, "trustedPrograms", &m_on.trust, &ProgramTrust::showRemembered);
    add(menu, "about", this, [this] { showAbout(m_window); });
}

void WindowMenus::followStudy()
{
    const bool isOpen = m_on.session.document() != nullptr;
    for (QAction* action : m_needStudy + m_places->actions()) {
        action->setEnabled(isOpen);
    }
    const bool hasPictures = isOpen && sampleSetup(m_on.session.study()).takesPreprocessing();
    m_prepare->setEnabled(hasPictures);
    m_prepare->setVisible(hasPictures || !isOpen);
    m_cut->setEnabled(isOpen && !hasPictures);
    m_cut->setVisible(!hasPictures);
    followExchange();
    followRun();
}

/// For studies that cannot give or take parts the commands say why.
void WindowMenus::followExchange()
{
    const QString obstacle = m_on.pages.exchange().obstacle();
    for (QAction* action : {m_import, m_export}) {
        action->setEnabled(obstacle.isEmpty());
        action->setToolTip(obstacle.isEmpty() ? QString() : plainTip(obstacle));
    }
    m_fileMenu->setToolTipsVisible(!obstacle.isEmpty()); // else they would repeat the texts
}

/// On the page where parts are seen, and an import is undone.
void WindowMenus::exchangeParts(void (PartExchange::*run)())
{
    m_on.pages.showPlace(Place::Parts);
    (m_on.pages.exchange().*run)();
}

void WindowMenus::followRun()
{
    const bool isRunning = m_on.session.extractor().isRunning();
    m_extract->setEnabled(m_on.session.document() != nullptr && !isRunning);
    m_pause->setEnabled(isRunning);
    m_cancel->setEnabled(isRunning);
}

void WindowMenus::followPlace()
{
    const QList<QAction*> actions = m_places->actions();
    for (int place = 0; place < actions.size(); ++place) {
        if (m_on.pages.isAt(static_cast<Place>(place))) {
            actions[place]->setChecked(true);
        }
    }
    m_partsMenu->setEnabled(m_on.pages.isAt(Place::Parts));
}

} // namespace palimpsest
