// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/plots/screen_style.h"

namespace palimpsest {

namespace {

constexpr double kLineWidth = 1.8;

QFont smaller(QFont font)
{
    font.setPointSizeF(0.9 * QFontInfo(font).pointSizeF());
    return font;
}

} // namespace

QPen screenPen(const LineStyle& style, const PlotColours& colours)
{
    return {onScreen(style.colour, colours), kLineWidth, style.dash, Qt::FlatCap, Qt::RoundJoin};
}

QCPScatterStyle screenMarker(const LineStyle& style, const PlotColours& colours, double size)
{
    const QColor colour = onScreen(style.colour, colours);
    return {style.marker, QPen(colour, 1.3),
            QBrush(style.dash == Qt::SolidLine ? colour : colours.background), size};
}

void styleScreenAxis(QCPAxis* axis, const QFont& font, const PlotColours& colours)
{
    axis->setBasePen(QPen(colours.line, 1.0));
    axis->setTickPen(QPen(colours.line, 1.0));
    axis->setTickLength(0, 4);
    axis->setSubTicks(false);
    axis->setTickLabelPadding(5);
    axis->setLabelPadding(5);
    axis->setTickLabelFont(smaller(font));
    axis->setLabelFont(smaller(font));
    axis->setTickLabelColor(colours.ink);
    axis->setLabelColor(colours.faintInk);
    axis->grid()->setPen(QPen(colours.grid, 1.0));
    axis->grid()->setZeroLinePen(Qt::NoPen);
}

} // namespace palimpsest
