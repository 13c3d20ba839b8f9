// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/plots/curve_series.h"

#include "core/analysis/comparison_names.h"
#include "core/knowledge/knowledge_scale.h"
#include "core/study/accuracy_sets.h"
#include "core/study/study_names.h"
#include "widgets/style/palette.h"

#include <QCoreApplication>

#include <algorithm>
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

bool hasValues(const CurveSeries& series)
{
    return std::ranges::any_of(series.own ? series.own->values : series.values,
                               [](const auto& value) { return value.has_value(); });
}

/// Takes the series of a study apart, of all samples or of one.
class Extraction
{
public:
    Extraction(const Study& study, const Analysis& analysis, std::optional<std::size_t> sample)
        : m_study(study), m_analysis(analysis), m_sample(sample)
    {
    }

    CurvePanel knowledge() const
    {
        CurvePanel panel{
            .yLabel = m_sample ? tr("strength") : tr("strength per sample"),
            .series = {{tr("preserved"), kPreservedLine, amounts(&KnowledgeAmounts::preserved)},
                       {tr("discarded"), kDiscardedLine, amounts(&KnowledgeAmounts::discarded)},
                       {tr("new"), kNewLine, amounts(&KnowledgeAmounts::gained)}}};
        panel.top = m_sample ? largestOfSamples(m_analysis.curve) : largestValue(panel);
        panel.decimals = largestValue(panel) < 10.0 ? 2 : 1;
        return panel;
    }

    CurvePanel shares() const
    {
        return {.yLabel = tr("share"),
                .isShare = true,
                .series = {{tr("preservation rate"), kFinetunedLine,
                            values(&Values::preservationRate), nulls(&Bands::preservationRate)},
                           {tr("completeness"), kSecondaryLine, completeness()}}};
    }

    CurvePanel likeness() const
    {
        CurvePanel panel{
            .yLabel = tr("likeness J"),
            .isShare = true,
            .series = {{tr("%1 to its last").arg(targetName()), kFinetunedLine,
                        values(&Values::targetToOwnLast), nulls(&Bands::targetToOwnLast)}}};
        if (m_analysis.hasOtherScratch()) {
            panel.series.push_back(
                {tr("%1 to its last").arg(scratchName()), kScratchLine,
                 values(&Values::scratchToOwnLast), nulls(&Bands::scratchToOwnLast),
                 ownPoints(&Values::scratchToOwnLast, &Bands::scratchToOwnLast)});
            panel.series.push_back(
                {tr("%1 to the last of %2").arg(scratchName(), targetName()), kScratchToTargetLine,
                 values(&Values::scratchToTargetLast), nulls(&Bands::scratchToTargetLast),
                 ownPoints(&Values::scratchToTargetLast, &Bands::scratchToTargetLast)});
        }
        return panel;
    }

    CurvePanel ratio() const
    {
        if (!m_analysis.hasOtherScratch()) { // a run has all of what it preserves
            return {.isShare = true};
        }
        return {
            .yLabel = tr("preserved that %1 learns").arg(scratchName()),
            .isShare = true,
            .beside = checkpointsFromScratch(),
            .series = {{tr("by strength"), kPreservedLine, values(&Values::scratchStrength),
                        nulls(&Bands::scratchStrength)},
                       {tr("by number of patterns"), kSecondaryLine, values(&Values::scratchCount),
                        nulls(&Bands::scratchCount)},
                       {tr("of the last epoch’s, by strength"), kOfLastLine,
                        values(&Values::lastScratchStrength), nulls(&Bands::lastScratchStrength)}}};
    }

    CurvePanel accuracy() const
    {
        CurvePanel panel{.yLabel = QString::fromStdString(accuracyName(m_study)),
                         .isShare = true,
                         .decimals = 3,
                         .series = {{targetName(), kFinetunedLine, accuracies(m_analysis.target)}}};
        if (m_analysis.hasOtherScratch()) {
            panel.series.push_back({scratchName(),
                                    kScratchLine,
                                    accuracies(*m_analysis.scratch),
                                    {},
                                    ownAccuracies()});
        }
        panel.series.push_back(
            {referenceName(), kProbeLine,
             Curve(m_analysis.curve.size(), m_analysis.models.at(m_analysis.reference).accuracy)});
        return panel;
    }

private:
    // Runs are called what the study calls them: there may be several of one role.

    QString runName(std::size_t lineage) const
    {
        return QString::fromStdString(m_study.lineages[lineage].name);
    }

