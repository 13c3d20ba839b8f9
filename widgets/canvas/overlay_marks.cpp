// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/canvas/overlay_marks.h"

#include "widgets/canvas/part_drawing.h"
#include "widgets/style/theme.h"

#include <QApplication>
#include <QLinearGradient>
#include <QPainter>
#include <QPalette>

namespace palimpsest {

QColor withOpacity(QColor colour, double opacity)
{
    colour.setAlphaF(static_cast<float>(opacity));
    return colour;
}

void drawSign(QPainter& painter, QPointF centre, const QColor& colour, bool isPositive)
{
    constexpr double kRadius = 11.0;
    constexpr double kArm = 5.0;
    const QPalette look = QApplication::palette();
    painter.setPen(QPen(colour, 2.5));
    painter.setBrush(look.color(QPalette::Base));
    painter.drawEllipse(centre, kRadius, kRadius);
    painter.setPen(QPen(look.color(QPalette::Text), 2.4, Qt::SolidLine, Qt::RoundCap));
    painter.drawLine(centre - QPointF(kArm, 0), centre + QPointF(kArm, 0));
    if (isPositive) {
        painter.drawLine(centre - QPointF(0, kArm), centre + QPointF(0, kArm));
    }
}

void drawTintScale(QPainter& painter, QSize size, double largest, const QColor& hue)
{
    constexpr double kBar = 56.0;
    constexpr double kPad = 6.0;
    QFont small = painter.font();
    small.setPointSizeF(0.85 * QFontInfo(small).pointSizeF());
    const QFontMetricsF metrics(small);
    const QString none = QStringLiteral("0");
    const QString most = QString::number(largest, 'f', 2);
    const double width = metrics.horizontalAdvance(none) + metrics.horizontalAdvance(most) + kBar +
                         2 * kPad + 2 * kPad;
    const QRectF chip(4, size.height() - metrics.height() - 3, width, metrics.height() + 2);
    painter.setPen(Qt::NoPen);
    painter.setBrush(withOpacity(themeColours().canvas, 0.85));
    painter.drawRoundedRect(chip, 4, 4);

    const QRectF bar(chip.left() + kPad + metrics.horizontalAdvance(none) + kPad,
                     chip.center().y() - 4, kBar, 8);
    const std::vector<QColor> ends = partTints({1e-9, 1.0}, 1.0, hue);
    QLinearGradient gradient(bar.topLeft(), bar.topRight());
    gradient.setColorAt(0.0, ends.front());
    gradient.setColorAt(1.0, ends.back());
    painter.fillRect(bar, gradient);
    painter.setFont(small);
    painter.setPen(QApplication::palette().color(QPalette::WindowText));
    const QRectF text = chip.adjusted(kPad, 0, -kPad, 0);
    painter.drawText(text, Qt::AlignLeft | Qt::AlignVCenter, none);
    painter.drawText(text, Qt::AlignRight | Qt::AlignVCenter, most);
}

} // namespace palimpsest
