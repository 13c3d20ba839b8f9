// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/tools/ellipse_tool.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace palimpsest {

namespace {

constexpr double kTolerance = 0.25; // pixels of the picture
constexpr double kFewestPoints = 12.0;

/// Points on the ellipse in `area`, as many as the larger radius r needs for edges that are nowhere
/// more than the tolerance within it: r (1 − cos(π/count)).
QPolygonF ellipseIn(const QRectF& area)
{
    const double radius = std::max(area.width(), area.height()) / 2.0;
    const double halfStep = std::acos(1.0 - std::min(kTolerance / radius, 1.0));
    const double least = std::max(kFewestPoints, std::numbers::pi / halfStep);
    const int count = 4 * static_cast<int>(std::ceil(least / 4.0)); // so all four sides are touched
    QPolygonF points;
    for (int i = 0; i < count; ++i) {
        const double angle = 2.0 * std::numbers::pi * i / count;
        points << area.center() + QPointF(std::cos(angle) * area.width() / 2.0,
                                          std::sin(angle) * area.height() / 2.0);
    }
    return points;
}

} // namespace

ToolAnswer EllipseTool::draw(const ToolScene& scene, const QRectF& area) const
{
    return drawShape(scene, ellipseIn(area));
}

ToolOverlay EllipseTool::overlay(const ToolScene& scene) const
{
    ToolOverlay overlay = RectangleTool::overlay(scene);
    if (const QRectF area = overlay.outline.boundingRect(); !area.isEmpty()) {
        overlay.outline = ellipseIn(area);
    }
    return overlay;
}

} // namespace palimpsest
