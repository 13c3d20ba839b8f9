// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/plots/paper_plot.h"

#include "widgets/plots/marked_line.h"
#include "widgets/plots/paper_text.h"
#include "widgets/style/palette.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace palimpsest {

namespace {

constexpr double kLinePoints = 0.9;
constexpr double kAxisPoints = 0.5;
constexpr double kMarkerPoints = 3.2;

/// Longer names of axes are elided; the note says what they name.
constexpr int kMostLabelLines = 3;

/// Stretch factors must be positive.
constexpr double kAsSmallAsPossible = 0.001;

void addToLegend(const PaperPanel& panel, QCPAbstractPlottable* plottable)
{
    panel.legend->addItem(new QCPPlottableLegendItem(panel.legend, plottable));
}

QPen pen(const QColor& colour, double widthPoints, Qt::PenStyle style = Qt::SolidLine)
{
    return {colour, widthPoints * kUnitsPerPoint, style, Qt::FlatCap, Qt::MiterJoin};
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

/// Breaks the names in a legend of one entry a line, which are no wider than `width` with what
/// stands before them.
void wrapNames(QCPLegend& legend, int width)
{
    const QMargins margins = legend.margins();
    const int room = width - margins.left() - margins.right() - legend.iconSize().width() -
                     legend.iconTextPadding();
    for (int i = 0; i < legend.itemCount(); ++i) {
        auto* entry = static_cast<QCPPlottableLegendItem*>(legend.item(i));
        entry->plottable()->setName(wrapped(entry->plottable()->name(), legend.font(), room));
    }
}

/// Makes a legend no wider than `width`; how much higher it became.
int fitLegend(QCPLegend& legend, int width)
{
    const int before = legend.minimumOuterSizeHint().height();
    const auto isTooWide = [&] { return legend.minimumOuterSizeHint().width() > width; };
    while (isTooWide() && legend.wrap() > 1) {
        legend.setWrap(legend.wrap() - 1);
        legend.setFillOrder(legend.fillOrder(), true);
    }
    if (isTooWide()) {
        wrapNames(legend, width);
    }
    return legend.minimumOuterSizeHint().height() - before;
}

} // namespace

PaperPlot::PaperPlot(int widthUnits, int heightUnits, QString note)
    : m_note(std::move(note)), m_size(widthUnits, heightUnits + noteHeight(m_note, widthUnits)),
      m_leftMargins(new QCPMarginGroup(&m_plot)), m_bars(new QCPBarsGroup(&m_plot))
{
    m_plot.setLocale(QLocale::c()); // a figure is the same wherever it is drawn
    m_plot.plotLayout()->clear();
    m_plot.setBackground(QBrush(palette::kPaper));
    m_plot.setAutoAddPlottableToLegend(false);
    m_plot.setAntialiasedElements(QCP::aeAll);
    m_plot.plotLayout()->setRowSpacing(points(6));
    m_plot.plotLayout()->setColumnSpacing(points(8));
    m_bars->setSpacingType(QCPBarsGroup::stPlotCoords);
    m_bars->setSpacing(0.0);
}

PaperPanel PaperPlot::addPanel(int row, int column, const QString& xLabel, const QString& yLabel,
                               int legendColumns)
{
    auto* cell = new QCPLayoutGrid;
    m_plot.plotLayout()->addElement(row, column, cell);
    cell->setRowSpacing(points(2));
    auto* axes = new QCPAxisRect(&m_plot, true);
    const PaperPanel panel{axes, addLegend(cell, legendColumns)};
    cell->addElement(1, 0, axes);
    cell->setRowStretchFactor(0, kAsSmallAsPossible);

    axes->setMinimumMargins(QMargins(points(4), points(3), points(5), points(2)));
    axes->setBackground(Qt::NoBrush);
    if (column == 0) {
        axes->setMarginGroup(QCP::msLeft, m_leftMargins);
    }
    for (QCPAxis* axis : axes->axes()) {
        styleAxis(axis);
    }
    axes->axis(QCPAxis::atTop)->setVisible(false);
    axes->axis(QCPAxis::atRight)->setVisible(false);
    axes->axis(QCPAxis::atBottom)->setLabel(xLabel);
    axes->axis(QCPAxis::atLeft)->setLabel(yLabel);
    m_panels.push_back(panel);
    return panel;
}

QCPLegend* PaperPlot::addLegend(QCPLayoutGrid* cell, int columns)
{
    // The empty element takes the width that the legend leaves.
    auto* line = new QCPLayoutGrid;
    auto* legend = new QCPLegend;
    cell->addElement(0, 0, line);
    line->addElement(0, 0, legend);
    line->addElement(0, 1, new QCPLayoutElement(&m_plot));
    line->setColumnStretchFactor(0, kAsSmallAsPossible);
    line->setColumnSpacing(0);

    legend->setLayer(QStringLiteral("legend"));
    legend->setBorderPen(Qt::NoPen);
    legend->setBrush(Qt::NoBrush);
    legend->setFont(paperFont());
    legend->setTextColor(palette::kInk);
    legend->setIconSize(points(16), QFontMetrics(paperFont()).height());
    legend->setIconTextPadding(points(2));
    legend->setRowSpacing(0);
    legend->setColumnSpacing(points(8));
    legend->setMargins(QMargins(points(4), points(2), points(2), 0));
    legend->setFillOrder(QCPLayoutGrid::foColumnsFirst);
    legend->setWrap(columns);
    return legend;
}

QCPGraph* PaperPlot::addGraph(const PaperPanel& panel)
{
    auto* graph =
        new MarkedLine(panel.axes->axis(QCPAxis::atBottom), panel.axes->axis(QCPAxis::atLeft));
    graph->setAdaptiveSampling(false);
    return graph;
}

void PaperPlot::addLine(const PaperPanel& panel, const QString& name, const LineStyle& style,
                        const std::vector<double>& x, const std::vector<std::optional<double>>& y)
{
    QCPGraph* graph = addGraph(panel);
    const QColor inside = style.dash == Qt::SolidLine ? style.colour : palette::kPaper;
    graph->setPen(pen(style.colour, kLinePoints, style.dash));
    graph->setScatterStyle(QCPScatterStyle(style.marker, pen(style.colour, 0.7), QBrush(inside),
                                           kMarkerPoints * kUnitsPerPoint));
    graph->setName(name);
    addToLegend(panel, graph);
    for (std::size_t i = 0; i < x.size(); ++i) {
        graph->addData(x[i], y[i].value_or(std::numeric_limits<double>::quiet_NaN()));
    }
}

void PaperPlot::addBand(const PaperPanel& panel, const QString& name, const QColor& colour,
                        const std::vector<BandPoint>& edges)
{
    QCPGraph* low = addGraph(panel);
    QCPGraph* high = addGraph(panel);
    for (QCPGraph* edge : {low, high}) {
        edge->setPen(Qt::NoPen);
        edge->setLayer(QStringLiteral("grid")); // below every line
    }
    QColor fill = colour;
    fill.setAlphaF(0.18F); // bands of several lines are seen through each other
    high->setBrush(fill);
    high->setChannelFillGraph(low);
    high->setName(name);
    addToLegend(panel, high);
    constexpr double kGap = std::numeric_limits<double>::quiet_NaN();
    for (const BandPoint& edge : edges) {
        low->addData(edge.x, edge.band ? edge.band->low : kGap);
        high->addData(edge.x, edge.band ? edge.band->high : kGap);
    }
}

void PaperPlot::addBars(const PaperPanel& panel, const QString& name, const QColor& colour,
                        const QColor& fill, const std::vector<double>& heights,
                        const std::vector<double>& depths)
{
    auto* bars =
        new QCPBars(panel.axes->axis(QCPAxis::atBottom), panel.axes->axis(QCPAxis::atLeft));
    bars->setBarsGroup(m_bars);
    bars->setWidth(0.26);
    bars->setName(name);
    bars->setPen(pen(colour, 0.6));
    bars->setBrush(fill);
    addToLegend(panel, bars);
    for (std::size_t i = 0; i < heights.size(); ++i) {
        bars->addData(static_cast<double>(i + 1), heights[i]);
    }
    for (std::size_t i = 0; i < depths.size(); ++i) {
        bars->addData(static_cast<double>(i + 1), -depths[i]);
    }
}

int PaperPlot::plotHeight() const
{
    return m_size.height() - noteHeight(m_note, m_size.width());
}

/// Gives every row of panels `height` more.
void PaperPlot::grow(int height)
{
    m_size.rheight() += height * m_plot.plotLayout()->rowCount();
    m_plot.setViewport(QRect(0, 0, m_size.width(), plotHeight()));
    for (const auto phase : {QCPLayoutElement::upPreparation, QCPLayoutElement::upMargins,
                             QCPLayoutElement::upLayout}) {
        m_plot.plotLayout()->update(phase);
    }
}

/// Makes the names of the axes at `side` no longer than these; how much higher they became.
int PaperPlot::fitLabels(QCPAxis::AxisType side)
{
    int most = 0;
    for (const PaperPanel& panel : m_panels) {
        QCPAxis* axis = panel.axes->axis(side);
        const int room = side == QCPAxis::atLeft ? panel.axes->height() : panel.axes->width();
        const QString label = wrapped(axis->label(), axis->labelFont(), room, kMostLabelLines);
        axis->setLabel(label);
        most = std::max(most, static_cast<int>(label.count(QLatin1Char('\n'))));
    }
    return most * QFontMetrics(paperFont()).lineSpacing();
}

void PaperPlot::fitTexts()
{
    const QCPLayoutGrid& cells = *m_plot.plotLayout();
    const int width =
        (m_size.width() - (cells.columnCount() - 1) * cells.columnSpacing()) / cells.columnCount();
    int higher = 0;
    for (const PaperPanel& panel : m_panels) {
        higher = std::max(higher, fitLegend(*panel.legend, width));
    }
    grow(higher);
    fitLabels(QCPAxis::atLeft);
    grow(0); // lines at the left have made the axes narrower
    grow(fitLabels(QCPAxis::atBottom));
}

void PaperPlot::paint(QPainter& painter)
{
    const int height = plotHeight();
    m_plot.toPainter(static_cast<QCPPainter*>(&painter), m_size.width(), height);
    paintNote(painter, m_note, QRect(0, height, m_size.width(), m_size.height() - height));
}

} // namespace palimpsest