    QString targetName() const { return runName(m_analysis.target); }
    QString scratchName() const { return runName(*m_analysis.scratch); }

    QString referenceName() const
    {
        return QString::fromStdString(checkpointName(m_study, m_analysis.reference));
    }

    const KnowledgeFigures& figures(const EpochKnowledge& epoch) const
    {
        return m_sample ? epoch.samples[*m_sample] : epoch.pooled;
    }

    template<typename T, typename Take>
    std::vector<std::optional<T>> collect(Take take) const
    {
        std::vector<std::optional<T>> result;
        for (const EpochKnowledge& epoch : m_analysis.curve) {
            result.push_back(take(epoch));
        }
        return result;
    }

    Curve values(std::optional<double> Values::*quantity) const
    {
        return collect<double>([&](const auto& epoch) { return figures(epoch).values.*quantity; });
    }

    std::vector<std::optional<Band>> nulls(std::optional<Band> Bands::*quantity) const
    {
        return collect<Band>([&](const auto& epoch) { return figures(epoch).nulls.*quantity; });
    }

    /// A quantity of the run from scratch along its own epochs.
    CurvePoints ownPoints(std::optional<double> Values::*value,
                          std::optional<Band> Bands::*band) const
    {
        CurvePoints points;
        for (const EpochKnowledge& epoch : m_analysis.scratchCurve) {
            points.epochs.push_back(epoch.epoch);
            points.values.push_back(figures(epoch).values.*value);
            points.nulls.push_back(figures(epoch).nulls.*band);
        }
        return points;
    }

    std::vector<QString> checkpointsFromScratch() const
    {
        std::vector<QString> names;
        for (const EpochKnowledge& epoch : m_analysis.curve) {
            const auto scratch = m_analysis.scratchAt(m_study, epoch.epoch);
            names.push_back(scratch ? QString::fromStdString(checkpointName(m_study, *scratch))
                                    : QString());
        }
        return names;
    }

    CurvePoints ownAccuracies() const
    {
        CurvePoints points;
        for (const EpochKnowledge& epoch : m_analysis.scratchCurve) {
            const ModelReport* model = m_analysis.model(m_study, *m_analysis.scratch, epoch.epoch);
            points.epochs.push_back(epoch.epoch);
            points.values.push_back(model ? model->accuracy : std::nullopt);
        }
        return points;
    }

    Curve completeness() const
    {
        return collect<double>([&](const auto& epoch) { return figures(epoch).completeness; });
    }

    Curve amounts(std::vector<double> KnowledgeAmounts::*kind) const
    {
        return collect<double>([&](const auto& epoch) -> std::optional<double> {
            if (!epoch.usable) {
                return std::nullopt;
            }
            const std::vector<double>& byOrder = figures(epoch).byOrder.*kind;
            return std::accumulate(byOrder.begin(), byOrder.end(), 0.0);
        });
    }

    /// Accuracy of a lineage at the epochs of the curve.
    Curve accuracies(std::size_t lineage) const
    {
        return collect<double>([&](const auto& epoch) -> std::optional<double> {
            const ModelReport* model = m_analysis.model(m_study, lineage, epoch.epoch);
            return model ? model->accuracy : std::nullopt;
        });
    }

    const Study& m_study;
    const Analysis& m_analysis;
    std::optional<std::size_t> m_sample;
};

CurvePanel wholePanel(CurveKind kind, const Extraction& extraction)
{
    switch (kind) {
    case CurveKind::Knowledge:
        return extraction.knowledge();
    case CurveKind::Shares:
        return extraction.shares();
    case CurveKind::Likeness:
        return extraction.likeness();
    case CurveKind::Ratio:
        return extraction.ratio();
    case CurveKind::Accuracy:
        break;
    }
    return extraction.accuracy();
}

/// What stands along the axis of both runs, which may count different things.
QString sharedCount(const Study& study, const Analysis& analysis)
{
    const Lineage& target = study.lineages[analysis.target];
    const Lineage& scratch = study.lineages[*analysis.scratch];
    return target.countsSteps == scratch.countsSteps ? countText(target) : tr("epoch or step");
}

} // namespace

QString countText(const Lineage& run)
{
    return run.countsSteps ? tr("step") : tr("epoch");
}

