// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/assists/repairs.h"
#include "core/parts/painting.h"
#include "support/drawn_pixels.h"
#include "widgets/tools/smooth_tool.h"
#include "widgets/tools/tool_bench.h"

#include <gtest/gtest.h>

namespace palimpsest {
namespace {

using Rows = std::vector<std::string>;

Drawing drawingOfRows(const Rows& rows)
{
    const LabelMap map = mapOfRows(rows);
    Drawing drawing{.width = map.width, .height = map.height, .shapes = {}, .parts = {}};
    for (const Part& part : map.parts) {
        drawing.parts.push_back({.name = part.name, .colour = {}});
    }
    return withLabels(std::move(drawing), map.labels);
}

/// Two parts with a tooth each, and one of a single pixel within the first.
class Smooths : public testing::Test
{
protected:
    Smooths() { tool.setOption(0, 1); }

    ToolAnswer computed(const Assist& assist) { return bench.compute(assist, picture); }
    Rows rows() { return rowsOf(paint(bench.drawing())); }

    const Rows before{"...1......", "..........", "1111122222", "1111122222",
                      "1131122222", "1111122222", ".......2..", ".........."};
    const WorkingPicture picture = workingPicture(plainPicture(10, 8, 90));
    SmoothTool tool;
    ToolBench bench{tool, drawingOfRows(before)};
};

TEST_F(Smooths, AClickStraightensThePartThatIsClickedAlone)
{
    const Assist assist = bench.press(8.5, 3.5).assist;
    EXPECT_TRUE(tool.isBusy());
    EXPECT_EQ(computed(assist).what, "smooth 2");
    EXPECT_FALSE(tool.isBusy());
    EXPECT_EQ(rows(), rowsOf(smoothed(mapOfRows(before), 1, 2)));
    EXPECT_EQ(rows().front(), before.front()) << "the tooth of the other part stays";
    EXPECT_EQ(rows()[6], "..........");
}

TEST_F(Smooths, EnterStraightensTheChosenOneAndTakesNoPartsLastPixel)
{
    bench.currentPart = 0;
    EXPECT_EQ(computed(bench.finish().assist).what, "smooth 1");
    EXPECT_EQ(rows().front(), "..........");
    EXPECT_EQ(rows()[4], before[4]) << "3 keeps its only pixel";
    EXPECT_EQ(rows()[6], before[6]);
}

TEST_F(Smooths, AllBordersAreOneEdit)
{
    bench.currentPart = -1;
    EXPECT_EQ(computed(bench.finishAll().assist).what, "smooth all borders");
    EXPECT_EQ(rows(), rowsOf(smoothed(mapOfRows(before), 1)));
    EXPECT_EQ(rows().front(), "..........");
    EXPECT_EQ(rows()[6], "..........");
    bench.drawing() = drawingOfRows({"11", "11"});
    EXPECT_TRUE(
        computed(bench.finishAll().assist).refusal.startsWith("All borders are smooth already."));
    bench.isLocked = true;
    EXPECT_TRUE(bench.finishAll().wasLocked);
}

TEST_F(Smooths, SayWhereNothingIsLeftToStraighten)
{
    ASSERT_TRUE(computed(bench.press(0.5, 3.5).assist).edit);
    EXPECT_TRUE(computed(bench.press(0.5, 3.5).assist).refusal.contains("is smooth already"));
    EXPECT_TRUE(bench.press(9.5, 0.5).refusal.startsWith("No part is here."));
}

TEST_F(Smooths, AreGivenUpAndRefused)
{
    const Assist assist = bench.press(8.5, 3.5).assist;
    tool.giveUp();
    EXPECT_FALSE(computed(assist).edit);
    bench.currentPart = -1;
    EXPECT_EQ(bench.finish().refusal, "Choose a part first, or press N for a new one.");
    bench.isLocked = true;
    EXPECT_TRUE(bench.press(8.5, 3.5).wasLocked);
    EXPECT_TRUE(bench.finish().wasLocked);
}

} // namespace
} // namespace palimpsest
