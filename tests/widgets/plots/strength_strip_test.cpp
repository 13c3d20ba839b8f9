// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/application.h"
#include "widgets/plots/strength_strip.h"

#include <QSignalSpy>
#include <QTest>
#include <gtest/gtest.h>

namespace palimpsest {
namespace {

class StrengthStripTest : public testing::Test
{
protected:
    StrengthStripTest()
    {
        needApplication();
        m_strip = std::make_unique<StrengthStrip>();
        m_strip->resize(300, 140);
        m_strip->setStrengths({1.0, 0.5, 0.2, 0.1, 0.001}, {0.9, 0.06, 0.04, 0.01, 0.0});
        m_strip->setTau(0.05);
        m_strip->show();
    }

    /// Where the line of τ can be grabbed: the only height at which the cursor turns.
    QPoint handle() const
    {
        int first = -1;
        int last = -1;
        for (int y = 0; y < m_strip->height(); ++y) {
            QTest::mouseMove(m_strip.get(), QPoint(150, y));
            if (m_strip->cursor().shape() == Qt::SizeVerCursor) {
                first = first < 0 ? y : first;
                last = y;
            }
        }
        return {150, (first + last) / 2};
    }

    std::unique_ptr<StrengthStrip> m_strip;
};

TEST_F(StrengthStripTest, DraggingTheLineMovesTauAndLettingGoChoosesIt)
{
    const QSignalSpy moved(m_strip.get(), &StrengthStrip::tauMoved);
    const QSignalSpy chosen(m_strip.get(), &StrengthStrip::tauChosen);
    const QPoint grip = handle();
    QTest::mousePress(m_strip.get(), Qt::LeftButton, {}, grip);
    QTest::mouseMove(m_strip.get(), grip + QPoint(0, 20));
    QTest::mouseMove(m_strip.get(), grip + QPoint(0, 30));
    EXPECT_EQ(moved.size(), 2);
    EXPECT_EQ(chosen.size(), 0);
    QTest::mouseRelease(m_strip.get(), Qt::LeftButton, {}, grip + QPoint(0, 30));
    ASSERT_EQ(chosen.size(), 1);
    EXPECT_LT(m_strip->tau(), 0.05);
    EXPECT_EQ(chosen[0][0].toDouble(), m_strip->tau());
    EXPECT_NEAR(handle().y(), grip.y() + 30, 2); // τ has two digits
}

TEST_F(StrengthStripTest, LateAnswersDoNotTakeTheLineFromThePointer)
{
    const QPoint grip = handle();
    QTest::mousePress(m_strip.get(), Qt::LeftButton, {}, grip);
    QTest::mouseMove(m_strip.get(), grip + QPoint(0, 20));
    const double dragged = m_strip->tau();
    m_strip->setTau(0.05); // of an analysis that was asked for before
    EXPECT_EQ(m_strip->tau(), dragged);
    QTest::mouseRelease(m_strip.get(), Qt::LeftButton, {}, grip + QPoint(0, 20));
    m_strip->setTau(0.02);
    EXPECT_EQ(m_strip->tau(), 0.02);
}

TEST_F(StrengthStripTest, TheNoiseFloorIsToldAndDrawn)
{
    const auto picture = [&] { return m_strip->grab().toImage(); };
    const QImage without = picture();
    EXPECT_FALSE(m_strip->toolTip().contains("noise"));
    m_strip->setNoise(StrengthNoise{.ofValues = {.sigma = 1.5e-6, .bound = 4e-6}, .floor = 2.4e-5});
    EXPECT_TRUE(m_strip->accessibleDescription().contains(u8"noise 0.0024\u00a0%"));
    EXPECT_TRUE(m_strip->toolTip().contains("1.5e-06"));
    EXPECT_TRUE(m_strip->toolTip().contains("4e-06"));
    const QImage below = picture(); // of the scale
    EXPECT_NE(below, without);
    m_strip->setNoise(StrengthNoise{.ofValues = {.sigma = 1e-3, .bound = 3e-3}, .floor = 0.02});
    EXPECT_NE(picture(), below);
    m_strip->setNoise(std::nullopt);
    EXPECT_EQ(picture(), without);
}

TEST_F(StrengthStripTest, AClickBesideTheLineChangesNothing)
{
    const QSignalSpy moved(m_strip.get(), &StrengthStrip::tauMoved);
    const QSignalSpy chosen(m_strip.get(), &StrengthStrip::tauChosen);
    QTest::mouseClick(m_strip.get(), Qt::LeftButton, {}, handle() + QPoint(0, 30));
    QTest::mouseClick(m_strip.get(), Qt::LeftButton, {}, handle());
    EXPECT_EQ(moved.size() + chosen.size(), 0);
    EXPECT_EQ(m_strip->tau(), 0.05);
}

TEST_F(StrengthStripTest, ArrowKeysChooseATenthMoreOrLess)
{
    const QSignalSpy chosen(m_strip.get(), &StrengthStrip::tauChosen);
    QTest::keyClick(m_strip.get(), Qt::Key_Up);
    EXPECT_DOUBLE_EQ(m_strip->tau(), 0.055);
    QTest::keyClick(m_strip.get(), Qt::Key_Down);
    EXPECT_EQ(chosen.size(), 2);
}

TEST_F(StrengthStripTest, ScreenReadersHearTauAndTheCounts)
{
    EXPECT_EQ(m_strip->accessibleDescription(),
              QStringLiteral("τ 5\u00a0%: this epoch 2 of 5 kept, reference 4 of 5 kept"));
    m_strip->setTau(0.5);
    EXPECT_EQ(m_strip->accessibleDescription(),
              QStringLiteral("τ 50\u00a0%: this epoch 1 of 5 kept, reference 1 of 5 kept"));
}

} // namespace
} // namespace palimpsest
