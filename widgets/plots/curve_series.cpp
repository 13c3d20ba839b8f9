// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/plots/curve_series.h"

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
        panel.decimals = largestValue(panel) < 10.0 ? 2 : 1;
        return panel;
    }

    CurvePanel shares() const
    {
        return {.yLabel = tr("share"),
                .isShare = true,
                .nullsName = tr("its null"),
                .series = {{tr("preservation rate"), kFinetunedLine,
                            values(&Values::preservationRate), nulls(&Bands::preservationRate)},
                           {tr("completeness"), kSecondaryLine, completeness()}}};
    }

    CurvePanel likeness() const
    {
        CurvePanel panel{
            .yLabel = tr("likeness J"),
            .isShare = true,
            .nullsName = tr("their nulls"),
            .series = {{tr("%1 to its last").arg(targetName()), kFinetunedLine,
                        values(&Values::targetToOwnLast), nulls(&Bands::targetToOwnLast)}}};
        if (hasOtherScratch()) {
            panel.series.push_back({tr("scratch to its last"), kScratchLine,
                                    values(&Values::scratchToOwnLast),
                                    nulls(&Bands::scratchToOwnLast)});
            panel.series.push_back({tr("scratch to %1 last").arg(targetName()),
                                    kScratchToTargetLine, values(&Values::scratchToTargetLast),
                                    nulls(&Bands::scratchToTargetLast)});
        }
        return panel;
    }

    CurvePanel ratio() const
    {
        if (!hasOtherScratch()) { // a run has all of what it preserves
            return {.yLabel = tr("preserved that scratch learns"), .isShare = true, .series = {}};
        }
        return {
            .yLabel = tr("preserved that scratch learns"),
            .isShare = true,
            .nullsName = tr("its null"),
            .series = {{tr("by strength"), kPreservedLine, values(&Values::scratchStrength),
                        nulls(&Bands::scratchStrength)},
                       {tr("by number of patterns"), kSecondaryLine, values(&Values::scratchCount)},
                       {tr("of the last epoch’s, by strength"), kOfLastLine,
                        values(&Values::lastScratchStrength)}}};
    }

    CurvePanel accuracy() const
    {
        CurvePanel panel{.yLabel = QString::fromStdString(accuracyName(m_study)),
                         .isShare = true,
                         .decimals = 3,
                         .series = {{targetName(), kFinetunedLine, accuracies(m_analysis.target)}}};
        if (hasOtherScratch()) {
            panel.series.push_back(
                {tr("from scratch"), kScratchLine, accuracies(*m_analysis.scratch)});
        }
        panel.series.push_back(
            {referenceName(), kProbeLine,
             Curve(m_analysis.curve.size(), m_analysis.models.at(m_analysis.reference).accuracy)});
        return panel;
    }

private:
    const Lineage& target() const { return m_study.lineages[m_analysis.target]; }

    QString targetName() const
    {
        return target().role == Role::Finetuned ? tr("fine-tuned")
                                                : QString::fromStdString(target().name);
    }

    QString referenceName() const
    {
        const bool isProbe =
            m_study.lineages[m_analysis.reference.lineage].role == Role::Pretrained;
        return isProbe ? tr("linear probe")
                       : QString::fromStdString(checkpointName(m_study, m_analysis.reference));
    }

    /// Whether there is a run from scratch besides the target itself.
    bool hasOtherScratch() const
    {
        return m_analysis.scratch && m_analysis.scratch != m_analysis.target;
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

} // namespace

CurvePanel curvePanel(CurveKind kind, const Study& study, const Analysis& analysis,
                      std::optional<std::size_t> sample)
{
    const Extraction extraction(study, analysis, sample);
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

QString epochAxisLabel()
{
    return tr("fine-tuning epoch");
}

double largestValue(const CurvePanel& panel)
{
    double top = 0.0;
    for (const CurveSeries& series : panel.series) {
        for (const auto& value : series.values) {
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
