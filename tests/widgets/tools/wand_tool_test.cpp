// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/drawn_pixels.h"
#include "widgets/tools/tool_bench.h"
#include "widgets/tools/wand_tool.h"

#include <gtest/gtest.h>

namespace palimpsest {
namespace {

/// Dark at the left, lighter from the middle on.
class Wands : public testing::Test
{
protected:
    void SetUp() override { tool.setOption(0, 5); }

    const WorkingPicture picture =
        workingPicture(withRectangle(plainPicture(28, 28, 60), 14, 0, 28, 28, {110, 110, 110}));
    WandTool tool;
    ToolBench bench{tool, drawingOf({box("cuff", 0, 0, 2, 2), box("hem", 26, 26, 28, 28)}, 28, 28)};
};

TEST_F(Wands, AClickGivesThePartWhatIsOfItsColour)
{
    const Assist assist = bench.press(4.5, 14.5).assist;
    EXPECT_FALSE(bench.compute(assist, picture).edit);
    ASSERT_NE(bench.overlay().pixels, nullptr) << "it is shown";
    const ToolAnswer answer = bench.release(4.5, 14.5);
    EXPECT_EQ(answer.what, "draw cuff");
    EXPECT_EQ(paint(bench.drawing()).parts[0].pixels, 14u * 28u);
    EXPECT_EQ(bench.overlay().pixels, nullptr);
    EXPECT_FALSE(tool.isBusy());
}

TEST_F(Wands, DraggingToTheRightTakesMore)
{
    const Assist first = bench.press(4.5, 14.5).assist;
    EXPECT_FALSE(bench.move(24.5, 14.5).assist) << "one after the other";
    const Assist second = bench.compute(first, picture).assist;
    ASSERT_TRUE(second);
    EXPECT_FALSE(tool.awaitsAssist()) << "the hand is still choosing";
    EXPECT_FALSE(bench.release(24.5, 14.5).edit);
    EXPECT_TRUE(tool.isBusy()) << "until it has come";
    EXPECT_TRUE(tool.awaitsAssist());
    EXPECT_TRUE(bench.compute(second, picture).edit);
    EXPECT_EQ(paint(bench.drawing()).parts[0].pixels, 28u * 28u);
    EXPECT_GT(tool.options().front().value, 50) << "it is kept for the next one";
    EXPECT_FALSE(tool.isBusy());
}

TEST_F(Wands, AreGivenUpAndRefused)
{
    const Drawing before = bench.drawing();
    const Assist assist = bench.press(4.5, 14.5).assist;
    tool.giveUp();
    EXPECT_FALSE(bench.compute(assist, picture).edit);
    EXPECT_FALSE(bench.release(4.5, 14.5).edit);
    EXPECT_TRUE(bench.press(28.0, 4.0).refusal.startsWith("This is outside of the picture"));
    bench.currentPart = -1;
    EXPECT_EQ(bench.press(4, 4).refusal, "Choose a part first, or press N for a new one.");
    bench.isLocked = true;
    EXPECT_TRUE(bench.press(4, 4).wasLocked);
    EXPECT_FALSE(tool.isBusy());
    EXPECT_EQ(bench.drawing(), before);
}

} // namespace
} // namespace palimpsest
