// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/application.h"
#include "widgets/canvas/knowledge_view.h"
#include "widgets/style/palette.h"

#include <QSignalSpy>
#include <QTest>
#include <gtest/gtest.h>

namespace palimpsest {
namespace {

/// Three columns of ten pixels: two parts and background; the picture is mid grey.
class KnowledgeViewTest : public testing::Test
{
protected:
    KnowledgeViewTest()
    {
        needApplication();
        m_view = std::make_unique<KnowledgeView>();
        m_view->resize(332, 332);
        m_view->setSample({30, 30, 1, std::vector<std::uint8_t>(900, 128)}, stripedBaseline(),
                          makeParts({1, 2, 0}));
        KnowledgeAmounts amounts(2);
        amounts.preserved = {0.41, 0.0};
        amounts.discarded = {0.2, 1.0};
        amounts.gained = {0.05, 0.5};
        m_view->setAmounts(amounts, {0.41, 1.0, 0.5});
        m_view->show();
    }

    static LabelMap makeParts(std::array<std::uint8_t, 3> columns)
    {
        LabelMap map{.width = 30, .height = 30, .parts = {{"collar", 300}, {"hem", 300}}};
        for (int i = 0; i < 900; ++i) {
            map.labels.push_back(columns[static_cast<std::size_t>(i % 30 / 10)]);
        }
        return map;
    }

    /// Another colour in each column.
    static Image stripedBaseline()
    {
        Image image{.width = 30, .height = 30, .channels = 3};
        for (int i = 0; i < 900; ++i) {
            const auto column = static_cast<std::uint8_t>(i % 30 / 10);
            image.pixels.insert(image.pixels.end(), {10, 20, column});
        }
        return image;
    }

    /// The middle of a column, in the view.
    QPoint at(int column) const
    {
        return m_view->transform().toView({10.0 * column + 5.0, 15.0}).toPoint();
    }

    QColor colourAt(int column) const
    {
        return m_view->grab().toImage().pixelColor(at(column) + QPoint(0, 40));
    }

    std::unique_ptr<KnowledgeView> m_view;
};

/// How far a colour is from another, per channel.
int difference(const QColor& a, const QColor& b)
{
    return std::max({std::abs(a.red() - b.red()), std::abs(a.green() - b.green()),
                     std::abs(a.blue() - b.blue())});
}

TEST_F(KnowledgeViewTest, TintsPartsByTheirAmounts)
{
    m_view->setOverlay(OverlayKind::Preserved);
    const QColor collar = colourAt(0);
    const QColor hem = colourAt(1);
    EXPECT_LT(difference(collar, palette::kPreserved), 45);
    EXPECT_EQ(hem, colourAt(2)); // nothing preserved: as where there is no part
    m_view->setOverlay(OverlayKind::Discarded);
    EXPECT_LT(difference(colourAt(1), palette::kDiscarded), 45);
    EXPECT_GT(difference(colourAt(0), palette::kDiscarded),
              difference(colourAt(1), palette::kDiscarded));
}

TEST_F(KnowledgeViewTest, ShowsThePictureItselfUnderPlainOutlines)
{
    m_view->setOverlay(OverlayKind::Parts);
    EXPECT_EQ(colourAt(0), QColor(128, 128, 128));
    EXPECT_EQ(colourAt(2), QColor(128, 128, 128));
}

TEST_F(KnowledgeViewTest, LightsThePartsOfThePattern)
{
    m_view->setOverlay(OverlayKind::Pattern);
    m_view->setPattern(PatternId{0b10}, PatternStatus::Flipped, -0.4);
    EXPECT_LT(difference(colourAt(1), palette::kFlipped),
              difference(colourAt(0), palette::kFlipped));
    const QImage minus = m_view->grab().toImage();
    m_view->setPattern(PatternId{0b10}, PatternStatus::Flipped, 0.4);
    EXPECT_NE(m_view->grab().toImage(), minus);
}

TEST_F(KnowledgeViewTest, HatchesThePartsOfAnOrPattern)
{
    m_view->setOverlay(OverlayKind::Pattern);
    m_view->setPattern(PatternId{0b10, false}, PatternStatus::Preserved, 0.4);
    const QImage together = m_view->grab().toImage();
    m_view->setPattern(PatternId{0b10, true}, PatternStatus::Preserved, 0.4);
    const QImage any = m_view->grab().toImage();
    EXPECT_NE(any, together);
    const auto strongest = [](const QImage& image) {
        int count = 0;
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x) {
                count += difference(image.pixelColor(x, y), palette::kPreserved) < 20 ? 1 : 0;
            }
        }
        return count;
    };
    EXPECT_GT(strongest(any), 2 * strongest(together)) << "lines in the full hue";
}

TEST_F(KnowledgeViewTest, HiddenPartsShowTheBaselineInTheirPlace)
{
    m_view->setHidden(0b10);
    EXPECT_EQ(colourAt(1), QColor(10, 20, 1));
    EXPECT_NE(colourAt(0), QColor(10, 20, 0));
    m_view->setHidden(0b11);
    EXPECT_EQ(colourAt(0), QColor(10, 20, 0));
    EXPECT_NE(colourAt(2), QColor(10, 20, 2));
}

TEST_F(KnowledgeViewTest, OtherPartsForgetWhatWasHiddenAndSelected)
{
    m_view->setHidden(0b01);
    m_view->setSample({30, 30, 1, std::vector<std::uint8_t>(900, 128)}, stripedBaseline(),
                      makeParts({2, 1, 0}));
    EXPECT_NE(colourAt(0), QColor(10, 20, 0));
    EXPECT_NE(colourAt(1), QColor(10, 20, 1));
    EXPECT_EQ(colourAt(0), colourAt(2)); // amounts are gone too
}

TEST_F(KnowledgeViewTest, AClickIsOnThePartWhereItBeganAndEnded)
{
    std::vector<int> clicked;
    QObject::connect(m_view.get(), &KnowledgeView::partClicked,
                     [&](int part) { clicked.push_back(part); });
    QTest::mouseClick(m_view.get(), Qt::LeftButton, {}, at(1));
    QTest::mousePress(m_view.get(), Qt::LeftButton, {}, at(0));
    QTest::mouseRelease(m_view.get(), Qt::LeftButton, {}, at(1));
    QTest::mouseClick(m_view.get(), Qt::LeftButton, {}, at(2));
    QTest::mouseClick(m_view.get(), Qt::RightButton, {}, at(0));
    EXPECT_EQ(clicked, (std::vector{1}));
    QTest::mouseClick(m_view.get(), Qt::LeftButton, {}, at(0));
    QTest::mouseDClick(m_view.get(), Qt::LeftButton, {}, at(0)); // the second press alone
    QTest::mouseRelease(m_view.get(), Qt::LeftButton, {}, at(0));
    EXPECT_EQ(clicked, (std::vector{1, 0, 0}));
}

TEST_F(KnowledgeViewTest, SaysWhatIsUnderThePointer)
{
    std::vector<QString> texts;
    QObject::connect(m_view.get(), &KnowledgeView::pointed,
                     [&](const QString& text) { texts.push_back(text); });
    QTest::mouseMove(m_view.get(), at(0));
    QTest::mouseMove(m_view.get(), at(0) + QPoint(3, 3));
    QTest::mouseMove(m_view.get(), at(2));
    ASSERT_EQ(texts.size(), 2u);
    EXPECT_EQ(texts[0], QStringLiteral("collar: preserved 0.41 · discarded 0.20 · new 0.05"));
    EXPECT_TRUE(texts[1].isEmpty());
}

} // namespace
} // namespace palimpsest
