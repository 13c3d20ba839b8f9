// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/tools/polygon_tool.h"

#include "core/parts/crossings.h"
#include "widgets/tools/draft_json.h"
#include "widgets/tools/picking.h"

#include <algorithm>
#include <iterator>

namespace palimpsest {

namespace {

constexpr qsizetype kFewestPoints = 3;

std::vector<QPointF> crossingsOf(const QPolygonF& points, bool isClosed)
{
    std::vector<Point> outline;
    std::ranges::transform(points, std::back_inserter(outline), toPoint);
    std::vector<QPointF> places;
    for (const Crossing& crossing : crossings(outline, isClosed)) {
        places.push_back(toQPointF(crossing.at));
    }
    return places;
}

} // namespace

/// Where the edge to `point` would cross those that are drawn.
std::vector<QPointF> PolygonTool::crossingsTo(QPointF point) const
{
    return crossingsOf(QPolygonF(m_points) << point, false);
}

bool PolygonTool::isOnFirst(const ToolPointer& pointer) const
{
    return m_points.size() >= kFewestPoints && !pointer.keys.testFlag(Qt::ControlModifier) &&
           QLineF(m_points.front(), pointer.position).length() <= pointer.pickRadius;
}

QPointF PolygonTool::nextPoint(const ToolScene& scene, const ToolPointer& pointer) const
{
    const QPointF position = snapped(scene.drawing, pointer);
    const bool keepsAxis = isBusy() && pointer.keys.testFlag(Qt::ShiftModifier);
    return keepsAxis ? alongAxis(m_points.back(), position) : position;
}

ToolAnswer PolygonTool::press(const ToolScene& scene, const ToolPointer& pointer)
{
    if (const auto why = obstacle(scene, true)) {
        return *why;
    }
    if (isOnFirst(pointer)) {
        return finish(scene);
    }
    const QPointF point = nextPoint(scene, pointer);
    m_crossings = crossingsTo(point);
    m_isRefused = !m_crossings.empty();
    if (m_isRefused) {
        return {.refusal = tr("The edge to this place would cross the outline. Put the point where "
                              "no edges cross.")};
    }
    if (m_points.isEmpty() || m_points.back() != point) {
        m_points << point;
        m_takenBack.clear();
    }
    m_target = point;
    return {};
}

ToolAnswer PolygonTool::move(const ToolScene& scene, const ToolPointer& pointer)
{
    m_target = nextPoint(scene, pointer);
    m_closes = isOnFirst(pointer);
    m_crossings = m_closes ? crossingsOf(m_points, true) : crossingsTo(*m_target);
    return {};
}

ToolAnswer PolygonTool::doubleClick(const ToolScene& scene, const ToolPointer&)
{
    return m_isRefused ? ToolAnswer{} : finish(scene); // without the point it would be another one
}

ToolAnswer PolygonTool::finish(const ToolScene& scene)
{
    if (m_points.size() < kFewestPoints) {
        return {};
    }
    if (const auto why = obstacle(scene, true)) {
        return *why;
    }
    m_crossings = crossingsOf(m_points, true);
    if (!m_crossings.empty()) {
        return {.refusal =
                    tr("The edge back to the first point would cross the outline. Add points "
                       "that lead around, or take some back.")};
    }
    ToolAnswer answer = drawShape(scene, m_points);
    if (answer.edit) {
        giveUp();
    }
    return answer;
}

ToolAnswer PolygonTool::takeBackPoint(const ToolScene&)
{
    if (isBusy()) {
        m_takenBack << m_points.takeLast();
    }
    m_crossings.clear();
    m_closes = m_closes && m_points.size() >= kFewestPoints;
    return {};
}

ToolAnswer PolygonTool::bringBackPoint(const ToolScene& scene)
{
    if (const auto why = obstacle(scene, true)) {
        return *why;
    }
    if (hasTakenBack()) {
        m_points << m_takenBack.takeLast();
    }
    m_crossings.clear();
    return {};
}

void PolygonTool::giveUp()
{
    m_points.clear();
    m_takenBack.clear();
    m_crossings.clear();
    m_isRefused = false;
    m_closes = false;
}

QJsonObject PolygonTool::unfinished() const
{
    return isBusy() ? QJsonObject{{QStringLiteral("points"), toJson(m_points)}} : QJsonObject();
}

void PolygonTool::resume(const QJsonObject& unfinished)
{
    giveUp();
    m_points = pointsFrom(unfinished.value(QLatin1String("points")));
}

ToolOverlay PolygonTool::overlay(const ToolScene&) const
{
    ToolOverlay overlay;
    overlay.outline = m_points;
    overlay.canClose = m_points.size() >= kFewestPoints;
    overlay.closes = m_closes;
    overlay.outlineMarks.crossings = m_crossings;
    overlay.target = m_closes ? std::optional(m_points.front()) : m_target;
    return overlay;
}

} // namespace palimpsest
