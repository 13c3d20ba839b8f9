// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/analysis/analysis.h"
#include "core/study/study.h"
#include "widgets/plots/curve_kind.h"
#include "widgets/plots/line_style.h"

#include <QString>

#include <optional>
#include <utility>
#include <vector>

namespace palimpsest {

// What curves and bars show, for the figures of papers and for the window alike.

/// Values over epochs, and bands of their nulls.
struct CurvePoints
{
    std::vector<int> epochs;
    std::vector<std::optional<double>> values; ///< none is a gap
    std::vector<std::optional<Band>> nulls;    ///< empty for quantities without a null
};

/// One line of a plot over epochs.
struct CurveSeries
{
    QString name;
    LineStyle style;
    std::vector<std::optional<double>> values; ///< one per epoch of the curve; none is a gap
    std::vector<std::optional<Band>> nulls;    ///< likewise; empty for quantities without a null
    std::optional<CurvePoints> own = {};       ///< what is drawn of a run with epochs of its own
};

/// What is drawn of a line, where `epochs` are those of the curve.
CurvePoints pointsOf(const CurveSeries& series, const std::vector<int>& epochs);

/// The lines that share a pair of axes: those that have a value at some epoch.
struct CurvePanel
{
    QString xLabel; ///< names the run whose epochs these are
    QString count;  ///< what these are called: "epoch", or "step" of a run that counts them
    QString yLabel;
    bool isShare = false;        ///< values lie in [0, 1]
    int decimals = 2;            ///< that values are worth reading with
    std::vector<QString> beside; ///< of ratios: the checkpoint from scratch, if any, by epoch
    double top = 0.0; ///< where the axis of amounts ends at least, so that samples compare
    std::vector<CurveSeries> series;
};

/// What the numbers of a run's checkpoints are called: "epoch" or "step".
QString countText(const Lineage& run);

/// The curves of one kind, of all samples or of one of Analysis::samples. Accuracy is that on
/// Study::accuracySet, whatever the sample.
CurvePanel curvePanel(CurveKind kind, const Study& study, const Analysis& analysis,
                      std::optional<std::size_t> sample = std::nullopt);

/// The first and the last epoch that is drawn.
std::pair<int, int> epochRange(const CurvePanel& panel, const std::vector<int>& epochs);

/// Why a panel of that kind has no lines, as a sentence that says what to do.
QString whyEmpty(CurveKind kind, const Study& study, const Analysis& analysis);

/// What a band is called in a legend, where it follows its line.
QString nullName();

/// Whether a line has a band anywhere.
bool hasNulls(const CurvePoints& points);

/// A point of the edges of a band; none is a gap.
struct BandPoint
{
    double x = 0.0;
    std::optional<Band> band;
};

/// The edges of a band. Where neighbours have none it becomes a bar of `width`, as an area over a
/// single epoch would not be seen.
std::vector<BandPoint> bandPoints(const CurvePoints& points, double width);

/// How far the axis reaches beyond the first and the last epoch, and how wide the bar of a single
/// epoch is.
double epochPadding(std::pair<int, int> range);
double epochBarWidth(std::pair<int, int> range);

/// Largest value of all lines; 0 when there is none.
double largestValue(const CurvePanel& panel);

/// Bars of one kind by order.
struct OrderSeries
{
    QString name;
    QColor colour;
    double fill = 1.0;           ///< 1 solid, 0 empty: kinds stay apart in grey print
    std::vector<double> heights; ///< orders 1, 2, …
};

/// Preserved, discarded and new. Order 0 is left out.
std::vector<OrderSeries> orderSeries(const KnowledgeAmounts& byOrder);

/// Largest height of all bars; 0 when there is none.
double largestHeight(const std::vector<OrderSeries>& series);

} // namespace palimpsest
