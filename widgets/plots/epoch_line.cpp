// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/plots/epoch_line.h"

#include "widgets/plots/epoch_plot.h"
#include "widgets/plots/screen_style.h"

#include <algorithm>
#include <cmath>

namespace palimpsest {

namespace {

constexpr double kCurrentMarker = 10.0;

} // namespace

EpochLine::EpochLine(EpochPlot* plot) : QCPLayerable(plot, QStringLiteral("overlay")), m_plot(plot)
{
}

void EpochLine::draw(QCPPainter* painter)
{
    if (m_plot->panel().series.empty()) {
        painter->setPen(m_plot->colours().faintInk);
        painter->setFont(m_plot->font());
        painter->drawText(m_plot->rect(), Qt::AlignCenter | Qt::TextWordWrap, m_plot->hint());
        return;
    }
    if (m_plot->hovered() && *m_plot->hovered() != m_plot->epoch()) {
        drawLine(*painter, *m_plot->hovered(), QPen(m_plot->colours().line, 1.0));
    }
    drawLine(*painter, m_plot->epoch(), QPen(m_plot->colours().ink, 1.5));
    painter->setAntialiasing(true);
    drawMarkers(*painter);
    drawHandle(*painter);
}

/// On whole pixels, so that it is as sharp everywhere.
void EpochLine::drawLine(QCPPainter& painter, std::size_t epoch, const QPen& pen) const
{
    const double x = std::round(m_plot->positionOf(epoch)) + 0.5;
    const QRect axes = m_plot->axisRect()->rect();
    painter.setAntialiasing(false);
    painter.setPen(pen);
    painter.drawLine(QLineF(x, axes.top() - 4, x, axes.bottom()));
}

void EpochLine::drawMarkers(QCPPainter& painter) const
{
    const double x = m_plot->positionOf(m_plot->epoch());
    for (const CurveSeries& series : m_plot->panel().series) {
        const auto& value = series.values[m_plot->epoch()];
        if (!value || series.style.marker == QCPScatterStyle::ssNone) {
            continue;
        }
        const QCPScatterStyle marker =
            screenMarker(series.style, m_plot->colours(), kCurrentMarker);
        marker.applyTo(&painter, QPen());
        marker.drawShape(&painter, x, m_plot->yAxis->coordToPixel(*value));
    }
}

/// A tag over the name of the epoch on the axis.
void EpochLine::drawHandle(QCPPainter& painter) const
{
    const QCPAxis* axis = m_plot->xAxis;
    const QFontMetrics metrics(axis->tickLabelFont());
    const QString name = QString::number(m_plot->epochs()[m_plot->epoch()]);
    const double width = std::max(20.0, metrics.horizontalAdvance(name) + 12.0);
    const double top =
        m_plot->axisRect()->bottom() + axis->tickLengthOut() + axis->tickLabelPadding() - 1.0;
    const double centre = std::round(m_plot->positionOf(m_plot->epoch())) + 0.5;
    const QRectF tag(centre - width / 2, top, width, metrics.height() + 2.0);

    QPainterPath shape;
    shape.addRoundedRect(tag, 4, 4);
    QPainterPath tip;
    tip.addPolygon(QPolygonF({{centre - 4, top + 0.5},
                              {centre, top - 6},
                              {centre + 4, top + 0.5},
                              {centre - 4, top + 0.5}}));
    const QPalette& palette = m_plot->palette();
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_plot->hasFocus() ? palette.color(QPalette::Highlight)
                                        : m_plot->colours().ink);
    painter.drawPath(shape.united(tip));
    painter.setPen(m_plot->hasFocus() ? palette.color(QPalette::HighlightedText)
                                      : m_plot->colours().background);
    painter.setFont(axis->tickLabelFont());
    painter.drawText(tag, Qt::AlignCenter, name);
}

} // namespace palimpsest