CurvePanel curvePanel(CurveKind kind, const Study& study, const Analysis& analysis,
                      std::optional<std::size_t> sample)
{
    CurvePanel panel = wholePanel(kind, Extraction(study, analysis, sample));
    std::erase_if(panel.series, [](const CurveSeries& series) { return !hasValues(series); });
    const bool isOfOne = std::ranges::none_of(
        panel.series, [](const CurveSeries& series) { return series.own.has_value(); });
    const Lineage& target = study.lineages[analysis.target];
    panel.count = countText(target);
    panel.xLabel = isOfOne ? tr("%1 of %2").arg(panel.count, QString::fromStdString(target.name))
                           : tr("%1 of each run").arg(sharedCount(study, analysis));
    return panel;
}

CurvePoints pointsOf(const CurveSeries& series, const std::vector<int>& epochs)
{
    return series.own ? *series.own : CurvePoints{epochs, series.values, series.nulls};
}

std::pair<int, int> epochRange(const CurvePanel& panel, const std::vector<int>& epochs)
{
    std::pair<int, int> range{epochs.front(), epochs.back()};
    for (const CurveSeries& series : panel.series) {
        if (series.own && !series.own->epochs.empty()) {
            range.first = std::min(range.first, series.own->epochs.front());
            range.second = std::max(range.second, series.own->epochs.back());
        }
    }
    return range;
}

QString whyEmpty(CurveKind kind, const Study& study, const Analysis& analysis)
{
    if (kind == CurveKind::Accuracy) {
        return tr("No accuracy of these runs is known. Measure their accuracies first.");
    }
    if (kind == CurveKind::Ratio && !analysis.scratch) {
        return tr("The study has no run from scratch to compare with. Add the checkpoints of one.");
    }
    if (kind == CurveKind::Ratio && !analysis.hasOtherScratch()) {
        return tr("%1 is itself the run from scratch, which learns all of what it preserves. "
                  "Choose another run.")
            .arg(QString::fromStdString(study.lineages[analysis.target].name));
    }
    const auto lone =
        kind == CurveKind::Likeness ? loneCheckpoints(study, analysis) : std::vector<std::string>();
    if (!lone.empty()) {
        return QString::fromStdString(lone.front()) +
               tr(" Add or extract another checkpoint of it, or choose another run.");
    }
    return tr("At no epoch is there a value to draw. Choose another run, reference or τ.");
}

QString nullName()
{
    return tr("its null");
}

bool hasNulls(const CurvePoints& points)
{
    return std::ranges::any_of(points.nulls, [](const auto& band) { return band.has_value(); });
}

std::vector<BandPoint> bandPoints(const CurvePoints& points, double width)
{
    const auto& bands = points.nulls;
    std::vector<BandPoint> edges;
    for (std::size_t i = 0; i < points.epochs.size(); ++i) {
        const double x = points.epochs[i];
        const bool hasLeft = i > 0 && bands[i - 1];
        const bool hasRight = i + 1 < bands.size() && bands[i + 1];
        if (!bands[i] || hasLeft || hasRight) {
            edges.push_back({x, bands[i]});
        } else {
            edges.push_back({x - width / 2, bands[i]});
            edges.push_back({x + width / 2, bands[i]});
        }
    }
    return edges;
}

double epochPadding(std::pair<int, int> range)
{
    constexpr double kShare = 0.035;
    constexpr double kOfSingle = 0.5;
    const int span = range.second - range.first;
    return span == 0 ? kOfSingle : kShare * span;
}

double epochBarWidth(std::pair<int, int> range)
{
    constexpr double kShare = 0.03;
    return kShare * (range.second - range.first + 2 * epochPadding(range));
}

double largestValue(const CurvePanel& panel)
{
    double top = 0.0;
    for (const CurveSeries& series : panel.series) {
        for (const auto& value : series.own ? series.own->values : series.values) {
            top = std::max(top, value.value_or(0.0));
        }
    }
    return top;
}

std::vector<OrderSeries> orderSeries(const KnowledgeAmounts& byOrder)
{
    const auto withoutZero = [](const std::vector<double>& heights) {
        return std::vector(heights.begin() + (heights.empty() ? 0 : 1), heights.end());
    };
    return {{tr("preserved"), palette::kPreserved, 1.0, withoutZero(byOrder.preserved)},
            {tr("discarded"), palette::kDiscarded, 0.45, withoutZero(byOrder.discarded)},
            {tr("new"), palette::kNew, 0.0, withoutZero(byOrder.gained)}};
}

double largestHeight(const std::vector<OrderSeries>& series)
{
    double top = 0.0;
    for (const OrderSeries& kind : series) {
        for (const double height : kind.heights) {
            top = std::max(top, height);
        }
    }
    return top;
}

} // namespace palimpsest
