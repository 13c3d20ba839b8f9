// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/canvas/tool_overlay.h"

#include "widgets/canvas/mask_view.h"
#include "widgets/style/palette.h"

#include <QPainter>

#include <cmath>

namespace palimpsest {

namespace {

constexpr double kHandle = 8.0;   // side
constexpr double kHovered = 12.0; // side of the handle under the pointer
constexpr double kGrip = 7.0;     // arm of its cross
constexpr double kCrossing = 6.0; // arm of its cross
constexpr double kDot = 3.0;      // radius
constexpr double kRing = 7.0;     // radius
constexpr double kHalo = 3.5;     // width
constexpr double kLine = 1.5;     // width
constexpr float kFill = 0.25f;    // of the part's colour within what is drawn
constexpr float kPaint = 0.62f;   // of it on pixels that are painted

const QColor kDark(0, 0, 0, 170);
const QColor kWrong(214, 40, 40);

QColor faint(QColor colour, float alpha)
{
    colour.setAlphaF(alpha);
    return colour;
}

/// Light on dark, so that it is seen on any picture.
void strokePath(QPainter& painter, const QPolygonF& points, bool isClosed, Qt::PenStyle style)
{
    for (const auto& [colour, width] : {std::pair(kDark, kHalo), {QColor(Qt::white), kLine}}) {
        painter.setPen(QPen(colour, width, width == kLine ? style : Qt::SolidLine, Qt::RoundCap,
                            Qt::RoundJoin));
        painter.setBrush(Qt::NoBrush);
        isClosed ? painter.drawPolygon(points) : painter.drawPolyline(points);
    }
}

void paintCircle(QPainter& painter, QPointF centre, double radius)
{
    painter.setBrush(Qt::NoBrush);
    for (const auto& [colour, width] : {std::pair(kDark, kHalo), {QColor(Qt::white), kLine}}) {
        painter.setPen(QPen(colour, width));
        painter.drawEllipse(centre, radius, radius);
    }
}

void paintDot(QPainter& painter, QPointF position, const QColor& fill)
{
    painter.setPen(QPen(kDark, 1.0));
    painter.setBrush(fill);
    painter.drawEllipse(position, kDot, kDot);
}

void paintHandle(QPainter& painter, QPointF position, double side, const QColor& fill,
                 bool isLocked)
{
    // On whole pixels, so that its sides are sharp.
    QRectF square(0, 0, side, side);
    square.moveCenter({std::floor(position.x()) + 0.5, std::floor(position.y()) + 0.5});
    painter.setPen(QPen(isLocked ? QColor(110, 110, 110) : QColor(20, 20, 20), 1.0));
    painter.setBrush(isLocked ? QColor(176, 176, 176) : fill);
    painter.drawRect(square);
}

/// What moves the outline as a whole.
void paintGrip(QPainter& painter, QPointF centre, bool isHovered, const ToolStyle& style)
{
    painter.setPen(QPen(kDark, 1.0));
    painter.setBrush(isHovered ? faint(style.accent, 0.9f) : QColor(0, 0, 0, 110));
    painter.drawEllipse(centre, kGrip + 3.0, kGrip + 3.0);
    painter.setPen(QPen(style.isLocked ? QColor(176, 176, 176) : QColor(Qt::white), 2.0));
    painter.drawLine(centre - QPointF(kGrip, 0), centre + QPointF(kGrip, 0));
    painter.drawLine(centre - QPointF(0, kGrip), centre + QPointF(0, kGrip));
}

void paintCrossing(QPainter& painter, QPointF place)
{
    const QPointF falling(kCrossing, kCrossing);
    const QPointF rising(kCrossing, -kCrossing);
    for (const auto& [colour, width] : {std::pair(QColor(Qt::white), 5.0), {kWrong, 2.5}}) {
        painter.setPen(QPen(colour, width, Qt::SolidLine, Qt::RoundCap));
        painter.drawLine(place - falling, place + falling);
        painter.drawLine(place - rising, place + rising);
    }
}

void paintHandles(QPainter& painter, const QPolygonF& points, const ToolOverlay& overlay,
                  const ToolStyle& style)
{
    for (qsizetype i = 0; i < points.size(); ++i) {
        const bool isChosen = overlay.chosenPoint == static_cast<std::size_t>(i);
        const bool isHovered = overlay.outlineMarks.hovered == static_cast<std::size_t>(i);
        paintHandle(painter, points[i], isHovered ? kHovered : kHandle,
                    isChosen || isHovered ? style.accent : QColor(Qt::white), style.isLocked);
    }
}

void paintMarks(QPainter& painter, const ViewTransform& transform, const OutlineMarks& marks,
                const ToolStyle& style)
{
    if (marks.grip) {
        paintGrip(painter, transform.toView(*marks.grip), marks.isOnGrip, style);
    }
    for (const QPointF& crossing : marks.crossings) {
        paintCrossing(painter, transform.toView(crossing));
    }
}

void paintUnfinished(QPainter& painter, const QPolygonF& points, std::optional<QPointF> target,
                     const ToolOverlay& overlay, const ToolStyle& style)
{
    QPolygonF whole = points;
    if (target && !overlay.closes) {
        whole << *target;
    }
    painter.setPen(Qt::NoPen);
    painter.setBrush(faint(style.part, kFill));
    painter.drawPolygon(whole);
    strokePath(painter, points, false, Qt::SolidLine);
    if (target) {
        strokePath(painter, QPolygonF{points.back(), *target}, false, Qt::DashLine);
    }
    if (overlay.anchors.empty()) {
        for (const QPointF& point : points) {
            paintDot(painter, point, Qt::white);
        }
    }
    if (overlay.canClose) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(overlay.closes ? faint(style.part, 0.7f) : QColor(Qt::transparent));
        painter.drawEllipse(points.front(), kRing, kRing);
        paintCircle(painter, points.front(), kRing);
    }
}

/// What a tool shows pixel by pixel.
void paintPixelsOf(QPainter& painter, const ViewTransform& transform, const ToolOverlay& overlay,
                   const ToolStyle& style)
{
    if (overlay.object != nullptr) {
        paintAround(painter, transform, style.view, style.picture, overlay.object->pixels);
    }
    if (overlay.labels) {
        std::vector<QColor> colours;
        for (const QColor& colour : style.parts) {
            colours.push_back(faint(colour, kPaint));
        }
        paintLabels(painter, transform, style.view, *overlay.labels, colours);
    }
    if (overlay.pixels != nullptr) {
        paintMask(painter, transform, style.view, *overlay.pixels, faint(style.part, kPaint));
    }
}

void paintMark(QPainter& painter, const ViewTransform& transform, const ToolMark& mark,
               const ToolStyle& style)
{
    constexpr double kMark = 5.0; // radius of a click, and width of a stroke
    const bool isOfPart =
        mark.part >= 0 && static_cast<std::size_t>(mark.part) < style.parts.size();
    const QColor colour = mark.isDropped ? palette::kDiscarded
                          : isOfPart     ? style.parts[static_cast<std::size_t>(mark.part)]
                                         : QColor(Qt::white);
    QPolygonF points;
    for (const QPointF& point : mark.points) {
        points << transform.toView(point);
    }
    if (points.size() == 1) {
        painter.setPen(QPen(Qt::white, kLine));
        painter.setBrush(colour);
        painter.drawEllipse(points.front(), kMark, kMark);
        paintCircle(painter, points.front(), kMark + kLine);
        return;
    }
    painter.setBrush(Qt::NoBrush);
    for (const auto& [ink, width] :
         {std::pair(kDark, kMark + 4.0), {QColor(Qt::white), kMark + 2.0}, {colour, kMark}}) {
        painter.setPen(QPen(ink, width, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter.drawPolyline(points);
    }
}

} // namespace

void paintToolOverlay(QPainter& painter, const ViewTransform& transform, const ToolOverlay& overlay,
                      const ToolStyle& style)
{
    paintPixelsOf(painter, transform, overlay, style);
    for (const ToolMark& mark : overlay.marks) {
        paintMark(painter, transform, mark, style);
    }
    QPolygonF points;
    for (const QPointF& point : overlay.outline) {
        points << transform.toView(point);
    }
    std::optional<QPointF> target;
    if (overlay.target) {
        target = transform.toView(*overlay.target);
    }
    if (points.isEmpty()) {
        // Nothing is drawn yet.
    } else if (overlay.isClosed) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(overlay.hasHandles ? QColor(Qt::transparent) : faint(style.part, kFill));
        painter.drawPolygon(points);
        strokePath(painter, points, true, Qt::SolidLine);
    } else {
        paintUnfinished(painter, points, target, overlay, style);
    }
    for (const QPointF& anchor : overlay.anchors) {
        paintDot(painter, transform.toView(anchor), Qt::white);
    }
    for (const QLineF& line : overlay.cells) {
        strokePath(painter, QPolygonF{transform.toView(line.p1()), transform.toView(line.p2())},
                   false, Qt::SolidLine);
    }
    if (overlay.hasHandles) {
        paintHandles(painter, points, overlay, style);
    }
    paintMarks(painter, transform, overlay.outlineMarks, style);
    if (target && overlay.targetWidth > 0.0) {
        paintCircle(painter, *target, overlay.targetWidth / 2.0 * transform.zoom());
    } else if (target && !overlay.closes) {
        paintDot(painter, *target, style.part);
    }
}

/// Open in its middle, so that the pixel there is seen.
void paintKeyCursor(QPainter& painter, QPointF place)
{
    constexpr double kFrom = 4.0;
    constexpr double kTo = 14.0;
    for (const QPointF direction : {QPointF(1, 0), QPointF(-1, 0), QPointF(0, 1), QPointF(0, -1)}) {
        strokePath(painter, QPolygonF{place + kFrom * direction, place + kTo * direction}, false,
                   Qt::SolidLine);
    }
}

} // namespace palimpsest
