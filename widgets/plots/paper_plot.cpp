// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/plots/paper_plot.h"

#include "widgets/style/palette.h"

#include <cmath>
#include <limits>

namespace palimpsest {

namespace {

constexpr double kLinePoints = 0.9;
constexpr double kAxisPoints = 0.5;
constexpr double kMarkerPoints = 3.2;

QPen pen(const QColor& colour, double widthPoints, Qt::PenStyle style = Qt::SolidLine)
{
    QPen result(colour, widthPoints * kUnitsPerPoint, style, Qt::FlatCap, Qt::MiterJoin);
    return result;
}

void styleAxis(QCPAxis* axis)
{
    const QPen line = pen(palette::kInk, kAxisPoints);
    axis->setBasePen(line);
    axis->setTickPen(line);
    axis->setSubTicks(false);
    axis->setTickLength(0, points(2.5));
    axis->setTickLabelPadding(points(2));
    axis->setLabelPadding(points(2.5));
    axis->setTickLabelFont(paperFont());
    axis->setLabelFont(paperFont());
    axis->setTickLabelColor(palette::kInk);
    axis->setLabelColor(palette::kInk);
    axis->grid()->setVisible(false);
}

} // namespace

QFont paperFont(double sizePoints)
{
    QFont font(QStringLiteral("Liberation Sans"));
    font.setStyleHint(QFont::SansSerif);
    font.setPixelSize(points(sizePoints));
    font.setHintingPreference(QFont::PreferNoHinting);
    return font;
}

PaperPlot::PaperPlot(int widthUnits, int heightUnits)
    : m_size(widthUnits, heightUnits), m_legend(new QCPLegend), m_panels(new QCPLayoutGrid)
{
    m_plot.plotLayout()->clear();
    m_plot.setBackground(QBrush(palette::kPaper));
    m_plot.setAutoAddPlottableToLegend(false);
    m_plot.setAntialiasedElements(QCP::aeAll);
    m_plot.plotLayout()->setRowSpacing(points(2));
    m_plot.plotLayout()->addElement(0, 0, m_legend);
    m_plot.plotLayout()->addElement(1, 0, m_panels);
    m_plot.plotLayout()->setRowStretchFactor(0, 0.001);
    m_panels->setRowSpacing(points(6));
    m_panels->setColumnSpacing(points(8));

    m_legend->setLayer(QStringLiteral("legend"));
    m_legend->setBorderPen(Qt::NoPen);
    m_legend->setBrush(Qt::NoBrush);
    m_legend->setFont(paperFont());
    m_legend->setTextColor(palette::kInk);
    m_legend->setIconSize(points(16), points(6));
    m_legend->setIconTextPadding(points(2));
    m_legend->setRowSpacing(points(0));
    m_legend->setColumnSpacing(points(7));
    m_legend->setMargins(QMargins(points(2), points(2), points(2), 0));
    m_legend->setFillOrder(QCPLayoutGrid::foColumnsFirst);
}

void PaperPlot::setLegendColumns(int columns)
{
    m_legend->setWrap(columns);
}

QCPAxisRect* PaperPlot::addPanel(int row, int column, const QString& xLabel, const QString& yLabel)
{
    auto* panel = new QCPAxisRect(&m_plot, true);
    m_panels->addElement(row, column, panel);
    panel->setMinimumMargins(QMargins(points(4), points(3), points(5), points(2)));
    panel->setBackground(Qt::NoBrush);
    for (QCPAxis* axis : panel->axes()) {
        styleAxis(axis);
    }
    panel->axis(QCPAxis::atTop)->setVisible(false);
    panel->axis(QCPAxis::atRight)->setVisible(false);
    panel->axis(QCPAxis::atBottom)->setLabel(xLabel);
    panel->axis(QCPAxis::atLeft)->setLabel(yLabel);
    return panel;
}

void PaperPlot::addLine(QCPAxisRect* panel, const QString& name, const LineStyle& style,
                        const std::vector<double>& x, const std::vector<std::optional<double>>& y)
{
    QCPGraph* graph = m_plot.addGraph(panel->axis(QCPAxis::atBottom), panel->axis(QCPAxis::atLeft));
    graph->setPen(pen(style.colour, kLinePoints, style.dash));
    graph->setScatterStyle(
        QCPScatterStyle(style.marker, pen(style.colour, 0.7),
                        QBrush(style.dash == Qt::SolidLine ? style.colour : palette::kPaper),
                        kMarkerPoints * kUnitsPerPoint));
    graph->setName(name);
    graph->setAdaptiveSampling(false);
    addToLegend(graph);
    for (std::size_t i = 0; i < x.size(); ++i) {
        graph->addData(x[i], y[i].value_or(std::numeric_limits<double>::quiet_NaN()));
    }
}

void PaperPlot::addToLegend(QCPAbstractPlottable* plottable)
{
    m_legend->addItem(new QCPPlottableLegendItem(m_legend, plottable));
}

void PaperPlot::addBand(QCPAxisRect* panel, const QString& name, const QColor& colour,
                        const std::vector<double>& x, const std::vector<std::optional<Band>>& bands)
{
    QCPGraph* low = m_plot.addGraph(panel->axis(QCPAxis::atBottom), panel->axis(QCPAxis::atLeft));
    QCPGraph* high = m_plot.addGraph(panel->axis(QCPAxis::atBottom), panel->axis(QCPAxis::atLeft));
    for (QCPGraph* edge : {low, high}) {
        edge->setPen(Qt::NoPen);
        edge->setAdaptiveSampling(false);
    }
    high->setBrush(palette::tint(colour, 0.18));
    high->setChannelFillGraph(low);
    if (!name.isEmpty()) {
        high->setName(name);
        addToLegend(high);
    }
    for (std::size_t i = 0; i < x.size(); ++i) {
        if (bands[i]) {
            low->addData(x[i], bands[i]->low);
            high->addData(x[i], bands[i]->high);
        }
    }
}

void PaperPlot::paint(QPainter& painter)
{
    m_plot.toPainter(static_cast<QCPPainter*>(&painter), m_size.width(), m_size.height());
}

} // namespace palimpsest
