// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/tools/ghost_tool.h"

#include "widgets/tools/draft_json.h"
#include "widgets/tools/picking.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>

namespace palimpsest {

namespace {

constexpr double kScaleStep = 1.05;
constexpr double kTurnStep = std::numbers::pi / 36.0;  // 5 degrees
constexpr double kTurnStops = std::numbers::pi / 12.0; // 15 degrees, with Shift
constexpr double kLeastScale = 0.02;
constexpr double kMostScale = 50.0;
constexpr double kHandleAway = 0.12; // from the box, as a share of its height

double angleOf(QPointF direction)
{
    return std::atan2(direction.y(), direction.x());
}

} // namespace

GhostTool::GhostTool(Drawing ghost, PixelSize size, const Placement& start)
    : m_ghost(std::move(ghost)), m_size(size)
{
    put(start);
}

/// Shows the parts there.
void GhostTool::put(const Placement& placement)
{
    m_placement = placement;
    m_placement.scale = std::clamp(placement.scale, kLeastScale, kMostScale);
    m_laid = placed(m_ghost, m_size, m_placement);
    std::vector<Point> points = boxAround(m_ghost);
    const double middle = (points[0].x + points[1].x) / 2.0;
    const double top = points[0].y;
    points.push_back({middle, top});
    points.push_back({middle, top - kHandleAway * (points[2].y - top)});
    points = placedPoints(m_ghost, std::move(points), m_size, m_placement);
    const auto at = [&](std::size_t i) { return QPointF(points[i].x, points[i].y); };
    m_corners = QPolygonF{at(0), at(1), at(2), at(3)};
    m_handle = QLineF(at(4), at(5));
}

/// What was before can be taken back to.
void GhostTool::begin()
{
    m_before.push_back(m_placement);
    m_after.clear();
}

void GhostTool::scaleBy(int steps)
{
    begin();
    Placement next = m_placement;
    next.scale *= std::pow(kScaleStep, steps);
    put(next);
}

void GhostTool::turnBy(int steps)
{
    begin();
    Placement next = m_placement;
    next.angle += kTurnStep * steps;
    put(next);
}

void GhostTool::mirror()
{
    begin();
    Placement next = m_placement;
    next.isMirrored = !next.isMirrored;
    next.angle = -next.angle; // so that all of it is as in a mirror
    put(next);
}

GhostTool::Grip GhostTool::gripAt(const ToolPointer& pointer) const
{
    const auto isNear = [&](QPointF point) {
        return QLineF(point, pointer.position).length() <= pointer.pickRadius;
    };
    if (isNear(m_handle.p2())) {
        return Grip::Handle;
    }
    return std::ranges::any_of(m_corners, isNear) ? Grip::Corner : Grip::Inside;
}

ToolAnswer GhostTool::press(const ToolScene& scene, const ToolPointer& pointer)
{
    if (const auto why = obstacle(scene, false)) {
        return *why;
    }
    m_grip = gripAt(pointer);
    m_pressed = pointer.position;
    m_dragStart = m_placement;
    return {};
}

ToolAnswer GhostTool::move(const ToolScene&, const ToolPointer& pointer)
{
    m_over = gripAt(pointer);
    if (m_grip == Grip::None) {
        return {};
    }
    const bool isFirst = m_placement == m_dragStart;
    if (isFirst && !isDrag(m_pressed, pointer)) {
        return {};
    }
    const Placement next = dragged(pointer);
    if (isFirst && next != m_dragStart) {
        begin();
    }
    put(next);
    return {};
}

Placement GhostTool::dragged(const ToolPointer& pointer) const
{
    Placement next = m_dragStart;
    const QPointF way = pointer.position - m_pressed;
    const QPointF middle = (m_corners[0] + m_corners[2]) / 2.0;
    const QPointF from = m_pressed - middle;
    const QPointF to = pointer.position - middle;
    switch (m_grip) {
    case Grip::Corner:
        next.scale *= std::hypot(to.x(), to.y()) / std::max(1e-6, std::hypot(from.x(), from.y()));
        break;
    case Grip::Handle:
        next.angle += angleOf(to) - angleOf(from);
        if (pointer.keys.testFlag(Qt::ShiftModifier)) {
            next.angle = kTurnStops * std::round(next.angle / kTurnStops);
        }
        break;
    case Grip::Inside:
        next.by = {m_dragStart.by.x + way.x(), m_dragStart.by.y + way.y()};
        break;
    case Grip::None:
        break;
    }
    return next;
}

ToolAnswer GhostTool::release(const ToolScene& scene, const ToolPointer& pointer)
{
    ToolAnswer answer = move(scene, pointer);
    m_grip = Grip::None;
    return answer;
}

ToolAnswer GhostTool::finish(const ToolScene& scene)
{
    if (const auto why = obstacle(scene, false)) {
        return *why;
    }
    if (m_laid.shapes.empty()) {
        return {.refusal = tr("None of these parts lies on the picture. Move them onto it.")};
    }
    ToolAnswer answer = attempt(scene, tr("copy parts"), [this](const Drawing& drawing) {
        return withGhost(drawing, m_laid);
    });
    m_isOver = answer.edit.has_value();
    return answer;
}

ToolAnswer GhostTool::takeBackPoint(const ToolScene&)
{
    m_grip = Grip::None;
    if (m_before.empty()) {
        giveUp();
        return {};
    }
    m_after.push_back(m_placement);
    put(m_before.back());
    m_before.pop_back();
    return {};
}

ToolAnswer GhostTool::bringBackPoint(const ToolScene&)
{
    m_grip = Grip::None;
    if (hasTakenBack()) {
        m_before.push_back(m_placement);
        put(m_after.back());
        m_after.pop_back();
    }
    return {};
}

QJsonObject GhostTool::unfinished() const
{
    return m_isOver ? QJsonObject()
                    : QJsonObject{{QStringLiteral("by"),
                                   toJson(QPolygonF{QPointF(m_placement.by.x, m_placement.by.y)})},
                                  {QStringLiteral("scale"), m_placement.scale},
                                  {QStringLiteral("angle"), m_placement.angle + 0.0}, // no −0
                                  {QStringLiteral("isMirrored"), m_placement.isMirrored}};
}

void GhostTool::resume(const QJsonObject& unfinished)
{
    const QPolygonF by = pointsFrom(unfinished.value(QLatin1String("by")));
    const QJsonValue scale = unfinished.value(QLatin1String("scale"));
    if (by.size() == 1 && scale.isDouble()) {
        put({.by = toPoint(by.front()),
             .scale = scale.toDouble(),
             .angle = std::remainder(unfinished.value(QLatin1String("angle")).toDouble(),
                                     2.0 * std::numbers::pi),
             .isMirrored = unfinished.value(QLatin1String("isMirrored")).toBool()});
    }
}

void GhostTool::outlinesChanged(const Drawing&, const Drawing& after)
{
    if (after.width != m_size.width || after.height != m_size.height) {
        giveUp();
    }
}

Qt::CursorShape GhostTool::cursor() const
{
    return m_over == Grip::Corner || m_over == Grip::Handle ? Qt::PointingHandCursor
                                                            : Qt::SizeAllCursor;
}

} // namespace palimpsest
