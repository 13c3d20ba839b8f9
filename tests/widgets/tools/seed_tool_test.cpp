// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/drawn_pixels.h"
#include "widgets/tools/seed_tool.h"
#include "widgets/tools/tool_bench.h"

#include <QJsonArray>
#include <gtest/gtest.h>

namespace palimpsest {
namespace {

/// A picture of 24 × 12 pixels with three parts, of which none is drawn at first.
class Seeds : public testing::Test
{
protected:
    static Drawing undrawn()
    {
        return {.width = 24,
                .height = 12,
                .shapes = {},
                .parts = {{.name = "head", .colour = {}},
                          {.name = "tail", .colour = {}},
                          {.name = "wing", .colour = {}}}};
    }

    /// Clicks, and answers with what comes of it before anything is computed.
    ToolAnswer sow(double x, double y, Qt::KeyboardModifiers keys = Qt::NoModifier)
    {
        const ToolAnswer pressed = bench.press(x, y, keys);
        return pressed.refusal.isEmpty() && !pressed.wasLocked ? bench.release(x, y, keys)
                                                               : pressed;
    }

    ToolAnswer grow(const Assist& assist) { return bench.compute(assist, picture); }

    int shownAt(int x, int y) const
    {
        return bench.overlay().labels->labels[static_cast<std::size_t>(y * 24 + x)];
    }

    std::size_t pixelsOf(std::size_t part) { return paint(bench.drawing()).parts[part].pixels; }

