// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/canvas/parts_canvas_state.h"

#include "widgets/canvas/pixel_grid.h"
#include "widgets/canvas/tool_overlay.h"
#include "widgets/style/part_colours.h"

#include <QPainter>

namespace palimpsest {

void PartsCanvas::State::refreshLayer()
{
    const bool isOfModels = seen && isSeenShown;
    layer.set(drawing, isOfModels ? spreadOver(*seen, map.width, map.height) : map, currentPart,
              look.isOutlineOnly ? 0 : look.opacity);
    painted = {};
}

void PartsCanvas::State::paintLayer(const PartsCanvas& canvas)
{
    const double ratio = canvas.devicePixelRatio();
    painted = QPixmap(canvas.size() * ratio);
    painted.setDevicePixelRatio(ratio);
    painted.fill(Qt::transparent);
    QPainter painter(&painted);
    painter.setFont(canvas.font());
    painter.setRenderHint(QPainter::SmoothPixmapTransform, canvas.transform().zoom() < 1.0);
    if (seen) {
        paintSeenArea(painter, canvas.transform(), canvas.picture().size(), *seen, isSeenShown);
    }
    paintPixelGrid(painter, canvas.transform(), canvas.picture().size(), canvas.size());
    if (look.showsUncovered) {
        uncovered.paint(painter, canvas.transform(), canvas.size());
    }
    layer.paint(painter, canvas.transform());
    if (look.hasNames) {
        layer.paintNames(painter, canvas.transform());
    }
}

void PartsCanvas::State::paintTool(const PartsCanvas& canvas, QPainter& painter)
{
    const ToolOverlay overlay = tool().overlay(canvas.scene());
    segments.paint(painter, canvas.transform(), canvas.size(), overlay.segments);
    paintToolOverlay(painter, canvas.transform(), overlay,
                     {.part = partColourOfTool(),
                      .accent = canvas.palette().color(QPalette::Highlight),
                      .isLocked = isLocked,
                      .view = canvas.size()});
}

QColor PartsCanvas::State::partColourOfTool() const
{
    int part = tool().needsPart() ? currentPart : -1;
    if (const auto shape = tool().selectedShape()) {
        part = partIndex(drawing, drawing.shapes[*shape].label);
    }
    return hasPart(part) ? partColour(drawing.parts[static_cast<std::size_t>(part)], part)
                         : QColor(Qt::white);
}

} // namespace palimpsest
