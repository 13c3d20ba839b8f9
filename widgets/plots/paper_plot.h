// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "widgets/plots/curve_series.h"
#include "widgets/plots/figure.h"
#include "widgets/plots/line_style.h"
#include "widgets/plots/paper_note.h"

#include <QColor>
#include <qcustomplot.h>

#include <optional>
#include <vector>

namespace palimpsest {

/// One pair of axes and the legend above it.
struct PaperPanel
{
    QCPAxisRect* axes = nullptr;
    QCPLegend* legend = nullptr;
};

/// A figure of one or more panels, side by side or stacked.
class PaperPlot : public Figure
{
public:
    /// `note` stands below the panels, for which `heightUnits` is.
    PaperPlot(int widthUnits, int heightUnits, QString note);

    QSize size() const override { return m_size; }
    QString note() const override { return m_note; }
    void paint(QPainter& painter) override;

    /// Adds a panel at a cell of the grid; its legend has `legendColumns` entries a line, or fewer
    /// where they are long.
    PaperPanel addPanel(int row, int column, const QString& xLabel, const QString& yLabel,
                        int legendColumns);

    /// A line with markers through the points that exist; gaps stay gaps.
    void addLine(const PaperPanel& panel, const QString& name, const LineStyle& style,
                 const std::vector<double>& x, const std::vector<std::optional<double>>& y);

    /// A shaded band below all lines; gaps stay gaps.
    void addBand(const PaperPanel& panel, const QString& name, const QColor& colour,
                 const std::vector<BandPoint>& edges);

    /// Bars of one kind at whole numbers 1, 2, …; bars of several kinds stand side by side. Those
    /// with a depth reach as far below 0.
    void addBars(const PaperPanel& panel, const QString& name, const QColor& colour,
                 const QColor& fill, const std::vector<double>& heights,
                 const std::vector<double>& depths = {});

    /// Breaks legends and the names of axes into lines where they are too long for their places,
    /// for which the figure grows. To be called when all that it shows has been added.
    void fitTexts();

private:
    QCPLegend* addLegend(QCPLayoutGrid* cell, int columns);
    QCPGraph* addGraph(const PaperPanel& panel);
    int plotHeight() const;
    void grow(int height);
    int fitLabels(QCPAxis::AxisType side);

    QCustomPlot m_plot;
    QString m_note;
    QSize m_size;
    QCPMarginGroup* m_leftMargins;
    QCPBarsGroup* m_bars;
    std::vector<PaperPanel> m_panels;
};

} // namespace palimpsest