    const WorkingPicture picture = workingPicture(plainPicture(24, 12, 90));
    SeedTool tool;
    ToolBench bench{tool, undrawn()};
};

TEST_F(Seeds, AClickInEachPartGrowsAllUntilTheyMeetAsOneEdit)
{
    const ToolAnswer first = sow(4.5, 6.5);
    EXPECT_EQ(bench.currentPart, 1) << "the next one that has none";
    EXPECT_FALSE(tool.awaitsAssist()) << "seeds are kept as they are";
    grow(first.assist);
    EXPECT_EQ(shownAt(23, 0), 1);
    const ToolAnswer second = sow(20.5, 6.5);
    EXPECT_EQ(bench.currentPart, 2);
    EXPECT_FALSE(grow(second.assist).edit) << "it is shown";
    EXPECT_EQ(shownAt(2, 6), 1);
    EXPECT_EQ(shownAt(22, 6), 2);
    EXPECT_EQ(bench.overlay().marks.size(), 2u);
    const QJsonObject seeds = tool.unfinished();
    const ToolAnswer grown = bench.finish();
    EXPECT_EQ(grown.what, "grow parts from seeds");
    EXPECT_EQ(grown.spent, seeds) << "undo brings them back";
    EXPECT_FALSE(tool.isBusy());
    EXPECT_EQ(pixelsOf(0), 13u * 12u) << "the column in the middle goes to the first";
    EXPECT_EQ(pixelsOf(1), 11u * 12u);
}

TEST_F(Seeds, AFurtherClickCorrectsAPartAndTheNextOneThatHasNoneComesAgain)
{
    sow(4.5, 6.5);
    grow(sow(20.5, 6.5).assist);
    bench.currentPart = 0; // as a digit chooses it
    grow(sow(20.5, 1.5).assist);
    EXPECT_EQ(bench.currentPart, 2) << "which was the next one before";
    EXPECT_EQ(shownAt(20, 0), 1);
    EXPECT_EQ(shownAt(20, 6), 2);
    sow(12.5, 6.5);
    EXPECT_EQ(bench.currentPart, 2) << "all have one";
    bench.currentPart = 0;
    sow(20.5, 10.5);
    EXPECT_EQ(bench.currentPart, 0) << "so that what corrects a part leaves it chosen";
}

TEST_F(Seeds, WithShiftASeedIsOneMoreOfThePartSeededLastAndTheNextStaysChosen)
{
    sow(4.5, 6.5, Qt::ShiftModifier);
    EXPECT_EQ(bench.currentPart, 1) << "the first one is of the chosen part";
    EXPECT_TRUE(tool.hint(bench.scene()).contains("Shift: once more in “head”"));
    sow(20.5, 6.5, Qt::ShiftModifier);
    EXPECT_EQ(bench.currentPart, 1);
    bench.takeBackPoint();
    grow(bench.bringBackPoint().assist);
    EXPECT_EQ(bench.currentPart, 1);
    EXPECT_EQ(bench.overlay().marks[1].part, 0);
    EXPECT_EQ(shownAt(22, 6), 1);
    sow(12.5, 6.5);
    EXPECT_EQ(bench.currentPart, 2);
    bench.press(12.5, 9.5, Qt::ShiftModifier);
    bench.move(12.5, 11.5);
    grow(bench.release(12.5, 11.5).assist);
    EXPECT_EQ(bench.currentPart, 2) << "whether the key is still held or not";
    EXPECT_EQ(bench.overlay().marks[3].part, 1);
    EXPECT_EQ(bench.overlay().marks[3].points.size(), 3);
    bench.currentPart = -1;
    EXPECT_TRUE(sow(12.5, 1.5, Qt::ShiftModifier).refusal.isEmpty()) << "none need be chosen";
}

TEST_F(Seeds, OneWithShiftThatIsRefusedLeavesTheNextChosen)
{
    bench.drawing().object = objectOfBox(2, 2, 10, 8);
    grow(sow(4.5, 6.5).assist);
    EXPECT_FALSE(grow(sow(20.5, 6.5, Qt::ShiftModifier).assist).refusal.isEmpty());
    EXPECT_EQ(bench.currentPart, 1);
    EXPECT_EQ(bench.overlay().marks.size(), 1u);
}

TEST_F(Seeds, EnterBeforeTheyHaveGrownKeepsThemOnceTheyHave)
{
    const Assist assist = sow(4.5, 6.5).assist;
    EXPECT_FALSE(bench.finish().edit);
    EXPECT_TRUE(grow(assist).edit);
    EXPECT_EQ(pixelsOf(0), 24u * 12u);
    EXPECT_FALSE(bench.finish().edit) << "once";
}

TEST_F(Seeds, BackspaceTakesTheLastOneBackAndEscDropsAll)
{
    sow(4.5, 6.5);
    grow(sow(20.5, 6.5).assist);
    grow(bench.takeBackPoint().assist);
    EXPECT_EQ(bench.currentPart, 1) << "that it was of";
    EXPECT_EQ(shownAt(22, 6), 1);
    bench.dismiss();
    EXPECT_FALSE(tool.isBusy());
    EXPECT_EQ(bench.overlay().labels, nullptr);
    EXPECT_FALSE(bench.takeBackPoint().assist);
    EXPECT_FALSE(bench.finish().edit);
    EXPECT_EQ(bench.drawing(), undrawn());
}

TEST_F(Seeds, PartsWithoutOneKeepTheirPixelsAndWithOneGrowAnew)
{
    bench.drawing().shapes = {box("head", 0, 0, 12, 12)};
    bench.currentPart = 1;
    const ToolAnswer refused = grow(sow(4.5, 6.5).assist);
    EXPECT_TRUE(refused.refusal.startsWith("“head” is here already"));
    EXPECT_FALSE(tool.isBusy());
    EXPECT_EQ(bench.currentPart, 1);
    grow(sow(20.5, 6.5).assist);
    EXPECT_EQ(bench.currentPart, 2);
    EXPECT_EQ(shownAt(4, 6), 0);
    bench.currentPart = 0;
    grow(sow(2.5, 6.5).assist);
    bench.currentPart = 1;
    grow(sow(8.5, 6.5).assist);
    EXPECT_EQ(shownAt(8, 6), 2);
    ASSERT_TRUE(bench.finish().edit);
    EXPECT_EQ(pixelsOf(0), 6u * 12u);
    EXPECT_EQ(pixelsOf(1), 18u * 12u);
}

TEST_F(Seeds, StayWithinTheObject)
{
    bench.drawing().object = objectOfBox(2, 2, 10, 8);
    EXPECT_TRUE(grow(sow(20.5, 6.5).assist).refusal.startsWith("This is outside of the object"));
    grow(sow(4.5, 6.5).assist);
    EXPECT_NE(bench.overlay().object, nullptr);
    EXPECT_FALSE(tool.hint(bench.scene()).contains("no outline"));
    ASSERT_TRUE(bench.finish().edit);
    EXPECT_EQ(pixelsOf(0), 80u);
    EXPECT_EQ(bench.overlay().object, nullptr) << "nothing is dimmed any more";
}

TEST_F(Seeds, GrowAnewWithinAnObjectThatIsOutlinedAfterThem)
{
    grow(sow(4.5, 6.5).assist);
    EXPECT_EQ(shownAt(23, 0), 1);
    bench.drawing().object = objectOfBox(2, 2, 10, 8);
    tool.objectChanged();
    EXPECT_EQ(bench.overlay().labels, nullptr) << "what was shown is of no object any more";
    const ToolAnswer asked = bench.finish();
    EXPECT_FALSE(asked.edit);
    ASSERT_TRUE(grow(asked.assist).edit);
    EXPECT_EQ(pixelsOf(0), 80u);
}

TEST_F(Seeds, AStrokePartlyOutsideCountsWithWhatIsInsideWhichIsSaid)
{
    bench.drawing().object = objectOfBox(2, 2, 10, 8);
    bench.press(20.5, 6.5);
    bench.move(14.5, 6.5);
    grow(bench.release(9.5, 6.5).assist);
    EXPECT_EQ(shownAt(9, 6), 1);
    EXPECT_EQ(shownAt(14, 6), 0);
    EXPECT_TRUE(tool.hint(bench.scene()).contains("only what lies within the object"));
    grow(sow(4.5, 6.5).assist);
    EXPECT_FALSE(tool.hint(bench.scene()).contains("only what lies within the object"));
}

TEST_F(Seeds, OneOnTheSeedOfAnotherPartIsRefusedInWords)
{
    grow(sow(4.5, 6.5).assist);
    const ToolAnswer refused = grow(sow(4.5, 6.5).assist);
    EXPECT_TRUE(refused.refusal.startsWith("Other seeds have this place"));
    EXPECT_EQ(bench.currentPart, 1);
    EXPECT_EQ(bench.overlay().marks.size(), 1u);
}

/// Something red from (4, 3) to (18, 9), of which the box from (3, 2) to (19, 10) found a part.
class SeedsAroundARedObject : public Seeds
{
protected:
    SeedsAroundARedObject()
    {
        ObjectOutline object = objectOfBox(4, 3, 6, 6);
        object.a = {3, 2};
        object.b = {19, 10};
        object.isDrawn = false;
        bench.drawing().object = object;
    }

