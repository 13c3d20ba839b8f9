// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "widgets/plots/figure.h"

#include <QColor>
#include <QFont>
#include <qcustomplot.h>

#include <optional>
#include <vector>

namespace palimpsest {

/// Units of `points` typographic points.
inline int points(double points)
{
    return static_cast<int>(points * kUnitsPerPoint + 0.5);
}

/// Sans serif of the journals, in units: 7 pt unless told otherwise.
QFont paperFont(double sizePoints = 7.0);

/// How a line of a figure looks: hue, dash and marker all differ, so that it survives grey print.
struct LineStyle
{
    QColor colour;
    Qt::PenStyle dash = Qt::SolidLine;
    QCPScatterStyle::ScatterShape marker = QCPScatterStyle::ssDisc;
};

/// A figure of one or more panels side by side or stacked, a shared legend on top.
class PaperPlot : public Figure
{
public:
    PaperPlot(int widthUnits, int heightUnits);

    QSize size() const override { return m_size; }
    void paint(QPainter& painter) override;

    /// Adds a panel at a cell of the grid below the legend.
    QCPAxisRect* addPanel(int row, int column, const QString& xLabel, const QString& yLabel);

    /// A line with markers through the points that exist; gaps stay gaps.
    void addLine(QCPAxisRect* panel, const QString& name, const LineStyle& style,
                 const std::vector<double>& x, const std::vector<std::optional<double>>& y);

    /// A shaded band; call it before the lines it lies under. An empty name keeps it out of the
    /// legend.
    void addBand(QCPAxisRect* panel, const QString& name, const QColor& colour,
                 const std::vector<double>& x, const std::vector<std::optional<Band>>& bands);

    /// Shows a plottable in the legend.
    void addToLegend(QCPAbstractPlottable* plottable);

    QCustomPlot& plot() { return m_plot; }

    /// Entries of the legend per line.
    void setLegendColumns(int columns);

private:
    QCustomPlot m_plot;
    QSize m_size;
    QCPLegend* m_legend;
    QCPLayoutGrid* m_panels;
};

} // namespace palimpsest
