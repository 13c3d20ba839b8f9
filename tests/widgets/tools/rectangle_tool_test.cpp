// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/tools/grid_tool.h"
#include "widgets/tools/rectangle_tool.h"
#include "widgets/tools/tool_bench.h"

#include <gtest/gtest.h>

namespace palimpsest {
namespace {

TEST(Rectangles, AreDraggedFromCornerToCorner)
{
    RectangleTool tool;
    ToolBench bench(tool, drawingOf({box("cuff", 20, 20, 24, 24)}, 28, 28));
    bench.press(8.1, 6.9);
    bench.move(3, 3);
    EXPECT_TRUE(tool.isBusy());
    EXPECT_EQ(bench.overlay().outline.boundingRect(), QRectF(3, 3, 5, 4));
    const ToolAnswer answer = bench.release(2.1, 3);
    EXPECT_EQ(answer.what, "draw cuff");
    EXPECT_EQ(bench.drawing().shapes.back(), box("cuff", 2, 3, 8, 7));
    EXPECT_FALSE(tool.isBusy());
}

TEST(Rectangles, ShiftMakesASquareWithinWhatIsDragged)
{
    RectangleTool tool;
    ToolBench bench(tool, drawingOf({box("cuff", 20, 20, 24, 24)}, 28, 28));
    bench.drag({8, 9}, {3, 3}, Qt::ShiftModifier);
    EXPECT_EQ(bench.drawing().shapes.back(), box("cuff", 3, 4, 8, 9));
    bench.drag({20, 4}, {40, 9}, Qt::ShiftModifier); // and so within the picture
    EXPECT_EQ(bench.drawing().shapes.back(), box("cuff", 20, 4, 25, 9));
}

TEST(Rectangles, ClicksAndEmptyOnesDrawNothing)
{
    RectangleTool tool;
    ToolBench bench(tool, drawingOf({box("cuff", 20, 20, 24, 24)}, 28, 28));
    const Drawing before = bench.drawing();
    EXPECT_EQ(bench.click(4, 4).refusal, "");
    EXPECT_NE(bench.drag({4, 4}, {9, 4}).refusal, "");
    EXPECT_NE(bench.drag({-9, -9}, {-2, -3}).refusal, "");
    EXPECT_EQ(bench.drawing(), before);
}

TEST(Rectangles, AreRefusedWithoutAPartAndWhenLocked)
{
    RectangleTool tool;
    ToolBench bench(tool, drawingOf({}, 28, 28));
    bench.currentPart = -1;
    EXPECT_EQ(bench.press(4, 4).refusal, "Choose a part first, or press N for a new one.");
    bench.isLocked = true;
    EXPECT_TRUE(bench.press(4, 4).wasLocked);
    bench.move(9, 9);
    EXPECT_FALSE(tool.isBusy());
}

TEST(Rectangles, AreGivenUpWhileDragged)
{
    RectangleTool tool;
    ToolBench bench(tool, drawingOf({box("cuff", 20, 20, 24, 24)}, 28, 28));
    bench.press(4, 4);
    bench.move(9, 9);
    tool.giveUp();
    EXPECT_FALSE(bench.release(9, 9).edit);
}

void setGrid(GridTool& tool, int columns, int rows)
{
    tool.setOption(0, columns);
    tool.setOption(1, rows);
}

TEST(Grids, AreDraggedAndChooseTheirFirstPart)
{
    GridTool tool;
    setGrid(tool, 3, 2);
    ToolBench bench(tool, drawingOf({box("cuff", 20, 20, 24, 24)}, 28, 28));
    bench.currentPart = -1;
    bench.press(0, 0);
    bench.move(12, 8);
    EXPECT_EQ(bench.overlay().cells.size(), 3u);
    const ToolAnswer answer = bench.release(12, 8);
    EXPECT_EQ(answer.what, "grid 3 × 2");
    EXPECT_EQ(answer.chosenPart, 1);
    EXPECT_EQ(bench.drawing().parts.size(), 7u);
    EXPECT_EQ(paint(bench.drawing()).parts.back().pixels, 16u);
}

TEST(Grids, ADoubleClickCoversThePicture)
{
    GridTool tool;
    setGrid(tool, 4, 4);
    ToolBench bench(tool, drawingOf({}, 28, 28));
    EXPECT_EQ(bench.doubleClick(13, 13).chosenPart, 0);
    const LabelMap map = paint(bench.drawing());
    EXPECT_EQ(map.partCount(), 16);
    for (const Part& part : map.parts) {
        EXPECT_EQ(part.pixels, 49u);
    }
}

TEST(Grids, HaveTheirUsualSideUntilAnotherIsChosen)
{
    GridTool tool;
    ToolBench bench(tool, drawingOf({}, 28, 28));
    bench.doubleClick(13, 13);
    const auto options = tool.options();
    EXPECT_EQ(bench.drawing().parts.size(),
              static_cast<std::size_t>(options[0].value * options[1].value));
}

TEST(Grids, TooManyPartsAreRefusedInWords)
{
    GridTool tool;
    setGrid(tool, 14, 14);
    ToolBench bench(tool, drawingOf({}, 28, 28));
    EXPECT_TRUE(bench.doubleClick(13, 13).refusal.contains("14 × 14"));
    EXPECT_TRUE(bench.drawing().parts.empty());
    bench.isLocked = true;
    EXPECT_TRUE(bench.doubleClick(13, 13).wasLocked);
}

} // namespace
} // namespace palimpsest
