// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/document/study_session.h"
#include "app/settings/settings.h"

#include <QList>
#include <QObject>

class QAction;
class QActionGroup;
class QMainWindow;
class QMenu;

namespace palimpsest {

class HelpWindow;
class PageStack;
class PartExchange;
class ProgramTrust;
class StudyGuard;
class StudyOpening;
class UndoActions;

/// What the commands of the window act on.
struct CommandTargets
{
    StudySession& session;
    Settings& settings;
    StudyGuard& guard;
    StudyOpening& opening;
    PageStack& pages;
    UndoActions& undo;
    ProgramTrust& trust;
};

/// The menus of the window, with its commands, which can be given where they make sense.
class WindowMenus : public QObject
{
    Q_OBJECT

public:
    WindowMenus(const CommandTargets& targets, QMainWindow& window);

    /// Those that show a place, in the order of Place.
    QList<QAction*> placeActions() const;

private:
    void makeFileMenu();
    void makeEditMenu();
    void makeViewMenu();
    void makeStudyMenu();
    void makePartsMenu();
    void makeHelpMenu();
    void stepSample(int by);
    void goToSample(bool last);
    void followStudy();
    void followExchange();
    void exchangeParts(void (PartExchange::*run)());
    void followRun();
    void followPlace();

    CommandTargets m_on;
    QMainWindow& m_window;
    HelpWindow* m_help;
    QActionGroup* m_places;
    QAction* m_extract;
    QAction* m_pause;
    QAction* m_cancel;
    QAction* m_prepare; ///< pictures, which sentences have none of
    QAction* m_cut;     ///< sentences
    QMenu* m_fileMenu;
    QAction* m_import; ///< parts, as m_export
    QAction* m_export;
    QAction* m_partsMenu;        ///< acts on the Parts page only
    QList<QAction*> m_needStudy; ///< actions that make sense only with a study
};

} // namespace palimpsest
