// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/application.h"
#include "support/example_study.h"
#include "widgets/plots/curve_series.h"

#include <gtest/gtest.h>

#include <numeric>

namespace palimpsest {
namespace {

double sum(const std::vector<double>& values)
{
    return std::accumulate(values.begin(), values.end(), 0.0);
}

class CurvePanels : public testing::Test
{
protected:
    CurvePanels() { needApplication(); }

    CurvePanel make(CurveKind kind, std::optional<std::size_t> sample = std::nullopt) const
    {
        return curvePanel(kind, m_example.study, m_example.analysis, sample);
    }

    ExampleStudy m_example = makeExampleStudy();
};

TEST_F(CurvePanels, KnowledgeIsTheSumOverOrders)
{
    const CurvePanel pooled = make(CurveKind::Knowledge);
    const CurvePanel one = make(CurveKind::Knowledge, 1);
    ASSERT_EQ(pooled.series.size(), 3u);
    const EpochKnowledge& epoch = m_example.analysis.curve[2];
    EXPECT_DOUBLE_EQ(*pooled.series[1].values[2], sum(epoch.pooled.byOrder.discarded));
    EXPECT_DOUBLE_EQ(*one.series[0].values[2], sum(epoch.samples[1].byOrder.preserved));
    EXPECT_DOUBLE_EQ(*one.series[2].values[2], sum(epoch.samples[1].byOrder.gained));
}

TEST_F(CurvePanels, AnUnusableEpochIsAGap)
{
    m_example.analysis.curve[1].usable = false;
    const CurvePanel panel = make(CurveKind::Knowledge);
    EXPECT_TRUE(panel.series[0].values[0].has_value());
    EXPECT_FALSE(panel.series[0].values[1].has_value());
}

TEST_F(CurvePanels, LinesDifferInHueDashAndMarker)
{
    for (const CurveKind kind : {CurveKind::Knowledge, CurveKind::Shares, CurveKind::Likeness,
                                 CurveKind::Ratio, CurveKind::Accuracy}) {
        const std::vector<CurveSeries> series = make(kind).series;
        for (std::size_t i = 1; i < series.size(); ++i) {
            for (std::size_t j = 0; j < i; ++j) {
                EXPECT_NE(series[i].style.colour, series[j].style.colour);
                EXPECT_NE(series[i].style.dash, series[j].style.dash);
                EXPECT_NE(series[i].style.marker, series[j].style.marker);
            }
        }
    }
}

TEST_F(CurvePanels, NullsBelongToTheirQuantityAndSample)
{
    const CurvePanel pooled = make(CurveKind::Ratio);
    const CurvePanel one = make(CurveKind::Ratio, 0);
    const auto& curve = m_example.analysis.curve;
    EXPECT_EQ(pooled.series[0].nulls[1], curve[1].pooled.nulls.scratchStrength);
    EXPECT_EQ(one.series[0].nulls[1], curve[1].samples[0].nulls.scratchStrength);
    EXPECT_EQ(pooled.series[1].nulls[1], curve[1].pooled.nulls.scratchCount);
    EXPECT_EQ(pooled.series[2].nulls[1], curve[1].pooled.nulls.lastScratchStrength);
}

TEST_F(CurvePanels, WithoutScratchThereIsOneLikeness)
{
    m_example.analysis.scratch.reset();
    EXPECT_EQ(make(CurveKind::Likeness).series.size(), 1u);
}

TEST_F(CurvePanels, AccuracyIsTheSameForEverySample)
{
    const CurvePanel pooled = make(CurveKind::Accuracy);
    const CurvePanel one = make(CurveKind::Accuracy, 1);
    ASSERT_EQ(pooled.series.size(), 3u);
    for (std::size_t i = 0; i < 3; ++i) {
        EXPECT_EQ(pooled.series[i].values, one.series[i].values);
    }
    EXPECT_EQ(pooled.series[0].values[0], m_example.study.lineages[1].checkpoints[0].accuracy);
}

TEST(OrderSeries, LeavesOrderZeroOut)
{
    KnowledgeAmounts amounts(3);
    amounts.preserved = {9.0, 1.0, 2.0};
    amounts.gained = {9.0, 0.5, 4.0};
    const std::vector<OrderSeries> series = orderSeries(amounts);
    EXPECT_EQ(series[0].heights, (std::vector{1.0, 2.0}));
    EXPECT_EQ(largestHeight(series), 4.0);
    EXPECT_EQ(largestHeight(orderSeries(KnowledgeAmounts())), 0.0);
}

TEST_F(CurvePanels, TheAxisSaysWhatTheNumbersOfTheRunAre)
{
    EXPECT_TRUE(make(CurveKind::Knowledge).xLabel.startsWith("epoch of "));
    m_example.study.lineages[m_example.analysis.target].countsSteps = true;
    EXPECT_TRUE(make(CurveKind::Knowledge).xLabel.startsWith("step of "));
    EXPECT_EQ(make(CurveKind::Knowledge).count, "step");
    EXPECT_EQ(make(CurveKind::Likeness).xLabel, "epoch or step of each run");
}

TEST_F(CurvePanels, ARunOfOneCheckpointIsNotLikenedToItself)
{
    Analysis& analysis = m_example.analysis;
    analysis.curve.resize(1);
    analysis.curve[0].pooled.values.targetToOwnLast.reset();
    analysis.scratch.reset();
    EXPECT_TRUE(make(CurveKind::Likeness).series.empty());
    EXPECT_TRUE(whyEmpty(CurveKind::Likeness, m_example.study, analysis)
                    .contains("has a single checkpoint to compare"));
}

} // namespace
} // namespace palimpsest
