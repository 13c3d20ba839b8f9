// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/parts/drawing.h"
#include "widgets/canvas/parts_canvas.h"
#include "widgets/canvas/parts_layer.h"
#include "widgets/canvas/seen_area.h"
#include "widgets/canvas/segments_layer.h"
#include "widgets/canvas/uncovered_layer.h"
#include "widgets/tools/tool_box.h"

#include <QColor>
#include <QPixmap>
#include <QPoint>
#include <QString>

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace palimpsest {

/// What a canvas shows and what is drawn on it, with how both are painted.
struct PartsCanvas::State
{
    Drawing drawing;
    LabelMap map;
    std::optional<SeenArea> seen; ///< where the picture is the original
    bool isSeenShown = false;
    std::shared_ptr<const ObjectOutline> object; ///< of this picture or of another one's size
    PartsLook look;
    PartsLayer layer;
    UncoveredLayer uncovered; ///< of the map, while it is shown
    SegmentsLayer segments;
    QPixmap painted; ///< the layers in the view, kept while only the tool's overlay changes
    int currentPart = -1;
    bool isLocked = false;
    bool wasDrawing = false;          ///< when drawingStateChanged was emitted last
    bool hadTakenBack = false;        ///< likewise
    std::optional<QPointF> pressedAt; ///< where the pointer is, while the left button is held
    bool isHeldByKey = false;         ///< and no button of a mouse
    Qt::KeyboardModifiers keys;       ///< held at the last press or move
    std::optional<QString> said;      ///< of what is pointed at, since the pointer was moved last
    int turned = 0; ///< by the wheel with Shift and not heeded yet, in eighths of a degree

    ToolBox tools;
    std::vector<int> shownOptions; ///< of the chosen tool when toolOptionsChanged was emitted last

    AbstractTool& tool() { return tools.chosen(); }
    const AbstractTool& tool() const { return tools.chosen(); }

    bool hasPart(int part) const
    {
        return part >= 0 && static_cast<std::size_t>(part) < drawing.parts.size();
    }

    /// What tools work on, in a picture of this number.
    ToolScene scene(qint64 picture) const;

    /// Whether its outlines are others than those before.
    bool set(const Drawing& after, std::optional<SeenArea> seenOfIt);
    /// Whether the numbers of the tool are others than when this was asked last.
    bool optionsChanged();
    /// Of the part that a tool has chosen, whose place may be another once an edit is made; or
    /// empty.
    std::string chosenName(const ToolAnswer& answer) const;
    /// What is there, and what the tool says of it.
    QString textAt(QPointF position, const ToolScene& scene) const;

    /// Of the wheel, which are whole since the last.
    int notches(QPoint turn);

    void refreshLayer();
    void paintLayer(const PartsCanvas& canvas);
    void paintTool(const PartsCanvas& canvas, QPainter& painter);

    QColor partColour(int part) const; ///< white for none

    /// Colour of the part that the tool draws, or of the shape that it has selected.
    QColor partColourOfTool() const;
};

} // namespace palimpsest
