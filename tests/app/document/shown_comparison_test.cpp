// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/document/shown_comparison.h"
#include "app/document/study_session.h"
#include "support/analysed_study.h"
#include "support/application.h"

#include <QSignalSpy>

namespace palimpsest {
namespace {

class ShownComparisonTest : public AnalysedStudy
{
protected:
    void open()
    {
        needApplication();
        m_session = std::make_unique<StudySession>();
        m_shown = std::make_unique<ShownComparison>(*m_session);
        m_session->open(m_folder.path());
        ASSERT_TRUE(eventually([&] { return m_session->hasNulls(); }));
        ASSERT_TRUE(isThereEventually());
    }

    static bool eventually(const std::function<bool()>& condition)
    {
        return waitUntil(condition, std::chrono::minutes(1));
    }

    /// Whether what is shown comes to be of what is chosen.
    bool isThereEventually()
    {
        return eventually([&] {
            const ShownPatterns* shown = m_shown->get();
            return shown != nullptr && shown->analysis.get() == m_session->analysis() &&
                   shown->sample == m_session->analysedSample() &&
                   shown->checkpoint == m_session->laterCheckpoint();
        });
    }

    std::unique_ptr<StudySession> m_session;
    std::unique_ptr<ShownComparison> m_shown;
};

TEST_F(ShownComparisonTest, IsOfWhatIsChosenAndSaysItsNames)
{
    open();
    m_session->selection().setEpoch(0);
    ASSERT_TRUE(isThereEventually());
    const PatternComparison expected =
        comparePatterns(*m_session->analysis(), *m_session->live().compared(), 0, {1, 0});
    EXPECT_FALSE(expected.patterns.empty());
    EXPECT_EQ(m_shown->get()->patterns, expected.patterns);
    EXPECT_EQ(m_shown->get()->checkpoint, (CheckpointIndex{1, 0}));
    EXPECT_EQ(m_shown->get()->referenceName(),
              m_session->analysis()->models.at(m_session->analysis()->reference).name);
    EXPECT_EQ(m_shown->get()->laterName(), "finetuned/0");
    EXPECT_EQ(m_shown->get()->parts().size(), 3U);
}

TEST_F(ShownComparisonTest, OfManyEpochsTheLastIsShownAndTheFormerStaysUntilThen)
{
    open();
    const ShownPatterns* before = m_shown->get();
    const QSignalSpy changed(m_shown.get(), &ShownComparison::changed);
    const KnowledgeCurve& curve = m_session->analysis()->curve;
    for (int i = 0; i < 30; ++i) {
        m_session->selection().setEpoch(curve[static_cast<std::size_t>(i) % curve.size()].epoch);
    }
    m_session->selection().setEpoch(curve[1].epoch);
    EXPECT_EQ(m_shown->get(), before);
    ASSERT_TRUE(isThereEventually());
    EXPECT_EQ(changed.count(), 1);
}

TEST_F(ShownComparisonTest, FollowsTheThreshold)
{
    open();
    const std::size_t before = m_shown->get()->patterns.size();
    m_session->tryTau(0.9);
    ASSERT_TRUE(eventually([&] { return m_shown->get()->analysis->salience.tau == 0.9; }));
    EXPECT_LT(m_shown->get()->patterns.size(), before);
}

TEST_F(ShownComparisonTest, PatternsOfAnotherSampleGoAtOnce)
{
    open();
    m_session->selection().setSample(1);
    EXPECT_EQ(m_shown->get(), nullptr) << "they are of other parts";
    ASSERT_TRUE(isThereEventually());
    EXPECT_EQ(m_shown->get()->sample, 1U);
}

TEST_F(ShownComparisonTest, IsOfNothingForASampleThatTakesNoPart)
{
    remove({{1, 1}, 1});
    open();
    m_session->selection().setEpoch(0); // what is on its way is dropped
    m_session->selection().setSample(1);
    EXPECT_EQ(m_shown->get(), nullptr);
    const QSignalSpy changed(m_shown.get(), &ShownComparison::changed);
    m_session->selection().setSample(0);
    ASSERT_TRUE(isThereEventually());
    EXPECT_EQ(changed.count(), 1);
    EXPECT_TRUE(m_shown->problem().isEmpty());
}

TEST_F(ShownComparisonTest, NothingOutlivesTheStudyThatItIsOf)
{
    open();
    m_session->selection().setEpoch(0);
    m_session->close();
    EXPECT_EQ(m_shown->get(), nullptr);
}

TEST_F(ShownComparisonTest, OverlaysStayWhateverIsOpened)
{
    open();
    const QSignalSpy changed(&m_session->selection(), &Selection::overlayChanged);
    m_session->selection().setOverlay(OverlayKind::Discarded);
    m_session->open(m_folder.path());
    EXPECT_EQ(m_session->selection().overlay(), OverlayKind::Discarded);
    EXPECT_EQ(changed.count(), 1);
}

} // namespace
} // namespace palimpsest
