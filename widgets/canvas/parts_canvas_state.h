// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "widgets/canvas/parts_canvas.h"
#include "widgets/canvas/segments_layer.h"
#include "widgets/tools/tool_box.h"

#include <QColor>
#include <QPoint>
#include <QString>

#include <optional>
#include <string>
#include <vector>

namespace palimpsest {

/// What is drawn on a canvas, with how it is painted.
struct PartsCanvas::State
{
    SegmentsLayer segments;
    bool isLocked = false;
    bool wasDrawing = false;          ///< when drawingStateChanged was emitted last
    bool hadTakenBack = false;        ///< likewise
    std::optional<QPointF> pressedAt; ///< where the pointer is, while the left button is held
    Qt::KeyboardModifiers keys;       ///< held at the last press or move
    std::optional<QString> said;      ///< of what is pointed at, since the pointer was moved last
    int turned = 0; ///< by the wheel with Shift and not heeded yet, in eighths of a degree

    ToolBox tools;
    std::vector<int> shownOptions; ///< of the chosen tool when toolOptionsChanged was emitted last

    /// Of the part that a tool has chosen, whose place may be another once an edit is made; or
    /// empty.
    static std::string chosenName(const ToolAnswer& answer, const Drawing& drawing);

    AbstractTool& tool() { return tools.chosen(); }
    const AbstractTool& tool() const { return tools.chosen(); }

    /// Whether the numbers of the tool are others than when this was asked last.
    bool optionsChanged();
    /// What is there, and what the tool says of it.
    QString textAt(const PartsCanvas& canvas, QPointF position) const;

    /// Of the wheel, which are whole since the last.
    int notches(QPoint turn);

    void paintTool(const PartsCanvas& canvas, QPainter& painter);

    /// Colour of the part that the tool draws, or of the shape that it has selected.
    QColor partColourOfTool(const PartsCanvas& canvas) const;
};

} // namespace palimpsest
