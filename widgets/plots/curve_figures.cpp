// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/plots/curve_figures.h"

#include "core/analysis/comparison_names.h"
#include "core/knowledge/knowledge_scale.h"
#include "core/study/study_names.h"
#include "widgets/plots/curve_series.h"
#include "widgets/plots/paper_note.h"
#include "widgets/plots/paper_plot.h"
#include "widgets/plots/paper_text.h"
#include "widgets/plots/plot_axes.h"
#include "widgets/style/palette.h"

#include <QCoreApplication>

#include <algorithm>
#include <optional>

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
std::unique_ptr<PaperPlot> onePanel(int width, const QString& note)
{
    return std::make_unique<PaperPlot>(width, heightFor(width, isWide(width) ? 0.4 : 0.6, 24),
                                       note);
}

std::string nameOfCompared(const Study& study, const Analysis& analysis, CurveKind kind)
{
    switch (kind) {
    case CurveKind::Likeness:
        return approachName(study, analysis);
    case CurveKind::Ratio:
        return ratioName(study, analysis);
    case CurveKind::Accuracy:
        return nameWithScratch(study, analysis);
    case CurveKind::Knowledge:
    case CurveKind::Shares:
        break;
    }
    return comparisonName(study, analysis);
}

/// What a figure compares and on how many samples; accuracies stand on none of these.
QString figureNote(const FigureContent& content, CurveKind kind)
{
    const QString name =
        QString::fromStdString(nameOfCompared(content.study, content.analysis, kind));
    return kind == CurveKind::Accuracy ? name : withSampleCount(name, content.analysis);
}

void setEpochAxis(const PaperPanel& axes, std::pair<int, int> range)
{
    QCPAxis* axis = axes.axes->axis(QCPAxis::atBottom);
    const double span = std::max(1, range.second - range.first);
    axis->setRange(range.first - epochPadding(range), range.second + epochPadding(range));
    setTickStep(axis, std::max(1.0, niceStep(span, 6)));
    axis->setNumberFormat(QStringLiteral("f"));
    axis->setNumberPrecision(0);
}

/// Lines, each followed by its band: so the legend says whose null a colour is.
void addSeries(PaperPlot& figure, const PaperPanel& axes, const CurvePanel& panel,
               const std::vector<int>& epochs)
{
    const std::pair<int, int> range = epochRange(panel, epochs);
    for (const CurveSeries& series : panel.series) {
        const CurvePoints points = pointsOf(series, epochs);
        const std::vector<double> x(points.epochs.begin(), points.epochs.end());
        figure.addLine(axes, series.name, series.style, x, points.values);
        if (hasNulls(points)) {
            figure.addBand(axes, nullName(), series.style.colour,
                           bandPoints(points, epochBarWidth(range)));
        }
    }
}

/// A panel of curves at a cell of the figure's grid.
void addCurves(PaperPlot& figure, int row, int column, const CurvePanel& panel,
               const FigureContent& content, int legendColumns)
{
    const PaperPanel axes = figure.addPanel(row, column, panel.xLabel, panel.yLabel, legendColumns);
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
        setAmountRange(amounts, panel.top);
    }
}

QString orderLabel()
{
    return tr("order of the interaction (number of parts)");
}

/// Room for the bars of orders 1 to `orders`.
void setOrderAxis(const PaperPanel& panel, std::size_t orders)
{
    QCPAxis* axis = panel.axes->axis(QCPAxis::atBottom);
    axis->setRange(0.5, static_cast<double>(orders) + 0.5);
    setTickStep(axis, 1.0);
    axis->setTickLength(0, 0);
}

std::vector<double> withoutOrder0(const std::vector<double>& byOrder)
{
    return {byOrder.begin() + 1, byOrder.end()};
}

/// The checkpoint of a run at `epoch` or, where it saved none then, the latest before it.
std::optional<CheckpointIndex> latestUsable(const FigureContent& content, std::size_t lineage,
                                            int epoch)
{
    std::optional<CheckpointIndex> latest;
    for (const auto& [index, model] : content.analysis.models) {
        if (index.lineage == lineage && !model.strengths.positive.empty() &&
            content.study.lineages[lineage].checkpoints[index.checkpoint].epoch <= epoch) {
            latest = index; // epochs rise
        }
    }
    return latest;
}

