// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/assists/masks.h"
#include "widgets/tools/brush_tool.h"
#include "widgets/tools/eraser_tool.h"
#include "widgets/tools/tool_bench.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace palimpsest {
namespace {

int labelAt(const Drawing& drawing, int x, int y)
{
    return paint(drawing).labels[static_cast<std::size_t>(y * drawing.width + x)];
}

Drawing cuffAndHem()
{
    return drawingOf({box("cuff", 2, 2, 6, 6), box("hem", 10, 10, 20, 20)}, 28, 28);
}

class Brushes : public testing::Test
{
protected:
    void SetUp() override { brush.setOption(0, 3); }

    BrushTool brush;
    ToolBench bench{brush, cuffAndHem()};
};

TEST_F(Brushes, AStrokeIsOneEditAndGivesItsPixelsToTheChosenPartAlone)
{
    const LabelMap before = paint(bench.drawing());
    bench.press(4.5, 15.5);
    EXPECT_FALSE(bench.move(12.5, 15.5).edit) << "the drawing waits until the stroke is done";
    EXPECT_TRUE(brush.isBusy());
    const ToolAnswer answer = bench.release(15.5, 15.5);
    EXPECT_EQ(answer.what, "draw cuff");
    EXPECT_FALSE(brush.isBusy());
    const LabelMap after = paint(bench.drawing());
    for (int y = 0; y < 28; ++y) {
        for (int x = 0; x < 28; ++x) {
            const auto at = static_cast<std::size_t>(y * 28 + x);
            const bool isUnder = y >= 14 && y <= 16 && x >= 4 && x <= 15;
            if (isUnder) {
                EXPECT_EQ(after.labels[at], 1) << x << ", " << y;
            } else if (y < 14 || y > 16 || x < 3 || x > 17) {
                EXPECT_EQ(after.labels[at], before.labels[at]) << x << ", " << y;
            }
        }
    }
}

TEST_F(Brushes, WhatIsPaintedIsShownUntilItIsReleased)
{
    EXPECT_EQ(bench.overlay().pixels, nullptr);
    bench.press(4.5, 15.5);
    bench.move(12.5, 15.5);
    ASSERT_NE(bench.overlay().pixels, nullptr);
    EXPECT_EQ(std::ranges::count(bench.overlay().pixels->pixels, 1), 3 * 11)
        << "a pixel beyond each end";
    EXPECT_EQ(bench.overlay().target, QPointF(12.5, 15.5));
    EXPECT_EQ(bench.overlay().targetWidth, 3.0);
    bench.release(12.5, 15.5);
    EXPECT_EQ(bench.overlay().pixels, nullptr);
}

TEST_F(Brushes, OneOfAPixelPaintsSinglePixels)
{
    brush.setOption(0, 1);
    bench.click(24.9, 3.1);
    EXPECT_EQ(labelAt(bench.drawing(), 24, 3), 1);
    EXPECT_EQ(paint(bench.drawing()).parts[0].pixels, 17u);
}

TEST_F(Brushes, AStrokeMayLeaveThePictureAndComeBack)
{
    bench.press(25.5, 3.5);
    bench.move(90, 3.5);
    bench.move(90, 24.5);
    ASSERT_TRUE(bench.release(25.5, 24.5).edit);
    EXPECT_EQ(labelAt(bench.drawing(), 27, 3), 1);
    EXPECT_EQ(labelAt(bench.drawing(), 27, 24), 1);
    EXPECT_EQ(labelAt(bench.drawing(), 27, 14), 0) << "it was outside";
}

TEST_F(Brushes, WithShiftAStrokeStaysWithinTheObject)
{
    EXPECT_EQ(brush.hint(bench.scene()), "") << "there is none";
    bench.drawing().object = objectOfBox(0, 8, 14, 10);
    EXPECT_EQ(brush.hint(bench.scene()), "with Shift, only within the object");
    bench.press(4.5, 8.5, Qt::ShiftModifier);
    bench.move(20.5, 8.5);
    ASSERT_NE(bench.overlay().pixels, nullptr);
    EXPECT_EQ(pixelCount(*bench.overlay().pixels), 2u * 11u) << "of three rows and 19 columns";
    EXPECT_NE(bench.overlay().object, nullptr) << "what surrounds it is dimmed";
    ASSERT_TRUE(bench.release(20.5, 8.5).edit);
    EXPECT_EQ(labelAt(bench.drawing(), 13, 9), 1);
    EXPECT_EQ(labelAt(bench.drawing(), 14, 9), 0);
    EXPECT_EQ(labelAt(bench.drawing(), 8, 7), 0);
    bench.press(24.5, 24.5, Qt::ShiftModifier);
    EXPECT_TRUE(bench.release(24.5, 24.5).refusal.startsWith("All of this is outside"));
    bench.click(24.5, 24.5);
    EXPECT_EQ(labelAt(bench.drawing(), 24, 24), 1) << "without it anywhere";
}

TEST_F(Brushes, AStrokeThatIsGivenUpChangesNothing)
{
    const Drawing before = bench.drawing();
    bench.press(4.5, 15.5);
    bench.move(12.5, 15.5);
    brush.giveUp();
    EXPECT_FALSE(brush.isBusy());
    bench.move(14, 14);
    EXPECT_FALSE(bench.release(15, 15).edit);
    EXPECT_EQ(bench.drawing(), before);
}

TEST_F(Brushes, AreRefusedWithoutAPartAndWhenLocked)
{
    bench.currentPart = -1;
    EXPECT_EQ(bench.press(4, 4).refusal, "Choose a part first, or press N for a new one.");
    EXPECT_FALSE(brush.isBusy());
    bench.currentPart = 0;
    bench.press(4, 4);
    bench.isLocked = true;
    EXPECT_TRUE(bench.release(9, 9).wasLocked);
    EXPECT_TRUE(bench.press(4, 4).wasLocked);
    EXPECT_FALSE(brush.isBusy());
}

TEST(Erasers, MakeBackgroundOfAnyPartWithoutOneChosen)
{
    EraserTool eraser;
    ToolBench bench(eraser, cuffAndHem());
    bench.currentPart = -1;
    eraser.setOption(0, 1);
    const ToolAnswer answer = bench.drag({0.5, 4.5}, {27.5, 4.5});
    EXPECT_EQ(answer.what, "erase");
    EXPECT_EQ(paint(bench.drawing()).parts[0].pixels, 12u);
    EXPECT_EQ(paint(bench.drawing()).parts[1].pixels, 100u);
    bench.drag({12.5, 0.5}, {12.5, 27.5});
    EXPECT_EQ(paint(bench.drawing()).parts[1].pixels, 90u);
    bench.isLocked = true;
    EXPECT_TRUE(bench.press(4, 4).wasLocked);
}

} // namespace
} // namespace palimpsest
