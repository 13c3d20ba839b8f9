// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "widgets/panels/flow_bar.h"

#include <QList>
#include <QString>

#include <cstddef>

class QLabel;
class QSlider;
class QSpinBox;

namespace palimpsest {

class LookActions;
class PartsCanvas;

/// The numbers that the chosen tool of a canvas asks for, and how the canvas is seen.
class DrawingBar : public FlowBar
{
    Q_OBJECT

public:
    /// The canvas must outlive the bar.
    explicit DrawingBar(PartsCanvas& canvas, QWidget* parent = nullptr);

    /// How parts are shown, and what can be zoomed to.
    QList<QAction*> lookActions() const;
    QAction* zoomPart() const; ///< one of them: to the current part

private:
    /// Where one of a tool's numbers is typed.
    struct OptionField
    {
        QString tool; ///< its id
        std::size_t index = 0;
        QWidget* field = nullptr; ///< the number and what stands before it
        QSpinBox* spin = nullptr;
    };

    void addOptions();
    void addOption(const QString& tool, std::size_t index);
    void addViews();
    void addLook();
    void showLook();
    void showChosen();
    void showOptions();

    PartsCanvas& m_canvas;
    QList<OptionField> m_fields;
    LookActions* m_look;
    QSlider* m_opacity;
    QLabel* m_uncovered; ///< how much is in no part
};

} // namespace palimpsest
