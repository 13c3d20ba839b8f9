// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/plots/curve_figures.h"

#include "widgets/plots/paper_plot.h"
#include "widgets/style/palette.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace palimpsest {

namespace {

using Values = PerQuantity<std::optional<double>>;
using Bands = PerQuantity<std::optional<Band>>;
using Curve = std::vector<std::optional<double>>;

const LineStyle kPreservedLine{palette::kPreserved, Qt::SolidLine, QCPScatterStyle::ssDisc};
const LineStyle kDiscardedLine{palette::kDiscarded, Qt::DashLine, QCPScatterStyle::ssSquare};
const LineStyle kNewLine{palette::kNew, Qt::DashDotLine, QCPScatterStyle::ssTriangle};
const LineStyle kFinetunedLine{palette::kFinetuned, Qt::SolidLine, QCPScatterStyle::ssDisc};
const LineStyle kScratchLine{palette::kScratch, Qt::DashLine, QCPScatterStyle::ssSquare};
const LineStyle kScratchToTargetLine{palette::kScratchToTarget, Qt::DotLine,
                                     QCPScatterStyle::ssTriangle};
const LineStyle kSecondaryLine{palette::kFaintInk, Qt::DashLine, QCPScatterStyle::ssDiamond};
const LineStyle kOfLastLine{palette::kFinetuned, Qt::DotLine, QCPScatterStyle::ssTriangle};
const LineStyle kProbeLine{palette::kPretrained, Qt::DotLine, QCPScatterStyle::ssNone};

QString tr(const char* text)
{
    return QCoreApplication::translate("Figure", text);
}

double sum(const std::vector<double>& values)
{
    return std::accumulate(values.begin(), values.end(), 0.0);
}

std::vector<double> epochs(const Analysis& analysis)
{
    std::vector<double> x;
    for (const EpochKnowledge& epoch : analysis.curve) {
        x.push_back(epoch.epoch);
    }
    return x;
}

Curve values(const Analysis& analysis, std::optional<double> Values::*quantity)
{
    Curve y;
    for (const EpochKnowledge& epoch : analysis.curve) {
        y.push_back(epoch.pooled.values.*quantity);
    }
    return y;
}

std::vector<std::optional<Band>> bands(const Analysis& analysis,
                                       std::optional<Band> Bands::*quantity)
{
    std::vector<std::optional<Band>> y;
    for (const EpochKnowledge& epoch : analysis.curve) {
        y.push_back(epoch.pooled.nulls.*quantity);
    }
    return y;
}

Curve amounts(const Analysis& analysis, std::vector<double> KnowledgeAmounts::*kind)
{
    Curve y;
    for (const EpochKnowledge& epoch : analysis.curve) {
        y.push_back(epoch.usable ? std::optional(sum(epoch.pooled.byOrder.*kind)) : std::nullopt);
    }
    return y;
}

/// Test accuracy of a lineage at the epochs of the curve.
Curve accuracies(const FigureContent& content, std::size_t lineage)
{
    Curve y;
    for (const EpochKnowledge& epoch : content.analysis.curve) {
        const ModelReport* model = content.analysis.model(content.study, lineage, epoch.epoch);
        y.push_back(model ? model->accuracy : std::nullopt);
    }
    return y;
}

/// 1, 2 or 5 times a power of ten, so that about `count` steps make `range`.
double niceStep(double range, int count)
{
    const double raw = range / count;
    const double power = std::pow(10.0, std::floor(std::log10(raw)));
    for (const double factor : {1.0, 2.0, 5.0}) {
        if (raw <= factor * power * 1.0001) {
            return factor * power;
        }
    }
    return 10.0 * power;
}

void setTicks(QCPAxis* axis, double step)
{
    const QSharedPointer<QCPAxisTickerFixed> ticker(new QCPAxisTickerFixed);
    ticker->setTickStep(step);
    ticker->setScaleStrategy(QCPAxisTickerFixed::ssNone);
    axis->setTicker(ticker);
}

void setEpochAxis(const PaperPanel& panel, const std::vector<double>& x)
{
    QCPAxis* axis = panel.axes->axis(QCPAxis::atBottom);
    const double span = std::max(1.0, x.back() - x.front());
    axis->setRange(x.front() - 0.03 * span, x.back() + 0.03 * span);
    setTicks(axis, std::max(1.0, niceStep(span, 6)));
    axis->setNumberFormat(QStringLiteral("f"));
    axis->setNumberPrecision(0);
}

/// From 0 to `top`, rounded up to a whole step.
void setAmountAxis(const PaperPanel& panel, double top)
{
    QCPAxis* axis = panel.axes->axis(QCPAxis::atLeft);
    const double step = niceStep(top > 0.0 ? top : 1.0, 5);
    axis->setRange(0.0, std::max(1.0, std::ceil(top / step - 0.001)) * step);
    setTicks(axis, step);
    axis->setNumberFormat(QStringLiteral("f"));
    axis->setNumberPrecision(std::max(0, static_cast<int>(-std::floor(std::log10(step) + 1e-9))));
}

void setShareAxis(const PaperPanel& panel)
{
    setAmountAxis(panel, 1.0);
    panel.axes->axis(QCPAxis::atLeft)->setRange(0.0, 1.02);
}

double largest(std::initializer_list<const Curve*> curves)
{
    double top = 0.0;
    for (const Curve* curve : curves) {
        for (const auto& value : *curve) {
            top = std::max(top, value.value_or(0.0));
        }
    }
    return top;
}

QString epochLabel()
{
    return tr("fine-tuning epoch");
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

} // namespace

std::unique_ptr<Figure> makeKnowledgeFigure(const FigureContent& content, int width)
{
    const bool wide = isWide(width);
    auto figure = std::make_unique<PaperPlot>(width, heightFor(width, wide ? 0.34 : 0.98, 34));
    const Analysis& analysis = content.analysis;
    const std::vector<double> x = epochs(analysis);

    const PaperPanel strengths =
        figure->addPanel(0, 0, wide ? epochLabel() : QString(), tr("strength per sample"), 3);
    const Curve preserved = amounts(analysis, &KnowledgeAmounts::preserved);
    const Curve discarded = amounts(analysis, &KnowledgeAmounts::discarded);
    const Curve gained = amounts(analysis, &KnowledgeAmounts::gained);
    figure->addLine(strengths, tr("preserved"), kPreservedLine, x, preserved);
    figure->addLine(strengths, tr("discarded"), kDiscardedLine, x, discarded);
    figure->addLine(strengths, tr("new"), kNewLine, x, gained);
    setEpochAxis(strengths, x);
    setAmountAxis(strengths, largest({&preserved, &discarded, &gained}));

    const PaperPanel shares =
        figure->addPanel(wide ? 0 : 1, wide ? 1 : 0, epochLabel(), tr("share"), 3);
    Curve completeness;
    for (const EpochKnowledge& epoch : analysis.curve) {
        completeness.push_back(epoch.pooled.completeness);
    }
    figure->addLine(shares, tr("preservation rate"), kFinetunedLine, x,
                    values(analysis, &Values::preservationRate));
    figure->addBand(shares, tr("its null"), palette::kFinetuned, x,
                    bands(analysis, &Bands::preservationRate));
    figure->addLine(shares, tr("completeness"), kSecondaryLine, x, completeness);
    setEpochAxis(shares, x);
    setShareAxis(shares);
    return figure;
}

std::unique_ptr<Figure> makeOrdersFigure(const FigureContent& content, int width)
{
    auto figure = onePanel(width);
    const EpochKnowledge& epoch = content.analysis.curve[content.epoch];
    const KnowledgeAmounts& orders = epoch.pooled.byOrder;
    const PaperPanel panel =
        figure->addPanel(0, 0, tr("order of the interaction (number of parts)"),
                         tr("strength per sample, epoch %1").arg(epoch.epoch), 3);
    double top = 0.0;
    // Solid, half-toned and empty bars stay apart in grey print.
    const auto addBars = [&](const QString& name, const QColor& colour, double fill,
                             const std::vector<double>& byOrder) {
        figure->addBars(panel, name, colour, palette::tint(colour, fill),
                        {byOrder.begin() + 1, byOrder.end()});
        top = std::max(top, *std::ranges::max_element(byOrder));
    };
    addBars(tr("preserved"), palette::kPreserved, 1.0, orders.preserved);
    addBars(tr("discarded"), palette::kDiscarded, 0.45, orders.discarded);
    addBars(tr("new"), palette::kNew, 0.0, orders.gained);

    setAmountAxis(panel, top);
    QCPAxis* keys = panel.axes->axis(QCPAxis::atBottom);
    keys->setRange(0.5, static_cast<double>(orders.preserved.size()) - 0.5);
    setTicks(keys, 1.0);
    keys->setTickLength(0, 0);
    return figure;
}

std::unique_ptr<Figure> makeLikenessFigure(const FigureContent& content, int width)
{
    auto figure = onePanel(width);
    const Analysis& analysis = content.analysis;
    const std::vector<double> x = epochs(analysis);
    const PaperPanel panel = figure->addPanel(0, 0, epochLabel(), tr("likeness J"), 2);
    const bool hasScratch = analysis.scratch.has_value();
    if (hasScratch) {
        figure->addBand(panel, {}, palette::kScratch, x, bands(analysis, &Bands::scratchToOwnLast));
        figure->addBand(panel, {}, palette::kScratchToTarget, x,
                        bands(analysis, &Bands::scratchToTargetLast));
    }
    figure->addLine(panel, tr("fine-tuned to its last"), kFinetunedLine, x,
                    values(analysis, &Values::targetToOwnLast));
    if (hasScratch) {
        figure->addLine(panel, tr("scratch to its last"), kScratchLine, x,
                        values(analysis, &Values::scratchToOwnLast));
        figure->addLine(panel, tr("scratch to fine-tuned last"), kScratchToTargetLine, x,
                        values(analysis, &Values::scratchToTargetLast));
    }
    figure->addBand(panel, tr("their nulls"), palette::kFinetuned, x,
                    bands(analysis, &Bands::targetToOwnLast));
    setEpochAxis(panel, x);
    setShareAxis(panel);
    return figure;
}

std::unique_ptr<Figure> makeRatioFigure(const FigureContent& content, int width)
{
    auto figure = onePanel(width);
    const Analysis& analysis = content.analysis;
    const std::vector<double> x = epochs(analysis);
    const PaperPanel panel =
        figure->addPanel(0, 0, epochLabel(), tr("preserved that scratch learns"), 2);
    figure->addLine(panel, tr("by strength"), kPreservedLine, x,
                    values(analysis, &Values::scratchStrength));
    figure->addBand(panel, tr("its null"), palette::kPreserved, x,
                    bands(analysis, &Bands::scratchStrength));
    figure->addLine(panel, tr("by number of patterns"), kSecondaryLine, x,
                    values(analysis, &Values::scratchCount));
    figure->addLine(panel, tr("of the last epoch’s, by strength"), kOfLastLine, x,
                    values(analysis, &Values::lastScratchStrength));
    setEpochAxis(panel, x);
    setShareAxis(panel);
    return figure;
}

std::unique_ptr<Figure> makeAccuracyFigure(const FigureContent& content, int width)
{
    auto figure = onePanel(width);
    const Analysis& analysis = content.analysis;
    const std::vector<double> x = epochs(analysis);
    const PaperPanel panel = figure->addPanel(0, 0, epochLabel(), tr("test accuracy"), 3);
    figure->addLine(panel, tr("fine-tuned"), kFinetunedLine, x,
                    accuracies(content, analysis.target));
    if (analysis.scratch) {
        figure->addLine(panel, tr("from scratch"), kScratchLine, x,
                        accuracies(content, *analysis.scratch));
    }
    figure->addLine(panel, tr("linear probe"), kProbeLine, x,
                    Curve(x.size(), analysis.models.at(analysis.reference).accuracy));
    setEpochAxis(panel, x);
    setShareAxis(panel);
    return figure;
}

} // namespace palimpsest
