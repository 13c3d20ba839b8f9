// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/tables/unit_cell.h"

#include "widgets/style/theme.h"

#include <QPainter>
#include <QPalette>
#include <QPolygonF>

namespace palimpsest {

namespace {

void drawCheck(QPainter& painter, const QRectF& box, const QColor& colour)
{
    painter.setPen(QPen(colour, 1.8, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    const auto at = [&](double x, double y) {
        return QPointF(box.left() + x * box.width(), box.top() + y * box.height());
    };
    painter.drawPolyline(QPolygonF({at(0.24, 0.54), at(0.43, 0.72), at(0.77, 0.3)}));
}

} // namespace

void drawCell(QPainter& painter, const QRectF& box, UnitCell cell, const QPalette& palette)
{
    const ThemeColours& colours = themeColours();
    painter.setRenderHint(QPainter::Antialiasing);
    const auto square = [&](const QColor& line, const QBrush& fill) {
        painter.setPen(QPen(line, 1.2));
        painter.setBrush(fill);
        painter.drawRoundedRect(box, 3, 3);
    };
    switch (cell) {
    case UnitCell::Empty:
        square(colours.line, Qt::NoBrush);
        break;
    case UnitCell::Queued:
        square(colours.faintText, Qt::NoBrush);
        painter.setPen(Qt::NoPen);
        painter.setBrush(colours.faintText);
        painter.drawEllipse(box.center(), 2.2, 2.2);
        break;
    case UnitCell::Running:
        square(palette.color(QPalette::Highlight), palette.color(QPalette::Highlight));
        painter.setPen(Qt::NoPen);
        painter.setBrush(palette.color(QPalette::HighlightedText));
        painter.drawPolygon(
            QPolygonF({box.center() + QPointF(-2.5, -4), box.center() + QPointF(4, 0),
                       box.center() + QPointF(-2.5, 4)}));
        break;
    case UnitCell::Done:
        square(colours.success, colours.success);
        drawCheck(painter, box, palette.color(QPalette::Base));
        break;
    case UnitCell::Derived:
        square(colours.success, Qt::NoBrush);
        drawCheck(painter, box, colours.success);
        break;
    case UnitCell::Stale:
        square(colours.stale, QBrush(colours.stale, Qt::BDiagPattern));
        break;
    case UnitCell::Failed:
        square(colours.error, Qt::NoBrush);
        painter.setPen(QPen(colours.error, 1.8, Qt::SolidLine, Qt::RoundCap));
        painter.drawLine(box.center() + QPointF(-3.2, -3.2), box.center() + QPointF(3.2, 3.2));
        painter.drawLine(box.center() + QPointF(-3.2, 3.2), box.center() + QPointF(3.2, -3.2));
        break;
    }
}

} // namespace palimpsest
