// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "widgets/canvas/view_transform.h"
#include "widgets/tools/tool_view.h"

#include <QColor>
#include <QPointF>
#include <QSize>

#include <vector>

class QPainter;

namespace palimpsest {

/// How a tool's overlay looks.
struct ToolStyle
{
    QColor part;               ///< colour of the part that is drawn or selected
    QColor accent;             ///< of the chosen point
    bool isLocked = false;     ///< handles are greyed
    QSize view;                ///< size of the view
    PixelSize picture;         ///< of the picture, in its pixels
    std::vector<QColor> parts; ///< colours of all parts
};

/// Draws what a tool shows; sizes of points and handles are in pixels of the view.
void paintToolOverlay(QPainter& painter, const ViewTransform& transform, const ToolOverlay& overlay,
                      const ToolStyle& style);

/// The cursor that keys lead, at a place of the view.
void paintKeyCursor(QPainter& painter, QPointF place);

} // namespace palimpsest
