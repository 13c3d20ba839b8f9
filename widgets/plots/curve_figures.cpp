// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/plots/curve_figures.h"

#include "widgets/plots/curve_series.h"
#include "widgets/plots/paper_plot.h"
#include "widgets/plots/plot_axes.h"
#include "widgets/style/palette.h"

#include <QCoreApplication>

#include <algorithm>

namespace palimpsest {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("Figure", text);
}

/// Two panels stand side by side where there is room.
bool isWide(int width)
{
    return width > kUnitsPerInch * 120.0 / 25.4;
}

int heightFor(int width, double share, int extraPoints)
{
    return static_cast<int>(width * share) + points(extraPoints);
}

/// Size for a single panel.
std::unique_ptr<PaperPlot> onePanel(int width)
{
    return std::make_unique<PaperPlot>(width, heightFor(width, isWide(width) ? 0.4 : 0.6, 24));
}

void setEpochAxis(const PaperPanel& axes, std::pair<int, int> range)
{
    QCPAxis* axis = axes.axes->axis(QCPAxis::atBottom);
    const double span = std::max(1, range.second - range.first);
    axis->setRange(range.first - 0.03 * span, range.second + 0.03 * span);
    setTickStep(axis, std::max(1.0, niceStep(span, 6)));
    axis->setNumberFormat(QStringLiteral("f"));
    axis->setNumberPrecision(0);
}

/// Lines and bands. The band of the first line lies on top of the others and stands for all of them
/// in the legend.
void addSeries(PaperPlot& figure, const PaperPanel& axes, const CurvePanel& panel,
               const std::vector<int>& epochs)
{
    const auto xOf = [](const CurvePoints& points) {
        return std::vector<double>(points.epochs.begin(), points.epochs.end());
    };
    const auto addBand = [&](const QString& name, const CurveSeries& series) {
        const CurvePoints points = pointsOf(series, epochs);
        figure.addBand(axes, name, series.style.colour, xOf(points), points.nulls);
    };
    const auto first = std::ranges::find_if(
        panel.series, [](const CurveSeries& series) { return !series.nulls.empty(); });
    bool several = false;
    for (auto series = panel.series.begin(); series != panel.series.end(); ++series) {
        if (series != first && !series->nulls.empty()) {
            addBand({}, *series);
            several = true;
        }
    }
    const auto addFirstBand = [&] { addBand(panel.nullsName, *first); };
    for (auto series = panel.series.begin(); series != panel.series.end(); ++series) {
        const CurvePoints points = pointsOf(*series, epochs);
        figure.addLine(axes, series->name, series->style, xOf(points), points.values);
        if (series == first && !several) {
            addFirstBand();
        }
    }
    if (several) {
        addFirstBand();
    }
}

/// A panel of curves at a cell of the figure's grid.
void addCurves(PaperPlot& figure, int row, int column, const QString& xLabel, CurveKind kind,
               const FigureContent& content, int legendColumns)
{
    const CurvePanel panel = curvePanel(kind, content.study, content.analysis);
    const PaperPanel axes = figure.addPanel(row, column, xLabel, panel.yLabel, legendColumns);
    std::vector<int> epochs;
    for (const EpochKnowledge& epoch : content.analysis.curve) {
        epochs.push_back(epoch.epoch);
    }
    addSeries(figure, axes, panel, epochs);
    setEpochAxis(axes, epochRange(panel, epochs));
    QCPAxis* amounts = axes.axes->axis(QCPAxis::atLeft);
    if (panel.isShare) {
        setShareRange(amounts);
    } else {
        setAmountRange(amounts, largestValue(panel));
    }
}

std::unique_ptr<Figure> makeCurveFigure(CurveKind kind, const FigureContent& content, int width,
                                        int legendColumns)
{
    auto figure = onePanel(width);
    addCurves(*figure, 0, 0, epochAxisLabel(), kind, content, legendColumns);
    return figure;
}

} // namespace

std::unique_ptr<Figure> makeKnowledgeFigure(const FigureContent& content, int width)
{
    const bool wide = isWide(width);
    auto figure = std::make_unique<PaperPlot>(width, heightFor(width, wide ? 0.34 : 0.98, 34));
    addCurves(*figure, 0, 0, wide ? epochAxisLabel() : QString(), CurveKind::Knowledge, content, 3);
    addCurves(*figure, wide ? 0 : 1, wide ? 1 : 0, epochAxisLabel(), CurveKind::Shares, content, 3);
    return figure;
}

std::unique_ptr<Figure> makeOrdersFigure(const FigureContent& content, int width)
{
    auto figure = onePanel(width);
    const EpochKnowledge& epoch = content.analysis.curve[content.epoch];
    const PaperPanel panel =
        figure->addPanel(0, 0, tr("order of the interaction (number of parts)"),
                         tr("strength per sample, epoch %1").arg(epoch.epoch), 3);
    const std::vector<OrderSeries> orders = orderSeries(epoch.pooled.byOrder);
    for (const OrderSeries& kind : orders) {
        figure->addBars(panel, kind.name, kind.colour, palette::tint(kind.colour, kind.fill),
                        kind.heights);
    }
    setAmountRange(panel.axes->axis(QCPAxis::atLeft), largestHeight(orders));
    QCPAxis* keys = panel.axes->axis(QCPAxis::atBottom);
    keys->setRange(0.5, static_cast<double>(orders.front().heights.size()) + 0.5);
    setTickStep(keys, 1.0);
    keys->setTickLength(0, 0);
    return figure;
}

std::unique_ptr<Figure> makeLikenessFigure(const FigureContent& content, int width)
{
    return makeCurveFigure(CurveKind::Likeness, content, width, 2);
}

std::unique_ptr<Figure> makeRatioFigure(const FigureContent& content, int width)
{
    return makeCurveFigure(CurveKind::Ratio, content, width, 2);
}

std::unique_ptr<Figure> makeAccuracyFigure(const FigureContent& content, int width)
{
    return makeCurveFigure(CurveKind::Accuracy, content, width, 3);
}

} // namespace palimpsest
