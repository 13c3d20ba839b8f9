// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/tools/rectangle_tool.h"

#include "widgets/tools/picking.h"

namespace palimpsest {

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
    m_target = snapped(scene.drawing, pointer);
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
        return {.refusal = tr("This rectangle is empty. Drag from one corner to the other.")};
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
