// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/tools/rectangle_tool.h"

#include "widgets/tools/picking.h"

#include <algorithm>
#include <cmath>

namespace palimpsest {

namespace {

/// `position` moved towards `corner` so that they span a square.
QPointF squared(QPointF corner, QPointF position)
{
    const QPointF by = position - corner;
    const double side = std::min(std::abs(by.x()), std::abs(by.y()));
    return corner + QPointF(std::copysign(side, by.x()), std::copysign(side, by.y()));
}

} // namespace

ToolAnswer RectangleTool::press(const ToolScene& scene, const ToolPointer& pointer)
{
    if (const auto why = obstacle(scene, needsPart())) {
        return *why;
    }
    m_pressed = pointer.position;
    m_corner = snapped(scene.drawing, pointer);
    m_opposite = m_corner;
    return {};
}

ToolAnswer RectangleTool::move(const ToolScene& scene, const ToolPointer& pointer)
{
    m_isDragging = m_isDragging || (m_pressed && isDrag(*m_pressed, pointer));
    const QPointF position = snapped(scene.drawing, pointer);
    const bool isSquare = m_isDragging && pointer.keys.testFlag(Qt::ShiftModifier);
    m_target = isSquare ? squared(m_corner, position) : position;
    if (m_isDragging) {
        m_opposite = *m_target;
    }
    return {};
}

ToolAnswer RectangleTool::release(const ToolScene& scene, const ToolPointer& pointer)
{
    move(scene, pointer);
    const bool wasDragged = m_isDragging;
    giveUp();
    const QRectF area = QRectF(m_corner, m_opposite).normalized();
    if (!wasDragged) {
        return {};
    }
    if (const auto why = obstacle(scene, needsPart())) {
        return *why;
    }
    if (area.isEmpty()) {
        return {.refusal = tr("This box is empty. Drag from one corner to the other.")};
    }
    return draw(scene, area);
}

ToolAnswer RectangleTool::draw(const ToolScene& scene, const QRectF& area) const
{
    QPolygonF outline(area);
    outline.removeLast(); // the first corner once more
    return drawShape(scene, outline);
}

void RectangleTool::giveUp()
{
    m_pressed.reset();
    m_isDragging = false;
}

ToolOverlay RectangleTool::overlay(const ToolScene&) const
{
    ToolOverlay overlay;
    overlay.target = m_target;
    if (m_isDragging) {
        overlay.outline = QPolygonF(QRectF(m_corner, m_opposite).normalized());
        overlay.outline.removeLast();
        overlay.isClosed = true;
    }
    return overlay;
}

} // namespace palimpsest
