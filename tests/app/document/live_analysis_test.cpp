// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/document/live_analysis.h"
#include "support/analysed_study.h"
#include "support/application.h"

#include <QSignalSpy>

namespace palimpsest {
namespace {

class LiveAnalysisTest : public AnalysedStudy
{
protected:
    LiveAnalysisTest() : m_values(std::make_shared<StudyValues>(loadValues(m_inputs)))
    {
        needApplication();
        m_live = std::make_unique<LiveAnalysis>();
        m_live->setSalience({.tau = 0.05});
    }

    void compare(const ComparisonOptions& options = {})
    {
        m_live->compare(m_study, m_values, options);
    }

    static bool eventually(const std::function<bool()>& condition)
    {
        return waitUntil(condition, std::chrono::minutes(1));
    }

    bool isCurrentEventually()
    {
        return eventually([&] { return m_live->isCurrent(); });
    }

    std::shared_ptr<StudyValues> m_values;
    std::unique_ptr<LiveAnalysis> m_live;
};

TEST_F(LiveAnalysisTest, ShowsTheCurvesFirstAndTheirNullsLater)
{
    const QSignalSpy changed(m_live.get(), &LiveAnalysis::changed);
    compare();
    EXPECT_EQ(m_live->analysis(), nullptr) << "nothing is computed on this thread";
    ASSERT_TRUE(isCurrentEventually());
    EXPECT_FALSE(m_live->hasNulls());
    EXPECT_EQ(m_live->analysis()->curve.size(), 3u);
    EXPECT_EQ(m_live->compared()->models.size(), 7u);
    ASSERT_TRUE(eventually([&] { return m_live->hasNulls(); }));
    EXPECT_TRUE(m_live->analysis()->curve[1].pooled.nulls.preservationRate.has_value());
    EXPECT_EQ(changed.count(), 2);
}

TEST_F(LiveAnalysisTest, OtherNullsAreDrawnWithoutComparingAgain)
{
    compare();
    ASSERT_TRUE(eventually([&] { return m_live->hasNulls(); }));
    const std::shared_ptr<const ComparedModels> compared = m_live->compared();
    const NullSettings fewer{.draws = 7, .seed = 3};
    m_live->setNulls(fewer);
    EXPECT_FALSE(m_live->hasNulls()) << "what is shown is of others";
    EXPECT_EQ(m_live->analysis()->nulls, NullSettings());
    ASSERT_TRUE(eventually([&] { return m_live->hasNulls(); }));
    EXPECT_EQ(m_live->analysis()->nulls, fewer);
    EXPECT_EQ(m_live->compared(), compared);
}

TEST_F(LiveAnalysisTest, NullsThatAreAskedForWhileComparingCount)
{
    compare();
    m_live->setNulls({.draws = 7, .seed = 3});
    ASSERT_TRUE(eventually([&] { return m_live->hasNulls(); }));
    EXPECT_EQ(m_live->analysis()->nulls.draws, 7);
}

TEST_F(LiveAnalysisTest, WhatIsShownStaysUntilItsSuccessorIsThere)
{
    compare();
    ASSERT_TRUE(isCurrentEventually());
    const Analysis* before = m_live->analysis();
    compare({.reference = "finetuned/0"});
    EXPECT_EQ(m_live->analysis(), before);
    EXPECT_FALSE(m_live->isCurrent());
    EXPECT_TRUE(m_live->isComparing());
    ASSERT_TRUE(isCurrentEventually());
    EXPECT_EQ(m_live->analysis()->reference, (CheckpointIndex{1, 0}));
    EXPECT_FALSE(m_live->isComparing());
}

TEST_F(LiveAnalysisTest, OfManyThresholdsTheLastIsShownAndNoneComparesAgain)
{
    compare();
    ASSERT_TRUE(isCurrentEventually());
    const std::shared_ptr<const ComparedModels> compared = m_live->compared();
    const QSignalSpy changed(m_live.get(), &LiveAnalysis::changed);
    for (int i = 1; i <= 100; ++i) {
        m_live->setSalience({.tau = 0.005 * i});
    }
    EXPECT_EQ(m_live->analysis()->salience.tau, 0.05);
    EXPECT_FALSE(m_live->hasNulls());
    ASSERT_TRUE(isCurrentEventually());
    EXPECT_EQ(m_live->analysis()->salience.tau, 0.5);
    EXPECT_EQ(m_live->compared(), compared);
    EXPECT_LE(changed.count(), 3) << "most of them are passed over";
}

TEST_F(LiveAnalysisTest, ThresholdsThatComeWhileComparingCount)
{
    compare();
    m_live->setSalience({.tau = 0.4});
    ASSERT_TRUE(isCurrentEventually());
    EXPECT_EQ(m_live->analysis()->salience.tau, 0.4);
}

TEST_F(LiveAnalysisTest, ACancelledComparisonLeavesWhatWasShown)
{
    compare();
    ASSERT_TRUE(isCurrentEventually());
    const Analysis* before = m_live->analysis();
    const QSignalSpy cancelled(m_live.get(), &LiveAnalysis::cancelled);
    m_study.settings.interactions.kind = InteractionKind::AndOr;
    compare();
    m_live->cancel();
    EXPECT_EQ(cancelled.count(), 1);
    EXPECT_FALSE(m_live->isComparing());
    EXPECT_TRUE(m_live->wasCancelled());
    EXPECT_FALSE(m_live->isCurrent());
    EXPECT_EQ(m_live->analysis(), before);
    m_live->setSalience({.tau = 0.3}); // goes on for what is shown
    ASSERT_TRUE(eventually([&] { return m_live->analysis()->salience.tau == 0.3; }));
    EXPECT_EQ(m_live->analysis()->split, std::nullopt);
    compare();
    ASSERT_TRUE(isCurrentEventually());
    EXPECT_TRUE(m_live->analysis()->split.has_value());
}

TEST_F(LiveAnalysisTest, WhatComesLateIsDropped)
{
    const QSignalSpy changed(m_live.get(), &LiveAnalysis::changed);
    compare({.reference = "finetuned/0"});
    m_live->forget();
    compare();
    ASSERT_TRUE(isCurrentEventually());
    EXPECT_EQ(m_live->analysis()->reference, (CheckpointIndex{0, 0}));
    EXPECT_EQ(changed.count(), 1);
}

TEST_F(LiveAnalysisTest, SaysWhyThereIsNone)
{
    compare();
    ASSERT_TRUE(isCurrentEventually());
    compare({.target = "nobody"});
    ASSERT_TRUE(eventually([&] { return m_live->analysis() == nullptr; }));
    EXPECT_TRUE(m_live->problem().contains("no lineage \"nobody\""));
    EXPECT_EQ(m_live->compared(), nullptr);
    compare();
    ASSERT_TRUE(isCurrentEventually());
    EXPECT_TRUE(m_live->problem().isEmpty());
}

TEST_F(LiveAnalysisTest, NullsWaitWhileValuesAreAboutToChange)
{
    m_live->setHasty(true);
    compare();
    ASSERT_TRUE(isCurrentEventually());
    EXPECT_FALSE(waitUntil([&] { return m_live->hasNulls(); }, std::chrono::milliseconds(600)));
    m_live->setHasty(false);
    EXPECT_TRUE(eventually([&] { return m_live->hasNulls(); }));
}

TEST_F(LiveAnalysisTest, DestroyingItStopsAndWaits)
{
    for (int i = 0; i < 20; ++i) {
        compare();
        if (i % 2 == 1) {
            isCurrentEventually();
        }
        m_live = std::make_unique<LiveAnalysis>();
    }
}

} // namespace
} // namespace palimpsest
