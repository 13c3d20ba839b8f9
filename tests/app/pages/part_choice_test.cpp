// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/study/part_sets.h"
#include "support/parts_window_test.h"

#include <QAction>
#include <QLabel>
#include <QPushButton>
#include <QTest>
#include <QToolButton>

#include <algorithm>

namespace palimpsest {
namespace {

/// The parts page of the small study, whose samples have the parts top, middle and bottom, with a
/// part set that has two of these and the pocket, which both lack.
class PartChoiceTest : public PartsWindowTest
{
protected:
    void SetUp() override
    {
        WindowTest::SetUp();
        ASSERT_TRUE(openParts());
        session().document()->changeStudy(
            withPartSet(session().study(),
                        {.name = "garment",
                         .parts = {{"bottom", "", 1}, {"pocket", "#102030", 4}, {"top", "", 2}}}),
            "set");
    }

    void drawBox()
    {
        QTest::keyClick(&canvas(), Qt::Key_R);
        QTest::mousePress(&canvas(), Qt::LeftButton, {}, at(8, 8));
        QTest::mouseRelease(&canvas(), Qt::LeftButton, {}, at(18, 18));
    }
};

TEST_F(PartChoiceTest, DigitsChooseWhatTheSetGivesThem)
{
    QTest::keyClick(&canvas(), Qt::Key_1);
    EXPECT_EQ(drawing().parts.at(static_cast<std::size_t>(panel().currentPart())).name, "bottom");
    QTest::keyClick(&canvas(), Qt::Key_2);
    EXPECT_EQ(drawing().parts.at(static_cast<std::size_t>(panel().currentPart())).name, "top");
    const int before = panel().currentPart();
    QTest::keyClick(&canvas(), Qt::Key_9);
    EXPECT_EQ(panel().currentPart(), before) << "no part has that key";
}

TEST_F(PartChoiceTest, WhatIsDrawnOfAMissingPartMakesItInOneStep)
{
    const Drawing before = drawing();
    QTest::keyClick(&canvas(), Qt::Key_4);
    EXPECT_EQ(panel().currentPart(), -1);
    EXPECT_EQ(drawing(), before) << "choosing it is no edit";
    drawBox();
    ASSERT_EQ(drawing().parts.size(), before.parts.size() + 1);
    const auto pocket = [&] {
        return std::ranges::find(drawing().parts, "pocket", &PartStyle::name) -
               drawing().parts.begin();
    };
    ASSERT_LT(pocket(), std::ssize(drawing().parts));
    EXPECT_EQ(drawing().parts[static_cast<std::size_t>(pocket())].colour, "#102030");
    EXPECT_EQ(drawing().shapes.back().label, "pocket");
    EXPECT_EQ(panel().currentPart(), pocket()) << "it stays chosen";
    find<QAction>("undo")->trigger();
    EXPECT_EQ(drawing(), before);
    drawBox();
    EXPECT_LT(pocket(), std::ssize(drawing().parts)) << "what is missing again is drawn again";
}

TEST_F(PartChoiceTest, OtherEditsLeaveAMissingPartOut)
{
    QTest::keyClick(&canvas(), Qt::Key_4);
    const std::size_t parts = drawing().parts.size();
    const std::size_t shapes = drawing().shapes.size();
    QTest::keyClick(&canvas(), Qt::Key_V);
    QTest::mouseClick(&canvas(), Qt::LeftButton, {}, at(14, 3));
    QTest::keyClick(&canvas(), Qt::Key_Delete);
    EXPECT_EQ(drawing().shapes.size(), shapes - 1);
    EXPECT_EQ(drawing().parts.size(), parts);
}

TEST_F(PartChoiceTest, ASampleWithoutPartsBeginsWithTheFirstOfTheSet)
{
    session().document()->changeDrawing(1, Drawing{.width = 28, .height = 28}, "clear");
    session().selection().setSample(1);
    drawBox();
    ASSERT_EQ(drawing(1).parts.size(), 1U);
    EXPECT_EQ(drawing(1).parts.front().name, "bottom");
}

TEST_F(PartChoiceTest, APartThatIsRenamedStaysChosen)
{
    QTest::keyClick(&canvas(), Qt::Key_2);
    emit panel().renameRequested(panel().currentPart(), "hat");
    ASSERT_GE(panel().currentPart(), 0);
    EXPECT_EQ(drawing().parts.at(static_cast<std::size_t>(panel().currentPart())).name, "hat");
}

TEST_F(PartChoiceTest, UndoOfASplitChoosesThePartAgainThatWasChosenBefore)
{
    const Drawing before = drawing();
    emit panel().partChosen(0);
    ASSERT_EQ(canvas().currentPart(), 0);
    QTest::keyClick(&canvas(), Qt::Key_L);
    const LabelMap map = paint(before);
    const auto first = std::ranges::find(map.labels, std::uint8_t{1}) - map.labels.begin();
    const double x = static_cast<double>(first % map.width) + 1.0;
    QTest::mouseClick(&canvas(), Qt::LeftButton, {}, at(x, 0.5));
    QTest::mouseClick(&canvas(), Qt::LeftButton, {}, at(x, 27.5));
    ASSERT_EQ(drawing().parts.size(), before.parts.size() + 1);
    EXPECT_EQ(panel().currentPart(), static_cast<int>(before.parts.size()));
    find<QAction>("undo")->trigger();
    EXPECT_EQ(drawing(), before);
    EXPECT_EQ(panel().currentPart(), 0);
    EXPECT_EQ(canvas().currentPart(), 0);
}

TEST_F(PartChoiceTest, PartsJoinTheSetAndUndoOnTheSampleTakesThemOut)
{
    ASSERT_TRUE(find<QPushButton>("addToSet")->isVisible());
    find<QPushButton>("addToSet")->click();
    const std::vector<NamedPart>& parts = session().study().partSets.front().parts;
    ASSERT_EQ(parts.size(), 4U);
    EXPECT_EQ(parts.back().name, "middle");
    EXPECT_EQ(parts.back().key, 3) << "the first digit that is free";
    EXPECT_FALSE(find<QPushButton>("addToSet")->isVisible());
    find<QAction>("undo")->trigger();
    EXPECT_EQ(session().study().partSets.front().parts.size(), 3U);
    find<QAction>("redo")->trigger();
    EXPECT_EQ(session().study().partSets.front().parts.size(), 4U);
}

} // namespace
} // namespace palimpsest
