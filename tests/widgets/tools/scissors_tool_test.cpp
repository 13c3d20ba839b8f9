// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/drawn_pixels.h"
#include "widgets/tools/scissors_tool.h"
#include "widgets/tools/tool_bench.h"

#include <gtest/gtest.h>

namespace palimpsest {
namespace {

class CutOutlines : public testing::Test
{
protected:
    /// Clicks, and waits for the scissors.
    ToolAnswer cut(double x, double y, Qt::KeyboardModifiers keys = Qt::NoModifier)
    {
        const ToolAnswer answer = bench.click(x, y, keys);
        return answer.assist ? bench.compute(answer.assist, picture) : answer;
    }

    const WorkingPicture picture =
        workingPicture(withRectangle(plainPicture(60, 50, 40), 15, 12, 45, 40, {210, 180, 60}));
    ScissorsTool tool;
    ToolBench bench{tool, drawingOf({box("body", 0, 0, 3, 3), box("hem", 55, 45, 60, 50)}, 60, 50)};
};

TEST_F(CutOutlines, FollowTheEdgesBetweenTheClicks)
{
    for (const auto& [x, y] : {std::pair(15.0, 12.0), {45.0, 12.0}, {45.0, 40.0}, {15.0, 40.0}}) {
        cut(x, y);
    }
    bench.move(15, 12);
    EXPECT_TRUE(bench.overlay().closes);
    EXPECT_EQ(cut(15, 12).what, "draw body") << "by a click on the first point";
    EXPECT_FALSE(tool.isBusy());
    EXPECT_NEAR(static_cast<double>(paint(bench.drawing()).parts[0].pixels), 9.0 + 30 * 28, 90.0);
}

TEST_F(CutOutlines, AreStraightWithShift)
{
    cut(2, 2);
    cut(30, 2, Qt::ShiftModifier);
    cut(30, 45, Qt::ShiftModifier);
    const ToolAnswer answer = bench.click(2, 2, Qt::ShiftModifier);
    ASSERT_TRUE(answer.edit);
    EXPECT_EQ(answer.edit->shapes.back().polygon, (std::vector<Point>{{2, 2}, {30, 2}, {30, 45}}));
}

TEST_F(CutOutlines, ClicksThatAreFasterThanTheScissorsLoseNothing)
{
    const Assist first = bench.click(15, 12).assist;
    EXPECT_FALSE(bench.click(45, 12).assist) << "it was asked for";
    EXPECT_FALSE(bench.click(45, 40).assist);
    EXPECT_FALSE(bench.finish().edit);
    const Assist second = bench.compute(first, picture).assist;
    ASSERT_TRUE(second);
    const Assist third = bench.compute(second, picture).assist;
    ASSERT_TRUE(third);
    EXPECT_TRUE(bench.compute(third, picture).edit);
    EXPECT_FALSE(tool.isBusy());
}

TEST_F(CutOutlines, PointsAreTakenBackGivenUpAndWait)
{
    cut(15, 12);
    cut(45, 12);
    cut(45, 40);
    const Assist again = bench.takeBackPoint().assist;
    ASSERT_TRUE(again) << "from the point before";
    bench.compute(again, picture);
    EXPECT_EQ(bench.overlay().anchors.size(), 2u);
    const QJsonObject waiting = tool.unfinished();
    tool.giveUp();
    EXPECT_FALSE(tool.isBusy());
    EXPECT_TRUE(tool.unfinished().isEmpty());
    tool.resume(waiting);
    EXPECT_EQ(tool.unfinished(), waiting);
    EXPECT_TRUE(bench.prepare().assist);
    EXPECT_EQ(bench.overlay().anchors.size(), 2u);
    QJsonObject torn = waiting;
    torn.remove("pieces");
    tool.resume(torn);
    EXPECT_FALSE(tool.isBusy());
}

TEST_F(CutOutlines, WhereScissorsFailThePieceIsStraight)
{
    bench.click(15, 12);
    bench.click(45, 12);
    tool.assistFailed();
    cut(45, 40, Qt::ShiftModifier);
    EXPECT_TRUE(bench.click(15, 12, Qt::ShiftModifier).edit);
}

TEST_F(CutOutlines, StayInThePictureAndAreRefusedWithoutAPartAndWhereLocked)
{
    EXPECT_TRUE(cut(-9, 400).refusal.isEmpty());
    EXPECT_EQ(bench.overlay().anchors.front(), QPointF(0, 49.9));
    bench.isLocked = true;
    EXPECT_TRUE(bench.press(4, 4).wasLocked);
    bench.isLocked = false;
    bench.currentPart = -1;
    EXPECT_EQ(bench.press(4, 4).refusal, "Choose a part first, or press N for a new one.");
}

} // namespace
} // namespace palimpsest
