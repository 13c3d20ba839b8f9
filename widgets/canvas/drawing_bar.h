// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QList>
#include <QToolBar>

#include <cstddef>

class QActionGroup;
class QLabel;
class QSlider;
class QSpinBox;

namespace palimpsest {

class LookActions;
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
    /// How parts are shown, and what can be zoomed to.
    QList<QAction*> lookActions() const;

private:
    /// Where one of a tool's numbers is typed.
    struct OptionField
    {
        QString tool; ///< its id
        std::size_t index = 0;
        QSpinBox* spin = nullptr;
    };

    void addTools();
    void addOptions();
    void addViews();
    void addLook();
    void showLook();
    void showChosen();
    void showOptions();

    PartsCanvas& m_canvas;
    QActionGroup* m_group;
    QList<QAction*> m_tools;
    QList<std::pair<QString, QAction*>> m_options; ///< by the tool's id
    QList<OptionField> m_fields;
    LookActions* m_look;
    QSlider* m_opacity;
    QLabel* m_uncovered; ///< how much is in no part
    QAction* m_uncoveredPlace;
};

} // namespace palimpsest
