// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/parts/edits.h"
#include "widgets/tools/select_tool.h"
#include "widgets/tools/tool_bench.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace palimpsest {
namespace {

using Polygon = std::vector<Point>;

class Selecting : public testing::Test
{
protected:
    SelectTool tool;
    ToolBench bench{tool, drawingOf({box("body", 4, 4, 24, 24), box("pocket", 10, 10, 16, 16),
                                     box(kBackgroundLabel, 20, 20, 23, 23)},
                                    28, 28)};
};

TEST_F(Selecting, AClickChoosesTheTopmostShapeAndItsPart)
{
    EXPECT_EQ(bench.click(13, 13).chosenPart, 1);
    EXPECT_EQ(tool.selectedShape(), 1u);
    EXPECT_TRUE(bench.overlay().hasHandles);
    EXPECT_EQ(bench.overlay().outline.size(), 4);
    EXPECT_EQ(bench.click(6, 6).chosenPart, 0);
    EXPECT_FALSE(bench.click(21.5, 21.5).chosenPart);
    EXPECT_EQ(tool.selectedShape(), 2u);
    bench.click(1, 1);
    EXPECT_FALSE(tool.selectedShape());
    EXPECT_TRUE(bench.overlay().outline.isEmpty());
}

TEST_F(Selecting, ItWorksWhenLockedButChangesNothing)
{
    bench.isLocked = true;
    const Drawing before = bench.drawing();
    EXPECT_EQ(bench.click(13, 13).chosenPart, 1);
    bench.press(13, 13);
    EXPECT_TRUE(bench.move(15, 15).wasLocked);
    EXPECT_FALSE(bench.move(16, 16).wasLocked); // said once
    EXPECT_FALSE(bench.release(16, 16).edit);
    EXPECT_TRUE(bench.deleteSelected().wasLocked);
    EXPECT_TRUE(bench.doubleClick(10, 13).wasLocked);
    EXPECT_EQ(bench.drawing(), before);
}

TEST_F(Selecting, APointIsDraggedAndStaysSelected)
{
    bench.click(13, 13);
    bench.press(16.2, 16.1);
    EXPECT_EQ(tool.selectedPoint(), 2u);
    bench.move(18, 17);
    EXPECT_EQ(bench.overlay().outline[2], QPointF(18, 17)); // 0.2 and 0.1 off, as it was grabbed
    const ToolAnswer answer = bench.release(19.2, 18.1);
    EXPECT_EQ(answer.what, "move point of pocket");
    EXPECT_EQ(bench.drawing().shapes[1].polygon, (Polygon{{10, 10}, {16, 10}, {19, 18}, {10, 16}}));
    EXPECT_EQ(tool.selectedPoint(), 2u);
}

TEST_F(Selecting, APointSnapsToOtherShapesButNotToItsOwn)
{
    bench.click(13, 13);
    EXPECT_TRUE(bench.drag({16, 16}, {19.8, 20.3}).edit);
    EXPECT_EQ(bench.drawing().shapes[1].polygon[2], (Point{20, 20}));
    bench.drag({20, 20}, {16.2, 10.3}); // its own point at (16, 10) does not pull
    EXPECT_EQ(bench.drawing().shapes[1].polygon[2], (Point{16, 10.3}));
}

TEST_F(Selecting, AShapeMovesByItsGripWhenItIsReallyDragged)
{
    bench.click(12, 12);
    EXPECT_EQ(bench.overlay().outlineMarks.grip, QPointF(13, 13));
    bench.move(13.2, 13);
    EXPECT_TRUE(bench.overlay().outlineMarks.isOnGrip);
    bench.press(13, 13);
    bench.move(13.1, 13.1); // less than 3 pixels of the view
    EXPECT_FALSE(tool.isBusy());
    EXPECT_FALSE(bench.release(13.1, 13.1).edit);
    const ToolAnswer answer = bench.drag({13, 13}, {15, 14});
    EXPECT_EQ(answer.what, "move pocket");
    EXPECT_EQ(bench.drawing().shapes[1], box("pocket", 12, 11, 18, 17));
}

TEST_F(Selecting, AMissMovesNothing)
{
    bench.click(12, 12);
    const Drawing before = bench.drawing();
    EXPECT_FALSE(bench.drag({12, 12}, {17, 18}).edit) << "inside of it";
    EXPECT_FALSE(bench.drag({6, 6}, {9, 9}).edit) << "inside of another one, which is selected";
    EXPECT_EQ(tool.selectedShape(), 0u);
    EXPECT_EQ(bench.drawing(), before);
}

TEST_F(Selecting, AltMovesTheShapeUnderThePointer)
{
    bench.press(12, 12, Qt::AltModifier);
    bench.move(13, 13, Qt::AltModifier);
    EXPECT_EQ(bench.release(14, 13, Qt::AltModifier).what, "move pocket");
    EXPECT_EQ(bench.drawing().shapes[1], box("pocket", 12, 11, 18, 17));
}

TEST_F(Selecting, AClickOnTheGripSelectsWhatLiesOnTop)
{
    bench.click(6, 6);
    EXPECT_EQ(bench.overlay().outlineMarks.grip, QPointF(14, 14));
    bench.press(14, 14);
    EXPECT_EQ(bench.release(14, 14).chosenPart, 1);
    EXPECT_EQ(tool.selectedShape(), 1u);
}

TEST_F(Selecting, ShiftKeepsADragOnAnAxis)
{
    bench.click(13, 13);
    bench.drag({13, 13}, {15, 14}, Qt::ShiftModifier);
    EXPECT_EQ(bench.drawing().shapes[1], box("pocket", 12, 10, 18, 16));
    bench.drag({18, 16}, {17, 19}, Qt::ShiftModifier);
    EXPECT_EQ(bench.drawing().shapes[1].polygon[2], (Point{18, 19}));
}

TEST_F(Selecting, WhatIsUnderThePointerLightsUp)
{
    bench.click(12, 12);
    bench.move(16.3, 10.2);
    EXPECT_EQ(bench.overlay().outlineMarks.hovered, 1u);
    EXPECT_EQ(tool.cursor(), Qt::PointingHandCursor);
    bench.move(16.2, 12);
    EXPECT_FALSE(bench.overlay().outlineMarks.hovered);
    EXPECT_EQ(bench.overlay().target, QPointF(16, 12)) << "where a drag would bend the edge";
    tool.leave();
    EXPECT_FALSE(bench.overlay().target);
}

TEST_F(Selecting, EscapeEndsADragThenTheSelection)
{
    bench.click(13, 13);
    bench.press(13, 13);
    bench.move(15, 15);
    EXPECT_TRUE(tool.isBusy());
    tool.giveUp();
    EXPECT_FALSE(bench.release(15, 15).edit);
    EXPECT_EQ(tool.selectedShape(), 1u);
    tool.giveUp();
    EXPECT_FALSE(tool.selectedShape());
}

TEST_F(Selecting, ADoubleClickOnAnEdgeAddsAPoint)
{
    EXPECT_FALSE(bench.doubleClick(13, 13).edit);
    EXPECT_EQ(bench.doubleClick(15.9, 13.06).what, "add point to pocket");
    EXPECT_EQ(bench.drawing().shapes[1].polygon,
              (Polygon{{10, 10}, {16, 10}, {16, 13}, {16, 16}, {10, 16}}));
    EXPECT_TRUE(bench.doubleClick(10.1, 14).edit); // the edge from the last point to the first
    EXPECT_EQ(paint(bench.drawing()).parts[1].pixels, 36u);
    EXPECT_FALSE(bench.doubleClick(10, 14).edit); // there is one already
}

TEST_F(Selecting, TheSelectedShapeIsHeldAtItsEdgeFromOutside)
{
    bench.click(13, 13);
    bench.click(16.2, 13); // on the edge, but over the body
    EXPECT_EQ(tool.selectedShape(), 1u);
    bench.click(16.6, 13);
    EXPECT_EQ(tool.selectedShape(), 0u);
}

TEST_F(Selecting, DeletesThePointElseTheShape)
{
    EXPECT_NE(bench.deleteSelected().refusal, "");
    bench.click(13, 13);
    bench.click(16, 16);
    EXPECT_EQ(bench.deleteSelected().what, "delete point of pocket");
    EXPECT_EQ(bench.drawing().shapes[1].polygon.size(), 3u);
    bench.click(10, 16);
    EXPECT_TRUE(bench.deleteSelected().refusal.contains("three points"));
    bench.click(11, 12);
    EXPECT_EQ(bench.deleteSelected().what, "delete shape of pocket");
    EXPECT_EQ(bench.drawing().shapes.size(), 2u);
    EXPECT_FALSE(tool.selectedShape());
    EXPECT_EQ(bench.drawing().parts.size(), 2u);
}

TEST_F(Selecting, SurvivesWhileTheShapesAreTheSame)
{
    bench.click(13, 13);
    const Drawing before = bench.drawing();
    tool.outlinesChanged(before, withVertexAt(before, 0, 0, {3, 3}));
    EXPECT_EQ(tool.selectedShape(), 1u) << "neighbours move along";
    tool.outlinesChanged(before, withoutShape(before, 0));
    EXPECT_FALSE(tool.selectedShape());
}

/// Two tiles side by side, the left one selected.
class SelectingNeighbours : public testing::Test
{
protected:
    void SetUp() override { bench.click(4, 14); }

