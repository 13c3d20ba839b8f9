// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/tools/polygon_tool.h"
#include "widgets/tools/tool_bench.h"

#include <gtest/gtest.h>

namespace palimpsest {
namespace {

using Polygon = std::vector<Point>;

class Polygons : public testing::Test
{
protected:
    void SetUp() override
    {
        bench.drawing().parts = {{"collar", ""}, {"sleeve", ""}};
        bench.currentPart = 1;
    }

    void clickTriangle()
    {
        for (const QPointF& point : {QPointF(2, 2), QPointF(10, 2), QPointF(10, 8)}) {
            bench.click(point.x(), point.y());
        }
    }

    PolygonTool tool;
    ToolBench bench{tool, drawingOf({}, 28, 28)};
    const Polygon triangle = {{2, 2}, {10, 2}, {10, 8}};
};

TEST_F(Polygons, AClickOnTheFirstPointCloses)
{
    clickTriangle();
    EXPECT_TRUE(tool.isBusy());
    EXPECT_TRUE(bench.overlay().canClose);
    EXPECT_FALSE(bench.overlay().closes);
    bench.move(2.3, 2.1);
    EXPECT_TRUE(bench.overlay().closes);
    EXPECT_EQ(bench.overlay().target, QPointF(2, 2));
    const ToolAnswer answer = bench.press(2.3, 2.1);
    ASSERT_TRUE(answer.edit);
    EXPECT_EQ(answer.what, "draw sleeve");
    EXPECT_EQ(bench.drawing().shapes, (std::vector<Shape>{{"sleeve", triangle, {}}}));
    EXPECT_FALSE(tool.isBusy());
    EXPECT_TRUE(bench.overlay().outline.isEmpty());
}

TEST_F(Polygons, CtrlPutsAPointBesideTheFirst)
{
    clickTriangle();
    ASSERT_FALSE(bench.click(2.3, 2.4, Qt::ControlModifier).edit);
    EXPECT_EQ(bench.overlay().outline.back(), QPointF(2.3, 2.4));
}

TEST_F(Polygons, ADoubleClickAddsItsPointAndCloses)
{
    bench.click(2, 2);
    bench.click(10, 2);
    EXPECT_TRUE(bench.doubleClick(10, 8).edit);
    EXPECT_EQ(bench.drawing().shapes.front().polygon, triangle);
}

TEST_F(Polygons, FinishingNeedsThreePoints)
{
    bench.click(2, 2);
    EXPECT_FALSE(bench.doubleClick(10, 2).edit);
    EXPECT_FALSE(bench.finish().edit);
    EXPECT_EQ(bench.overlay().outline.size(), 2);
    bench.click(10, 8);
    EXPECT_TRUE(bench.finish().edit);
    EXPECT_EQ(bench.drawing().shapes.front().polygon, triangle);
}

TEST_F(Polygons, PointsAreTakenBackAndGivenUp)
{
    clickTriangle();
    bench.click(4, 9);
    bench.takeBackPoint();
    EXPECT_EQ(bench.overlay().outline.size(), 3);
    tool.giveUp();
    EXPECT_FALSE(tool.isBusy());
    bench.takeBackPoint();
    EXPECT_FALSE(bench.finish().edit);
}

TEST_F(Polygons, PointsThatWereTakenBackAreBroughtBackUntilAnotherIsPut)
{
    clickTriangle();
    const QPolygonF whole = bench.overlay().outline;
    for (int i = 0; i < 3; ++i) {
        bench.takeBackPoint();
    }
    EXPECT_FALSE(tool.isBusy());
    for (int i = 0; i < 4; ++i) {
        bench.bringBackPoint();
    }
    EXPECT_EQ(bench.overlay().outline, whole);
    bench.takeBackPoint();
    EXPECT_TRUE(tool.hasTakenBack());
    bench.click(4, 9);
    EXPECT_FALSE(tool.hasTakenBack());
}

TEST_F(Polygons, SnapsToPointsOfNeighboursUnlessCtrlIsHeld)
{
    bench.drawing() = drawingOf(
        {{"collar", {{1.3, 1.7}, {9.4, 1.2}, {5.2, 6.6}}, {}}, box("sleeve", 20, 20, 22, 22)}, 28,
        28);
    bench.move(9.1, 1.4);
    EXPECT_EQ(bench.overlay().target, QPointF(9.4, 1.2));
    bench.move(9.1, 1.4, Qt::ControlModifier);
    EXPECT_EQ(bench.overlay().target, QPointF(9.1, 1.4));
    bench.move(12.47, 8.86); // no neighbour there, but the corner of a pixel
    EXPECT_EQ(bench.overlay().target, QPointF(12.5, 9.0));
    bench.move(-3, 27.8); // the border of the picture
    EXPECT_EQ(bench.overlay().target, QPointF(0, 28));
    bench.pickRadius = 3.0; // zoomed out, pixels are too small to draw along
    bench.move(14.04, 14.06);
    EXPECT_EQ(bench.overlay().target, QPointF(14.0, 14.1));
    tool.leave();
    EXPECT_FALSE(bench.overlay().target);
}

TEST_F(Polygons, NeighboursDrawnBySnappingTile)
{
    bench.drawing() = drawingOf(
        {{"collar", {{0, 0}, {12.4, 0}, {7.7, 28}, {0, 28}}, {}}, box("sleeve", 27, 27, 28, 28)},
        28, 28);
    bench.currentPart = 1;
    for (const QPointF& point :
         {QPointF(12.6, 0.2), QPointF(29, -1), QPointF(28, 27.7), QPointF(7.5, 27.8)}) {
        bench.click(point.x(), point.y());
    }
    EXPECT_TRUE(bench.finish().edit);
    const LabelMap map = paint(bench.drawing());
    EXPECT_EQ(map.parts[0].pixels + map.parts[1].pixels, 28u * 28u);
    EXPECT_EQ(map.parts[0].pixels,
              paint(drawingOf({bench.drawing().shapes[0]}, 28, 28)).parts[0].pixels);
}

TEST_F(Polygons, ShiftKeepsToAnAxis)
{
    bench.click(2, 2);
    bench.click(11, 4, Qt::ShiftModifier);
    EXPECT_EQ(bench.overlay().outline.back(), QPointF(11, 2));
    bench.click(12, 9, Qt::ShiftModifier);
    EXPECT_EQ(bench.overlay().outline.back(), QPointF(11, 9));
}

TEST_F(Polygons, NothingStartsWithoutAPart)
{
    bench.currentPart = -1;
    EXPECT_EQ(bench.click(2, 2).refusal, "Choose a part first, or press N for a new one.");
    EXPECT_FALSE(tool.isBusy());
}

TEST_F(Polygons, NothingIsDrawnWhenLocked)
{
    bench.isLocked = true;
    EXPECT_TRUE(bench.click(2, 2).wasLocked);
    EXPECT_FALSE(tool.isBusy());
    bench.isLocked = false;
    clickTriangle();
    bench.isLocked = true;
    EXPECT_TRUE(bench.finish().wasLocked);
    EXPECT_TRUE(bench.drawing().shapes.empty());
}

TEST_F(Polygons, AShapeWithoutAPixelIsRefusedAndCanBeMended)
{
    for (const QPointF& point : {QPointF(2, 2), QPointF(10, 2), QPointF(5, 2.3)}) {
        bench.click(point.x(), point.y());
    }
    EXPECT_NE(bench.finish().refusal, "");
    EXPECT_TRUE(bench.drawing().shapes.empty());
    bench.click(5, 9);
    EXPECT_TRUE(bench.finish().edit);
}

TEST_F(Polygons, APointWhoseEdgeCrossesTheOutlineIsRefused)
{
    clickTriangle();
    bench.move(6, 0.6);
    EXPECT_EQ(bench.overlay().outlineMarks.crossings.size(), 1u) << "seen before the click";
    EXPECT_TRUE(bench.click(6, 0.6).refusal.contains("cross the outline"));
    EXPECT_EQ(bench.overlay().outline.size(), 3);
    EXPECT_FALSE(bench.doubleClick(6, 0.6).edit) << "it would close without that point";
    EXPECT_TRUE(tool.isBusy());
    EXPECT_FALSE(bench.click(4, 8).edit);
    EXPECT_TRUE(bench.finish().edit);
}

TEST_F(Polygons, AnEdgeBackThatCrossesTheOutlineIsRefusedAndCanBeMended)
{
    for (const QPointF& point : {QPointF(2, 2), QPointF(10, 2), QPointF(10, 10), QPointF(14, 6)}) {
        bench.click(point.x(), point.y());
    }
    EXPECT_TRUE(bench.finish().refusal.contains("back to the first point"));
    EXPECT_EQ(bench.overlay().outlineMarks.crossings.size(), 1u);
    EXPECT_TRUE(tool.isBusy());
    bench.click(14, 14);
    bench.click(2, 14);
    EXPECT_TRUE(bench.finish().edit);
}

TEST_F(Polygons, WhatIsDrawnOutlastsOtherEditsAndToolsAndNotAnotherSize)
{
    clickTriangle();
    const QJsonObject drawn = tool.unfinished();
    const Drawing after = drawingOf({box("a", 0, 0, 4, 4)}, 28, 28);
    tool.outlinesChanged(bench.drawing(), after);
    tool.putAway();
    EXPECT_EQ(tool.unfinished(), drawn);
    tool.outlinesChanged(after, drawingOf({}, 29, 28));
    EXPECT_FALSE(tool.isBusy());
}

} // namespace
} // namespace palimpsest
