// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/tools/trace_tool.h"

#include "core/parts/simplification.h"
#include "widgets/tools/picking.h"

#include <algorithm>
#include <iterator>

namespace palimpsest {

namespace {

constexpr double kToleranceShare = 0.5 / kPickRadius; // of the pick radius
constexpr double kFinest = 0.1;                       // pixels of the picture: what points lie on
constexpr qsizetype kFewestPoints = 3;

/// Where the pointer is, within the picture.
QPointF placeOf(const ToolScene& scene, ToolPointer pointer)
{
    pointer.keys |= Qt::ControlModifier; // each point that snaps would be a dent
    return snapped(scene.drawing, pointer);
}

/// The stroke as a polygon of few points.
QPolygonF outlineOf(const QPolygonF& stroke, double tolerance)
{
    std::vector<Point> points;
    std::ranges::transform(stroke, std::back_inserter(points), toPoint);
    return toQPolygonF(simplified(points, tolerance));
}

} // namespace

ToolAnswer TraceTool::press(const ToolScene& scene, const ToolPointer& pointer)
{
    if (const auto why = obstacle(scene, true)) {
        return *why;
    }
    giveUp();
    m_stroke << placeOf(scene, pointer);
    return {};
}

ToolAnswer TraceTool::move(const ToolScene& scene, const ToolPointer& pointer)
{
    if (isBusy()) {
        m_isDragged = m_isDragged || isDrag(m_stroke.front(), pointer);
        m_stroke << placeOf(scene, pointer);
    }
    return {};
}

ToolAnswer TraceTool::release(const ToolScene& scene, const ToolPointer& pointer)
{
    move(scene, pointer);
    const bool wasDragged = m_isDragged;
    const QPolygonF outline =
        outlineOf(m_stroke, std::max(kFinest, pointer.pickRadius * kToleranceShare));
    giveUp();
    if (!wasDragged) {
        return {};
    }
    if (const auto why = obstacle(scene, true)) {
        return *why;
    }
    if (outline.size() < kFewestPoints) {
        return {.refusal = tr("This line encloses nothing. Drag around what belongs to the part.")};
    }
    return drawShape(scene, outline);
}

void TraceTool::giveUp()
{
    m_stroke.clear();
    m_isDragged = false;
}

ToolOverlay TraceTool::overlay(const ToolScene&) const
{
    ToolOverlay overlay;
    overlay.outline = m_stroke;
    overlay.isClosed = true;
    return overlay;
}

} // namespace palimpsest