    std::size_t uncovered()
    {
        const LabelMap map = paint(bench.drawing());
        return static_cast<std::size_t>(std::ranges::count(map.labels, 0));
    }

    SelectTool tool;
    ToolBench bench{tool,
                    drawingOf({box("left", 0, 0, 14, 28), box("right", 14, 0, 28, 28)}, 28, 28)};
};

TEST_F(SelectingNeighbours, ASharedCornerMovesAllOfThem)
{
    bench.press(14, 0);
    bench.move(16, 2);
    EXPECT_EQ(bench.overlay().cells.size(), 2u) << "the neighbour's edges are shown, too";
    EXPECT_EQ(bench.release(18, 0).what, "move point of left");
    EXPECT_EQ(bench.drawing().shapes[0].polygon[1], (Point{18, 0}));
    EXPECT_EQ(bench.drawing().shapes[1].polygon[0], (Point{18, 0}));
    EXPECT_EQ(uncovered(), 0u);
    EXPECT_EQ(tool.selectedPoint(), 1u) << "it stays selected";
}

TEST_F(SelectingNeighbours, ItDoesNotStickToWhereItWas)
{
    bench.drag({14, 0}, {14.4, 0});
    EXPECT_EQ(bench.drawing().shapes[0].polygon[1], (Point{14.4, 0}));
}

TEST_F(SelectingNeighbours, AltMovesOneAlone)
{
    bench.press(14, 0);
    bench.move(16, 0, Qt::AltModifier);
    bench.release(10, 0, Qt::AltModifier);
    EXPECT_EQ(bench.drawing().shapes[0].polygon[1], (Point{10, 0}));
    EXPECT_EQ(bench.drawing().shapes[1].polygon[0], (Point{14, 0}));
}

TEST_F(SelectingNeighbours, ABorderThatIsDraggedBendsForAll)
{
    EXPECT_EQ(bench.drag({14, 10}, {18, 10}).what, "bend border of left");
    EXPECT_EQ(bench.drawing().shapes[0].polygon.size(), 5u);
    EXPECT_EQ(bench.drawing().shapes[1].polygon.back(), (Point{18, 10}));
    EXPECT_EQ(uncovered(), 0u);
}

TEST_F(SelectingNeighbours, PointsAreAddedToAndDeletedFromAll)
{
    EXPECT_TRUE(bench.doubleClick(14, 10).edit);
    EXPECT_EQ(bench.drawing().shapes[0].polygon.size(), 5u);
    EXPECT_EQ(bench.drawing().shapes[1].polygon.size(), 5u);
    bench.click(14, 10);
    EXPECT_TRUE(bench.deleteSelected().edit);
    EXPECT_EQ(bench.drawing().shapes[0].polygon.size(), 4u);
    EXPECT_EQ(bench.drawing().shapes[1].polygon.size(), 4u);
}

TEST_F(SelectingNeighbours, ACornerThatWouldMakeACrossingSpringsBack)
{
    bench.drawing().shapes[0].polygon = {{0, 4}, {14, 4}, {14, 24}, {0, 24}};
    bench.click(4, 14);
    bench.press(14, 4);
    bench.move(10, 16);
    bench.move(6, 27);
    EXPECT_FALSE(bench.overlay().outlineMarks.crossings.empty());
    const ToolAnswer answer = bench.release(6, 27);
    EXPECT_FALSE(answer.edit);
    EXPECT_TRUE(answer.refusal.contains("cross itself"));
    EXPECT_FALSE(bench.overlay().outlineMarks.crossings.empty())
        << "it is shown until the next press";
    EXPECT_EQ(bench.overlay().outline[1], QPointF(14, 4));
}

TEST(SelectingWhatIsPainted, MovesItByWholePixelsAndShowsItsBox)
{
    SelectTool tool;
    const Mask mask{.left = 4, .top = 4, .width = 3, .height = 2, .pixels = {1, 1, 1, 1, 0, 1}};
    ToolBench bench{tool, drawingOf({box("body", 0, 0, 20, 20), {"dot", {}, {}, mask}}, 28, 28)};
    EXPECT_EQ(bench.click(5.5, 5.5).chosenPart, 0) << "its hole shows what is below";
    EXPECT_EQ(bench.click(4.5, 4.5).chosenPart, 1);
    EXPECT_FALSE(bench.overlay().hasHandles);
    EXPECT_EQ(bench.overlay().outline.boundingRect(), QRectF(4, 4, 3, 2));
    bench.press(5.5, 5);
    EXPECT_FALSE(tool.selectedPoint()) << "a mask has none";
    bench.move(10, 8.5);
    bench.release(10.5, 9);
    EXPECT_EQ(bench.drawing().shapes[1].mask->left, 9);
    EXPECT_EQ(bench.drawing().shapes[1].mask->top, 8);
    EXPECT_EQ(bench.doubleClick(9, 8).edit, std::nullopt);
}

} // namespace
} // namespace palimpsest
