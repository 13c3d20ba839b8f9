// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/parts/painting.h"
#include "support/drawn_pixels.h"
#include "widgets/tools/fill_tool.h"
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

class FilledGaps : public testing::Test
{
protected:
    ToolAnswer computed(const Assist& assist) { return bench.compute(assist, picture); }
    Rows rows() { return rowsOf(paint(bench.drawing())); }

    const WorkingPicture picture = workingPicture(plainPicture(6, 5, 90));
    FillTool tool;
    ToolBench bench{tool, drawingOfRows({"111...", "1.12..", "111...", "......", "......"})};
};

TEST_F(FilledGaps, AClickGivesThePartWhatOthersEnclose)
{
    bench.currentPart = 1;
    const Assist assist = bench.press(1.5, 1.5).assist;
    EXPECT_TRUE(tool.isBusy());
    EXPECT_TRUE(tool.awaitsAssist());
    EXPECT_EQ(computed(assist).what, "draw 2");
    EXPECT_FALSE(tool.isBusy());
    EXPECT_EQ(rows(), (Rows{"111...", "1212..", "111...", "......", "......"}));
}

TEST_F(FilledGaps, WhatNothingEnclosesIsLeftUnlessItIsOfTheObject)
{
    EXPECT_TRUE(computed(bench.press(5.5, 4.5).assist).refusal.startsWith("No parts enclose"));
    EXPECT_TRUE(computed(bench.press(0.5, 0.5).assist).refusal.startsWith("“1” covers this"));
    bench.drawing().object = objectOfBox(0, 0, 5, 3);
    ASSERT_TRUE(computed(bench.press(4.5, 0.5).assist).edit);
    EXPECT_EQ(rows(), (Rows{"11111.", "1.121.", "11111.", "......", "......"}));
}

TEST_F(FilledGaps, EnterGivesAllOfThemToTheirNeighbours)
{
    bench.currentPart = -1;
    EXPECT_EQ(computed(bench.finish().assist).what, "fill all gaps");
    EXPECT_EQ(rows(), (Rows{"111...", "1112..", "111...", "......", "......"}));
    EXPECT_FALSE(computed(bench.finish().assist).refusal.isEmpty()) << "there is none more";
}

TEST_F(FilledGaps, AreGivenUpAndRefused)
{
    const Assist assist = bench.press(1.5, 1.5).assist;
    tool.giveUp();
    EXPECT_FALSE(computed(assist).edit);
    bench.currentPart = -1;
    EXPECT_EQ(bench.press(1, 1).refusal, "Choose a part first, or press N for a new one.");
    bench.isLocked = true;
    EXPECT_TRUE(bench.press(1, 1).wasLocked);
    EXPECT_TRUE(bench.finish().wasLocked);
}

} // namespace
} // namespace palimpsest
