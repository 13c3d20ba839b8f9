// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/dialogs/dialogs.h"
#include "app/document/study_session.h"
#include "widgets/canvas/parts_canvas.h"

#include <QActionGroup>
#include <QWidget>

#include <functional>
#include <map>
#include <set>
#include <string>

class QLabel;
class QSpinBox;
class QStackedWidget;
class QToolBar;

namespace palimpsest {

class PartsPanel;
class SampleListModel;

/// Where parts are drawn: the samples, the canvas with its tools, and the list of parts.
class PartsPage : public QWidget
{
    Q_OBJECT

public:
    PartsPage(StudySession& session, SampleListModel& samples, Dialogs& dialogs,
              QWidget* parent = nullptr);

    PartsCanvas& canvas() { return *m_canvas; }

    /// What the menu offers; they act on this page.
    const QList<QAction*>& toolActions() const { return m_toolActions; }
    const QList<QAction*>& shapeActions() const { return m_shapeActions; }
    QList<QAction*> partActions() const;
    QAction* unlockAction() const { return m_unlock; }

    /// Part `number` (from 0) becomes the one that is drawn.
    void choosePart(int number);

signals:
    void statusText(const QString& text);
    void refused(const QString& why);
    void samplesRequested();

private:
    QToolBar* makeToolBar();
    void makeShapeActions();
    QAction* addTool(DrawingTool tool, const QString& icon, const QString& text,
                     const QString& key);
    void connectCanvas();
    void connectPanel();
    void showSample();
    void showDrawing();
    void updateLock();
    bool hasSample() const;
    bool mayHaveValues() const;
    bool isLocked() const;
    void refuseLocked();
    const Drawing& drawing();
    void change(const QString& what, const std::function<Drawing(const Drawing&)>& edit);
    void addPart();
    void recolour(int part);

    StudySession& m_session;
    Dialogs& m_dialogs;
    PartsCanvas* m_canvas;
    PartsPanel* m_panel;
    QWidget* m_lockBar;
    QLabel* m_problem;
    QStackedWidget* m_stack;
    QSpinBox* m_gridColumns;
    QSpinBox* m_gridRows;
    QActionGroup* m_tools;
    QList<QAction*> m_toolActions;
    QList<QAction*> m_shapeActions;
    QAction* m_unlock;
    std::map<std::string, int> m_currentPart; ///< by sample id
    std::set<std::string> m_unlocked;         ///< ids of samples that may be redrawn
};

} // namespace palimpsest
