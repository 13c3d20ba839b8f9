// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/tools/trace_tool.h"

#include "core/parts/crossings.h"
#include "core/parts/simplification.h"
#include "widgets/tools/picking.h"

#include <algorithm>
#include <iterator>

namespace palimpsest {

namespace {

constexpr double kToleranceShare = 0.5 / kPickRadius; // of the pick radius
constexpr double kFinest = 0.1;                       // pixels of the picture: what points lie on
constexpr double kSmallLoop = 3.0; // pick radii: an end that overshoots, a hand that trembles
constexpr std::size_t kFewestPoints = 3;

/// Where the pointer is, within the picture.
QPointF placeOf(const ToolScene& scene, ToolPointer pointer)
{
    pointer.keys |= Qt::ControlModifier; // each point that snaps would be a dent
    return snapped(scene.drawing, pointer);
}

/// The stroke as a polygon of few points.
std::vector<Point> outlineOf(const QPolygonF& stroke, double pickRadius)
{
    std::vector<Point> points;
    std::ranges::transform(stroke, std::back_inserter(points), toPoint);
    return withoutSmallLoops(simplified(points, std::max(kFinest, pickRadius * kToleranceShare)),
                             pickRadius * kSmallLoop);
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
    const std::vector<Point> outline = outlineOf(m_stroke, pointer.pickRadius);
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
    for (const Crossing& crossing : crossings(outline)) {
        m_crossings.push_back(toQPointF(crossing.at));
    }
    if (!m_crossings.empty()) {
        m_refused = toQPolygonF(outline);
        return {.refusal =
                    tr("This line crosses itself. Drag once around what belongs to the part, "
                       "without crossing your own line.")};
    }
    return drawShape(scene, toQPolygonF(outline));
}

void TraceTool::giveUp()
{
    m_stroke.clear();
    m_refused.clear();
    m_crossings.clear();
    m_isDragged = false;
}

ToolOverlay TraceTool::overlay(const ToolScene&) const
{
    ToolOverlay overlay;
    overlay.outline = isBusy() ? m_stroke : m_refused;
    overlay.isClosed = true;
    overlay.outlineMarks.crossings = m_crossings;
    return overlay;
}

} // namespace palimpsest