/// Of all models, so that the figures of all epochs have one scale.
double largestSigned(const Analysis& analysis)
{
    double largest = 0.0;
    for (const auto& [index, model] : analysis.models) {
        for (const auto* amounts : {&model.strengths.positive, &model.strengths.negative}) {
            for (const double amount : *amounts) {
                largest = std::max(largest, amount);
            }
        }
    }
    return largest;
}

std::unique_ptr<Figure> makeCurveFigure(CurveKind kind, const FigureContent& content, int width,
                                        int legendColumns)
{
    auto figure = onePanel(width, figureNote(content, kind));
    addCurves(*figure, 0, 0, curvePanel(kind, content.study, content.analysis), content,
              legendColumns);
    figure->fitTexts();
    return figure;
}

} // namespace

std::unique_ptr<Figure> makeKnowledgeFigure(const FigureContent& content, int width)
{
    const CurvePanel shares = curvePanel(CurveKind::Shares, content.study, content.analysis);
    if (shares.series.empty()) {
        return makeCurveFigure(CurveKind::Knowledge, content, width, 3);
    }
    const bool wide = isWide(width);
    auto figure = std::make_unique<PaperPlot>(width, heightFor(width, wide ? 0.34 : 0.98, 34),
                                              figureNote(content, CurveKind::Knowledge));
    CurvePanel amounts = curvePanel(CurveKind::Knowledge, content.study, content.analysis);
    if (!wide) {
        amounts.xLabel.clear(); // the panel below has the same
    }
    addCurves(*figure, 0, 0, amounts, content, 3);
    addCurves(*figure, wide ? 0 : 1, wide ? 1 : 0, shares, content, 3);
    figure->fitTexts();
    return figure;
}

std::unique_ptr<Figure> makeOrdersFigure(const FigureContent& content, int width)
{
    const EpochKnowledge& epoch = content.analysis.curve[content.epoch];
    auto figure = onePanel(width, epochNote(content));
    const PaperPanel panel =
        figure->addPanel(0, 0, orderLabel(),
                         tr("strength per sample, %1 %2")
                             .arg(countText(content.study.lineages[content.analysis.target]))
                             .arg(epoch.epoch),
                         3);
    const std::vector<OrderSeries> orders = orderSeries(epoch.pooled.byOrder);
    for (const OrderSeries& kind : orders) {
        figure->addBars(panel, kind.name, kind.colour, palette::tint(kind.colour, kind.fill),
                        kind.heights);
    }
    setAmountRange(panel.axes->axis(QCPAxis::atLeft), largestPooledByOrder(content.analysis.curve));
    setOrderAxis(panel, orders.front().heights.size());
    figure->fitTexts();
    return figure;
}

std::unique_ptr<Figure> makeSignedFigure(const FigureContent& content, int width)
{
    const Analysis& analysis = content.analysis;
    const int epoch = analysis.curve[content.epoch].epoch;
    const auto scratch =
        analysis.hasOtherScratch() ? latestUsable(content, *analysis.scratch, epoch) : std::nullopt;
    auto figure = onePanel(width, epochNote(content, scratch));
    const PaperPanel panel =
        figure->addPanel(0, 0, orderLabel(), tr("signed strength per sample"), 3);
    const auto add = [&](CheckpointIndex index, const QColor& colour, double fill) {
        const SignedStrengths& strengths = analysis.models.at(index).strengths;
        figure->addBars(panel, QString::fromStdString(checkpointName(content.study, index)), colour,
                        palette::tint(colour, fill), withoutOrder0(strengths.positive),
                        withoutOrder0(strengths.negative));
    };
    add(analysis.reference, palette::kPretrained, 0.45);
    if (const auto target = latestUsable(content, analysis.target, epoch)) {
        add(*target, palette::kFinetuned, 1.0);
    }
    if (scratch) {
        add(*scratch, palette::kScratch, 0.0);
    }
    setSignedRange(panel.axes->axis(QCPAxis::atLeft), largestSigned(analysis));
    setOrderAxis(panel, analysis.models.at(analysis.reference).strengths.positive.size() - 1);
    figure->fitTexts();
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
