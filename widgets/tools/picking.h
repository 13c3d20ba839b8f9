// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/parts/drawing.h"
#include "widgets/tools/abstract_tool.h"

#include <QPointF>

#include <cstddef>
#include <optional>
#include <string>

namespace palimpsest {

/// Pixels of the view within which something is hit.
inline constexpr double kPickRadius = 10.0;

inline QPointF toQPointF(const Point& point)
{
    return {point.x, point.y};
}

inline Point toPoint(QPointF point)
{
    return {point.x(), point.y()};
}

QPolygonF toQPolygonF(const std::vector<Point>& polygon);

/// The topmost shape that holds a position.
std::optional<std::size_t> shapeAt(const Drawing& drawing, QPointF position);

/// The name of the part there; empty for none.
std::string partAt(const Drawing& drawing, QPointF position);

/// The point of an outline nearest to the pointer, within its pick radius.
std::optional<std::size_t> pointAt(const QPolygonF& outline, const ToolPointer& pointer);

/// A place on an outline.
struct OutlinePlace
{
    std::size_t edge = 0; ///< from point `edge` to the next one
    QPointF position;
};

/// The place of an outline nearest to the pointer, when it is on it.
std::optional<OutlinePlace> placeOn(const QPolygonF& outline, const ToolPointer& pointer);

/// Where the pointer's position goes when a point is put there: onto a point of a shape (but not
/// of `ignored`, nor one at the place `left`) within the pick radius, so that parts tile; onto the
/// border of the picture; onto the corners of pixels when they are large; else to a tenth of a
/// pixel. Always within the picture. Ctrl suspends all but the last two.
QPointF snapped(const Drawing& drawing, const ToolPointer& pointer,
                std::optional<std::size_t> ignored = std::nullopt,
                std::optional<QPointF> left = std::nullopt);

/// `position` moved onto the horizontal or vertical line through `origin`, whichever is nearer.
QPointF alongAxis(QPointF origin, QPointF position);

} // namespace palimpsest
