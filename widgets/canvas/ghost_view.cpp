// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/canvas/ghost_view.h"

#include "widgets/style/part_colours.h"
#include "widgets/tools/ghost_tool.h"

#include <QPainter>

#include <tuple>

namespace palimpsest {

namespace {

constexpr double kHandle = 9.0;   // side of a corner, diameter of the round handle
constexpr float kFill = 0.30f;    // of a part's colour
constexpr double kOutline = 2.0;  // width
constexpr double kOutside = 4.0;  // of what makes it seen on any picture
const QColor kDark(0, 0, 0, 170); // around it

QPolygonF inView(const QPolygonF& points, const ViewTransform& transform)
{
    QPolygonF result;
    for (const QPointF& point : points) {
        result << transform.toView(point);
    }
    return result;
}

QPolygonF outlineInView(const Shape& shape, const ViewTransform& transform)
{
    QPolygonF result;
    for (const Point& point : shape.polygon) {
        result << transform.toView({point.x, point.y});
    }
    return result;
}

void paintParts(QPainter& painter, const ViewTransform& transform, const Drawing& laid)
{
    for (const Shape& shape : laid.shapes) {
        const int part = partIndex(laid, shape.label);
        const QColor colour = partColour(laid.parts[static_cast<std::size_t>(part)], part);
        QColor fill = colour;
        fill.setAlphaF(kFill);
        const QPolygonF outline = outlineInView(shape, transform);
        painter.setPen(QPen(kDark, kOutside));
        painter.setBrush(fill);
        painter.drawPolygon(outline);
        painter.setPen(QPen(colour, kOutline));
        painter.setBrush(Qt::NoBrush);
        painter.drawPolygon(outline);
    }
}

} // namespace

void paintGhost(QPainter& painter, const ViewTransform& transform, const GhostTool& ghost)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    paintParts(painter, transform, ghost.laid());
    const QPolygonF box = inView(ghost.corners(), transform);
    const QLineF handle(transform.toView(ghost.handle().p1()),
                        transform.toView(ghost.handle().p2()));
    painter.setBrush(Qt::NoBrush);
    for (const auto& [colour, width, style] :
         {std::tuple(kDark, 3.0, Qt::SolidLine), {QColor(Qt::white), 1.5, Qt::DashLine}}) {
        painter.setPen(QPen(colour, width, style));
        painter.drawPolygon(box);
        painter.drawLine(handle);
    }
    painter.setPen(QPen(QColor(20, 20, 20), 1.0));
    painter.setBrush(Qt::white);
    for (const QPointF& corner : box) {
        QRectF square(0, 0, kHandle, kHandle);
        square.moveCenter(corner);
        painter.drawRect(square);
    }
    painter.drawEllipse(handle.p2(), kHandle / 2.0 + 1.0, kHandle / 2.0 + 1.0);
    painter.restore();
}

} // namespace palimpsest
