// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/assists/superpixels.h"
#include "core/parts/label_map.h"
#include "core/parts/object_outline.h"
#include "widgets/tools/outline_marks.h"

#include <QLineF>
#include <QPolygonF>
#include <QString>

#include <cstddef>
#include <memory>
#include <optional>
#include <vector>

namespace palimpsest {

/// A click or stroke that stays where it was made.
struct ToolMark
{
    QPolygonF points;       ///< one of a click
    int part = -1;          ///< whose colour it has; −1 for none
    bool isDropped = false; ///< it says what is not meant
};

/// What a tool shows over the drawing, in coordinates of the picture.
struct ToolOverlay
{
    QPolygonF outline;                      ///< of what is drawn, dragged or selected
    bool isClosed = false;                  ///< its ends are joined
    bool hasHandles = false;                ///< its points can be dragged
    std::optional<std::size_t> chosenPoint; ///< of the outline
    std::optional<QPointF> target;          ///< where a press would put a point
    bool canClose = false;                  ///< a click on the first point finishes
    bool closes = false;                    ///< the pointer is on it
    std::vector<QLineF> cells;              ///< borders of a grid within the outline
    double targetWidth = 0.0;               ///< of a circle around the target, where there is one
    std::vector<QPointF> anchors;           ///< points of the outline that were clicked, where
                                            ///< these are not all
    std::vector<ToolMark> marks;
    OutlineMarks outlineMarks;
    std::shared_ptr<const SegmentMap> segments; ///< whose borders are shown
    std::shared_ptr<const LabelMap> labels;     ///< parts as they would be
    // These stand until the tool is told of something else:
    const ObjectOutline* object = nullptr; ///< what surrounds it is dimmed
    const Mask* pixels = nullptr;          ///< that are painted
};

/// A number that a tool asks for, as the columns of a grid.
struct ToolOption
{
    QString name;
    QString before; ///< what stands before it: the name in a word, or ×
    QString unit;   ///< what stands behind it, with its space; empty for none
    int value = 1;
    int least = 1;
    int most = 1;
};

} // namespace palimpsest
