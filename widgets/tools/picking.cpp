// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/tools/picking.h"

#include "core/parts/shared_corners.h"

#include <QLineF>

#include <algorithm>
#include <cmath>

namespace palimpsest {

namespace {

constexpr double kOnEdgeShare = 0.6; // of the pick radius: shapes lie on both sides of an edge
// A pick radius below which single pixels are drawn along: where their grid is shown.
constexpr double kLargePixels = kPickRadius / 8.0;
constexpr double kOnGrid = 0.25; // pixels
constexpr double kStep = 10.0;   // positions a pixel

double distance(QPointF a, QPointF b)
{
    return QLineF(a, b).length();
}

QPointF nearestOn(const QLineF& edge, QPointF position)
{
    const QPointF along = edge.p2() - edge.p1();
    const double squared = QPointF::dotProduct(along, along);
    if (squared == 0.0) {
        return edge.p1();
    }
    const double share = QPointF::dotProduct(position - edge.p1(), along) / squared;
    return edge.p1() + std::clamp(share, 0.0, 1.0) * along;
}

double snappedTo(double value, double side, double radius)
{
    if (value <= radius) {
        return 0.0;
    }
    if (value >= side - radius) {
        return side;
    }
    if (radius <= kLargePixels &&
        std::abs(value - std::round(value)) <= std::min(radius, kOnGrid)) {
        return std::round(value);
    }
    return std::round(value * kStep) / kStep;
}

/// Rounded to a tenth, within [0, side].
double plain(double value, double side)
{
    return std::clamp(std::round(value * kStep) / kStep, 0.0, side);
}

bool holds(const Mask& mask, QPointF position)
{
    const double x = std::floor(position.x()) - mask.left;
    const double y = std::floor(position.y()) - mask.top;
    return x >= 0.0 && y >= 0.0 && x < mask.width && y < mask.height &&
           mask.pixels[static_cast<std::size_t>(y) * static_cast<std::size_t>(mask.width) +
                       static_cast<std::size_t>(x)] != 0;
}

} // namespace

QPolygonF toQPolygonF(const std::vector<Point>& polygon)
{
    QPolygonF result;
    for (const Point& point : polygon) {
        result << toQPointF(point);
    }
    return result;
}

std::optional<std::size_t> shapeAt(const Drawing& drawing, QPointF position)
{
    for (std::size_t i = drawing.shapes.size(); i-- > 0;) {
        const Shape& shape = drawing.shapes[i];
        if (shape.mask ? holds(*shape.mask, position)
                       : toQPolygonF(shape.polygon).containsPoint(position, Qt::OddEvenFill)) {
            return i;
        }
    }
    return std::nullopt;
}

std::string partAt(const Drawing& drawing, QPointF position)
{
    const auto shape = shapeAt(drawing, position);
    return shape && drawing.shapes[*shape].label != kBackgroundLabel ? drawing.shapes[*shape].label
                                                                     : std::string();
}

std::optional<std::size_t> pointAt(const QPolygonF& outline, const ToolPointer& pointer)
{
    std::optional<std::size_t> nearest;
    double shortest = pointer.pickRadius;
    for (qsizetype i = 0; i < outline.size(); ++i) {
        if (const double away = distance(outline[i], pointer.position); away <= shortest) {
            shortest = away;
            nearest = static_cast<std::size_t>(i);
        }
    }
    return nearest;
}

std::optional<OutlinePlace> placeOn(const QPolygonF& outline, const ToolPointer& pointer)
{
    std::optional<OutlinePlace> nearest;
    double shortest = pointer.pickRadius * kOnEdgeShare;
    for (qsizetype i = 0; i < outline.size(); ++i) {
        const QLineF edge(outline[i], outline[(i + 1) % outline.size()]);
        const QPointF place = nearestOn(edge, pointer.position);
        if (const double away = distance(place, pointer.position); away <= shortest) {
            shortest = away;
            nearest = OutlinePlace{static_cast<std::size_t>(i), place};
        }
    }
    return nearest;
}

QPointF snapped(const Drawing& drawing, const ToolPointer& pointer,
                std::optional<std::size_t> ignored, std::optional<QPointF> left)
{
    if (pointer.keys.testFlag(Qt::ControlModifier)) {
        return {plain(pointer.position.x(), drawing.width),
                plain(pointer.position.y(), drawing.height)};
    }
    std::optional<QPointF> nearest;
    double shortest = pointer.pickRadius;
    for (std::size_t i = 0; i < drawing.shapes.size(); ++i) {
        if (i == ignored) {
            continue;
        }
        for (const Point& point : drawing.shapes[i].polygon) {
            const double away = distance(toQPointF(point), pointer.position);
            if (away <= shortest && !(left && distance(toQPointF(point), *left) <= kSamePlace)) {
                shortest = away;
                nearest = toQPointF(point);
            }
        }
    }
    return nearest.value_or(
        QPointF(snappedTo(pointer.position.x(), drawing.width, pointer.pickRadius),
                snappedTo(pointer.position.y(), drawing.height, pointer.pickRadius)));
}

QPointF alongAxis(QPointF origin, QPointF position)
{
    const QPointF by = position - origin;
    return std::abs(by.x()) >= std::abs(by.y()) ? QPointF(position.x(), origin.y())
                                                : QPointF(origin.x(), position.y());
}

} // namespace palimpsest
