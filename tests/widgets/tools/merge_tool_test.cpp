// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/style/part_colours.h"
#include "widgets/tools/merge_tool.h"
#include "widgets/tools/tool_bench.h"

#include <gtest/gtest.h>

namespace palimpsest {
namespace {

/// Three parts in a row.
class Merges : public testing::Test
{
protected:
    MergeTool tool;
    ToolBench bench{tool, drawingOf({box("left", 0, 0, 4, 4), box("middle", 4, 0, 8, 4),
                                     box("right", 8, 0, 12, 4)},
                                    16, 8)};
};

TEST_F(Merges, AClickGivesAPartToTheChosenOneWhichKeepsNameAndColour)
{
    bench.currentPart = 1;
    const QColor colour = partColour(bench.drawing().parts[1], 1);
    const QColor other = partColour(bench.drawing().parts[2], 2);
    EXPECT_EQ(bench.click(2, 2).what, "merge parts");
    ASSERT_EQ(bench.drawing().parts.size(), 2u);
    EXPECT_EQ(bench.drawing().parts[0].name, "middle");
    EXPECT_EQ(partColour(bench.drawing().parts[0], 0), colour);
    EXPECT_EQ(partColour(bench.drawing().parts[1], 1), other) << "the others keep theirs";
    EXPECT_EQ(paint(bench.drawing()).parts[0].pixels, 32u);
    EXPECT_EQ(bench.currentPart, 0) << "it is still chosen, so that the next click goes on";
    EXPECT_TRUE(bench.click(10, 2).edit);
    ASSERT_EQ(bench.drawing().parts.size(), 1u);
    EXPECT_EQ(bench.drawing().parts[0].name, "middle");
}

TEST_F(Merges, LockedPartsCanBeMergedAsTheirValuesHold)
{
    bench.isLocked = true;
    EXPECT_TRUE(bench.click(6, 2).edit);
    EXPECT_FALSE(tool.draws()) << "so the pointer does not forbid it";
}

TEST_F(Merges, SayWhatAClickDoes)
{
    bench.move(14, 6);
    EXPECT_EQ(tool.hint(bench.scene()), "click a part: it is merged into “left”");
    bench.move(6, 2);
    EXPECT_EQ(tool.hint(bench.scene()), "click: “middle” is merged into “left”");
    bench.currentPart = -1;
    EXPECT_EQ(tool.hint(bench.scene()), "choose the part that is to keep its name");
}

TEST_F(Merges, RefuseWhatIsNoOtherPart)
{
    EXPECT_TRUE(bench.click(14, 6).refusal.startsWith("No part is here."));
    EXPECT_TRUE(bench.click(2, 2).refusal.startsWith("“left” is the chosen part itself."));
    bench.currentPart = -1;
    EXPECT_EQ(bench.click(2, 2).refusal, "Choose a part first, or press N for a new one.");
}

} // namespace
} // namespace palimpsest
