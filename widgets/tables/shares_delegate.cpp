// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/tables/shares_delegate.h"

#include "widgets/style/palette.h"
#include "widgets/tables/pattern_table_model.h"

#include <QApplication>
#include <QPainter>

namespace palimpsest {

namespace {

constexpr int kBarHeight = 5;
constexpr int kMargin = 4;
constexpr double kHatch = 3.5; // between hatches and between dots
constexpr double kFaint = 0.25;

/// The three kinds differ in hue and in texture, so that grey print and every eye tells them apart.
void drawKept(QPainter& painter, const QRectF& bar)
{
    painter.fillRect(bar, palette::kPreserved);
}

void drawLost(QPainter& painter, const QRectF& bar, const QColor& ground)
{
    painter.fillRect(bar, palette::mixed(ground, palette::kDiscarded, kFaint));
    painter.setPen(QPen(palette::kDiscarded, 1.3));
    for (double x = bar.left() - bar.height(); x < bar.right(); x += kHatch) {
        painter.drawLine(QPointF(x, bar.bottom()), QPointF(x + bar.height(), bar.top()));
    }
}

void drawGained(QPainter& painter, const QRectF& bar, const QColor& ground)
{
    painter.fillRect(bar, ground);
    painter.setPen(Qt::NoPen);
    painter.setBrush(palette::kNew);
    for (double x = bar.left() + kHatch / 2; x < bar.right(); x += kHatch) {
        for (double y = bar.top() + kHatch / 2 - 0.5; y < bar.bottom(); y += kHatch) {
            painter.drawEllipse(QPointF(x, y), 0.9, 0.9);
        }
    }
}

void drawOutline(QPainter& painter, const QRectF& bar, const QColor& colour)
{
    painter.setPen(QPen(colour, 1.0));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(bar.adjusted(0.5, 0.5, -0.5, -0.5));
}

} // namespace

void SharesDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                           const QModelIndex& index) const
{
    QStyledItemDelegate::paint(painter, option, index);
    const double share = index.data(PatternTableModel::ShareRole).toDouble();
    const double room = option.rect.width() - 2 * kMargin;
    const double length = share * room;
    if (length < 0.5) {
        return;
    }
    // From the right, as the numbers are.
    const QRectF bar(option.rect.right() + 1 - kMargin - length,
                     option.rect.bottom() - kBarHeight - 1, length, kBarHeight);
    const QColor ground = option.palette.color(QPalette::Base);
    painter->save();
    painter->setClipRect(bar);
    painter->setRenderHint(QPainter::Antialiasing);
    switch (index.column()) {
    case PatternTableModel::Kept:
        drawKept(*painter, bar);
        break;
    case PatternTableModel::Lost:
        drawLost(*painter, bar, ground);
        drawOutline(*painter, bar, palette::kDiscarded);
        break;
    default:
        drawGained(*painter, bar, ground);
        drawOutline(*painter, bar, palette::kNew);
    }
    painter->restore();
}

} // namespace palimpsest
