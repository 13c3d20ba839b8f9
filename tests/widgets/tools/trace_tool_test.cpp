// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/parts/crossings.h"
#include "widgets/tools/tool_bench.h"
#include "widgets/tools/trace_tool.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

namespace palimpsest {
namespace {

class Traces : public testing::Test
{
protected:
    /// Presses and drags around a circle, 200 steps from its right end; not released.
    void dragAround(double x, double y, double radius)
    {
        bench.press(x + radius, y);
        for (int step = 1; step < 200; ++step) {
            const double angle = 2.0 * std::numbers::pi * step / 200.0;
            EXPECT_FALSE(
                bench.move(x + radius * std::cos(angle), y + radius * std::sin(angle)).edit);
        }
    }

    TraceTool tool;
    ToolBench bench{tool, drawingOf({box("cuff", 20, 20, 24, 24)}, 28, 28)};
};

TEST_F(Traces, AStrokeBecomesAPolygonOfFewPointsWhenItIsReleased)
{
    dragAround(10, 10, 8);
    EXPECT_TRUE(tool.isBusy());
    EXPECT_EQ(bench.overlay().outline.size(), 200);
    const ToolAnswer answer = bench.release(18, 10);
    EXPECT_EQ(answer.what, "draw cuff");
    EXPECT_FALSE(tool.isBusy());
    EXPECT_TRUE(bench.overlay().outline.isEmpty());
    ASSERT_EQ(bench.drawing().shapes.size(), 2u);
    EXPECT_LT(bench.drawing().shapes.back().polygon.size(), 40u);
    const double drawn = static_cast<double>(paint(bench.drawing()).parts[0].pixels) - 16.0;
    EXPECT_NEAR(drawn, 208.0, 2.0) << "pixels with their centres within the circle";
}

TEST_F(Traces, ALargerViewKeepsMorePoints)
{
    const auto pointsAt = [this](double pickRadius) {
        bench.pickRadius = pickRadius;
        dragAround(10, 10, 8);
        bench.release(18, 10);
        return bench.drawing().shapes.back().polygon.size();
    };
    EXPECT_GT(pointsAt(1.5), pointsAt(15.0));
}

TEST_F(Traces, ItFollowsTheHandAndStaysWithinThePicture)
{
    bench.press(19.8, 19.8); // beside a point of the cuff
    for (const QPointF& point : {QPointF(26, 12), QPointF(40, 19.8), QPointF(30, 35)}) {
        bench.move(point.x(), point.y());
    }
    ASSERT_TRUE(bench.release(21, 27).edit);
    EXPECT_EQ(bench.drawing().shapes.back().polygon,
              (std::vector<Point>{{19.8, 19.8}, {26, 12}, {28, 19.8}, {28, 28}, {21, 27}}));
}

TEST_F(Traces, ClicksAndLinesThatEncloseNothingDrawNothing)
{
    const Drawing before = bench.drawing();
    EXPECT_EQ(bench.click(4, 4).refusal, "");
    EXPECT_EQ(bench.release(4, 4).refusal, "");
    EXPECT_EQ(bench.drag({4, 4}, {9, 4}).refusal,
              "This line encloses nothing. Drag around what belongs to the part.");
    bench.press(4, 4);
    bench.move(12, 4);
    EXPECT_NE(bench.release(4, 4).refusal, "") << "there and back";
    dragAround(10, 10, 0.4); // a drag, but around the centre of no pixel
    EXPECT_NE(bench.release(10.4, 10).refusal, "");
    EXPECT_EQ(bench.drawing(), before);
    EXPECT_FALSE(tool.isBusy());
}

TEST_F(Traces, AnEndThatOvershootsIsCutOff)
{
    dragAround(10, 10, 8);
    bench.move(18.4, 9.6);
    bench.move(17.8, 10.4);
    EXPECT_TRUE(bench.release(17.4, 10.6).edit);
    EXPECT_TRUE(crossings(bench.drawing().shapes.back().polygon).empty());
}

TEST_F(Traces, ALineThatCrossesItselfIsRefusedAndTheCrossingShown)
{
    bench.press(2, 2);
    for (const QPointF& point : {QPointF(14, 14), QPointF(14, 2)}) {
        bench.move(point.x(), point.y());
    }
    EXPECT_TRUE(bench.release(2, 14).refusal.contains("crosses itself"));
    EXPECT_EQ(bench.drawing().shapes.size(), 1u);
    ASSERT_EQ(bench.overlay().outlineMarks.crossings.size(), 1u);
    EXPECT_EQ(bench.overlay().outlineMarks.crossings.front(), QPointF(8, 8));
    EXPECT_EQ(bench.overlay().outline.size(), 4);
    bench.press(20, 4);
    EXPECT_TRUE(bench.overlay().outlineMarks.crossings.empty()) << "until the next one";
}

TEST_F(Traces, AStrokeIsGivenUp)
{
    dragAround(10, 10, 8);
    tool.giveUp();
    EXPECT_FALSE(tool.isBusy());
    bench.move(4, 4);
    EXPECT_FALSE(bench.release(18, 10).edit);
    EXPECT_TRUE(bench.overlay().outline.isEmpty());
}

TEST_F(Traces, AreRefusedWithoutAPartAndWhenLocked)
{
    bench.currentPart = -1;
    EXPECT_EQ(bench.press(4, 4).refusal, "Choose a part first, or press N for a new one.");
    bench.currentPart = 0;
    dragAround(10, 10, 8);
    bench.isLocked = true;
    EXPECT_TRUE(bench.release(18, 10).wasLocked);
    EXPECT_TRUE(bench.press(4, 4).wasLocked);
    EXPECT_FALSE(tool.isBusy());
}

} // namespace
} // namespace palimpsest