    static Image redOnGrey()
    {
        Image image = noisyPicture(24, 12, 3, 1, 30);
        for (int y = 3; y < 9; ++y) {
            for (int x = 4; x < 18; ++x) {
                auto& red = image.pixels[static_cast<std::size_t>(3 * (y * 24 + x))];
                red = static_cast<std::uint8_t>(red + 190);
            }
        }
        return image;
    }

    const WorkingPicture noisy = workingPicture(redOnGrey());
};

TEST_F(SeedsAroundARedObject, AnObjectThatWasCutIsCutAnewAroundThem)
{
    const auto before = bench.drawing().object;
    bench.compute(sow(16.5, 6.5).assist, noisy);
    EXPECT_EQ(shownAt(16, 6), 1);
    EXPECT_NE(*bench.overlay().object, *before);
    EXPECT_EQ(bench.drawing().object, before) << "nothing is kept yet";
    ASSERT_TRUE(bench.finish().edit);
    EXPECT_NE(bench.drawing().object, before) << "it comes and goes with the parts";
    EXPECT_GT(pixelsOf(0), 36u);
}

TEST_F(SeedsAroundARedObject, OneAroundWhichNothingIsFoundIsRefused)
{
    const auto before = bench.drawing().object;
    const ToolAnswer answer = bench.compute(sow(22.5, 0.5).assist, noisy);
    EXPECT_TRUE(answer.refusal.startsWith("This is outside of the object"));
    EXPECT_EQ(bench.currentPart, 0) << "it is still without a seed";
    EXPECT_FALSE(tool.isBusy());
    bench.compute(sow(6.5, 6.5).assist, noisy);
    ASSERT_TRUE(bench.finish().edit);
    EXPECT_EQ(bench.drawing().object, before) << "nothing of the refused one is left in it";
}

TEST_F(Seeds, AStrokeThatCorrectsADrawnPartLeavesItChosen)
{
    bench.drawing().shapes = {box("head", 0, 0, 6, 12)};
    bench.currentPart = 0;
    bench.press(4.5, 6.5);
    bench.move(10.5, 6.5);
    bench.release(10.5, 6.5);
    EXPECT_EQ(bench.currentPart, 0) << "though others have no pixel yet";
}

TEST_F(Seeds, GoWithTheirPartWhereItIsRenamedMovedOrDeleted)
{
    sow(4.5, 6.5);
    grow(sow(20.5, 6.5).assist);
    bench.drawing().parts[1].name = "rear";
    grow(bench.prepare().assist);
    EXPECT_EQ(bench.overlay().marks[1].part, 1);
    std::swap(bench.drawing().parts[0], bench.drawing().parts[2]);
    grow(bench.prepare().assist);
    EXPECT_EQ(shownAt(2, 6), 3);
    bench.drawing().parts.pop_back();
    grow(bench.prepare().assist);
    EXPECT_EQ(bench.overlay().marks.size(), 1u);
    EXPECT_EQ(shownAt(2, 6), 2);
}

TEST_F(Seeds, WaitAndGrowAnewWhereTheyAreResumed)
{
    sow(4.5, 6.5);
    sow(20.5, 6.5);
    const QJsonObject waiting = tool.unfinished();
    tool.giveUp();
    EXPECT_TRUE(tool.unfinished().isEmpty());
    tool.resume(waiting);
    grow(bench.prepare().assist);
    EXPECT_EQ(shownAt(22, 6), 2);
}

TEST_F(Seeds, OutlastAnotherToolAndWhatMakesNoSenseIsNoSeed)
{
    const Assist assist = sow(4.5, 6.5).assist;
    bench.finish();
    tool.putAway();
    EXPECT_TRUE(tool.isBusy());
    EXPECT_FALSE(grow(assist).edit) << "that was of before";
    EXPECT_FALSE(grow(bench.prepare().assist).edit) << "it is shown before it is kept";
    EXPECT_TRUE(bench.finish().edit);
    tool.resume({{"seeds", QJsonArray{QJsonObject{{"part", "head"}, {"points", QJsonArray{1}}},
                                      QJsonObject{{"part", "head"}, {"width", 1}}, 3}}});
    EXPECT_FALSE(tool.isBusy());
}

TEST_F(Seeds, TakenBackOnesAreBroughtBackInTheirOrder)
{
    sow(4.5, 6.5);
    sow(20.5, 6.5);
    EXPECT_FALSE(tool.hasTakenBack());
    bench.takeBackPoint();
    bench.takeBackPoint();
    EXPECT_FALSE(tool.isBusy());
    ASSERT_TRUE(tool.hasTakenBack());
    bench.bringBackPoint();
    ASSERT_EQ(bench.overlay().marks.size(), 1u);
    EXPECT_EQ(bench.overlay().marks[0].part, 0);
    EXPECT_EQ(bench.currentPart, 1) << "as after the click";
    grow(bench.bringBackPoint().assist);
    EXPECT_EQ(bench.currentPart, 2);
    EXPECT_EQ(shownAt(2, 6), 1);
    EXPECT_EQ(shownAt(22, 6), 2);
    EXPECT_FALSE(tool.hasTakenBack());
}

TEST_F(Seeds, AreBroughtBackUntilSomethingElseIsDone)
{
    sow(4.5, 6.5);
    sow(20.5, 6.5);
    bench.takeBackPoint();
    sow(12.5, 6.5);
    EXPECT_FALSE(tool.hasTakenBack());
    bench.takeBackPoint();
    bench.isLocked = true;
    EXPECT_TRUE(bench.bringBackPoint().wasLocked);
    EXPECT_TRUE(tool.hasTakenBack());
    tool.outlinesChanged(bench.drawing(), bench.drawing());
    EXPECT_FALSE(tool.hasTakenBack()) << "redo is for what was undone since";
    bench.isLocked = false;
    bench.takeBackPoint();
    tool.putAway();
    EXPECT_FALSE(tool.hasTakenBack());
}

TEST_F(Seeds, AStrokeIsOneSeed)
{
    bench.press(4.5, 2.5);
    bench.move(12.5, 2.5);
    grow(bench.release(20.5, 2.5).assist);
    ASSERT_EQ(bench.overlay().marks.size(), 1u);
    EXPECT_EQ(bench.overlay().marks[0].points.back(), QPointF(20.5, 2.5));
    grow(sow(12.5, 10.5).assist);
    EXPECT_EQ(shownAt(20, 3), 1);
    EXPECT_EQ(shownAt(12, 9), 2);
}

TEST_F(Seeds, SayBeforehandThatWithoutAnOutlineTheyFillThePicture)
{
    EXPECT_TRUE(tool.hint(bench.scene()).startsWith("no outline: the whole picture"));
    grow(sow(4.5, 6.5).assist);
    EXPECT_TRUE(tool.hint(bench.scene()).startsWith("no outline: the whole picture"));
    EXPECT_TRUE(tool.hint(bench.scene()).contains("Enter: keep what is shown"));
}

TEST_F(Seeds, AreRefusedWithoutAPartAndWhereLocked)
{
    bench.currentPart = -1;
    EXPECT_EQ(sow(4, 4).refusal, "Choose a part first, or press N for a new one.");
    bench.currentPart = 0;
    grow(sow(4.5, 6.5).assist);
    bench.isLocked = true;
    EXPECT_TRUE(sow(4, 4).wasLocked);
    EXPECT_TRUE(bench.finish().wasLocked);
    EXPECT_EQ(bench.drawing(), undrawn());
}

} // namespace
} // namespace palimpsest
