// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/canvas/parts_canvas_state.h"

#include "widgets/canvas/tool_overlay.h"
#include "widgets/style/part_colours.h"

#include <QPainter>

namespace palimpsest {

ToolScene PartsCanvas::State::scene(qint64 picture) const
{
    const bool isOfThis = object && object->picture == PixelSize{drawing.width, drawing.height};
    return {drawing, currentPart, isLocked, picture, isOfThis ? object : nullptr};
}

void PartsCanvas::State::refreshLayer()
{
    const bool isOfModels = seen && isSeenShown;
    layer.set(drawing, isOfModels ? spreadOver(*seen, map.width, map.height) : map, currentPart);
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
    layer.paint(painter, canvas.transform());
    if (namesVisible) {
        layer.paintNames(painter, canvas.transform());
    }
}

void PartsCanvas::State::paintTool(const PartsCanvas& canvas, QPainter& painter)
{
    const ToolOverlay overlay = tool().overlay(canvas.scene());
    segments.paint(painter, canvas.transform(), canvas.size(), overlay.segments);
    ToolStyle style{.part = partColourOfTool(),
                    .accent = canvas.palette().color(QPalette::Highlight),
                    .isLocked = isLocked,
                    .view = canvas.size(),
                    .parts = {}};
    for (std::size_t part = 0; part < drawing.parts.size(); ++part) {
        style.parts.push_back(partColour(static_cast<int>(part)));
    }
    paintToolOverlay(painter, canvas.transform(), overlay, style);
}

QColor PartsCanvas::State::partColour(int part) const
{
    return hasPart(part)
               ? palimpsest::partColour(drawing.parts[static_cast<std::size_t>(part)], part)
               : QColor(Qt::white);
}

QColor PartsCanvas::State::partColourOfTool() const
{
    if (const auto shape = tool().selectedShape()) {
        return partColour(partIndex(drawing, drawing.shapes[*shape].label));
    }
    return partColour(tool().needsPart() ? currentPart : -1);
}

} // namespace palimpsest
