// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QList>
#include <QToolBar>

class QActionGroup;

namespace palimpsest {

class PartsCanvas;

/// The tools of a canvas, the numbers that the chosen one asks for, and how it is seen.
class DrawingBar : public QToolBar
{
    Q_OBJECT

public:
    /// The canvas must outlive the bar.
    explicit DrawingBar(PartsCanvas& canvas, QWidget* parent = nullptr);

    /// One per tool, with its key, for whatever takes keys. A tool chosen gives the canvas the
    /// focus.
    const QList<QAction*>& toolActions() const { return m_tools; }

private:
    void addTools();
    void addOptions();
    void addViews();
    void showChosen();

    PartsCanvas& m_canvas;
    QActionGroup* m_group;
    QList<QAction*> m_tools;
    QList<std::pair<QString, QAction*>> m_options; ///< by the tool's id
};

} // namespace palimpsest
