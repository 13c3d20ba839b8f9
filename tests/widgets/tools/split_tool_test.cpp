// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/parts/edits.h"
#include "core/parts/painting.h"
#include "support/drawn_pixels.h"
#include "widgets/tools/split_tool.h"
#include "widgets/tools/tool_bench.h"

#include <gtest/gtest.h>

namespace palimpsest {
namespace {

using Rows = std::vector<std::string>;

/// Two parts one beside the other, with background around them.
class Splits : public testing::Test
{
protected:
    Rows rows() { return rowsOf(paint(bench.drawing())); }

    SplitTool tool;
    ToolBench bench{tool, drawingOf({box("body", 1, 1, 5, 5), box("hem", 5, 1, 7, 5)}, 8, 6)};
    const Rows halved{"........", ".111122.", ".111122.", ".333322.", ".333322.", "........"};
};

TEST_F(Splits, ADraggedLineMakesANewPartOfWhatLiesToItsRight)
{
    const ToolAnswer answer = bench.drag({0.5, 3}, {5.5, 3});
    EXPECT_EQ(answer.what, "split body");
    EXPECT_EQ(rows(), halved);
    ASSERT_EQ(bench.drawing().parts.size(), 3u);
    EXPECT_EQ(bench.drawing().parts[2].name, "part 1") << "as new parts are called";
    EXPECT_EQ(bench.currentPart, 2);
    EXPECT_FALSE(tool.isBusy());
}

TEST_F(Splits, TwoClicksAreALine)
{
    EXPECT_FALSE(bench.click(0.5, 3).edit);
    EXPECT_TRUE(tool.isBusy());
    EXPECT_EQ(bench.overlay().outline, (QPolygonF{QPointF(0.5, 3)}));
    bench.move(5.5, 3);
    EXPECT_EQ(bench.overlay().target, QPointF(5.5, 3));
    bench.press(5.5, 3);
    EXPECT_EQ(bench.release(5.5, 3).what, "split body");
    EXPECT_EQ(rows(), halved);
}

TEST_F(Splits, ShiftKeepsTheLineToAnAxis)
{
    bench.drag({0.5, 3}, {5.5, 4.6}, Qt::ShiftModifier);
    EXPECT_EQ(rows(), halved);
}

TEST_F(Splits, TheCurrentPartIsCutWhereTheLineCrossesIt)
{
    bench.currentPart = 1;
    EXPECT_EQ(bench.drag({0, 3}, {8, 3}).what, "split hem") << "though it passes body longer";
    EXPECT_EQ(rows(),
              (Rows{"........", ".111122.", ".111122.", ".111133.", ".111133.", "........"}));
}

TEST_F(Splits, ALineThatEndsWithinTheCurrentPartCutsTheOneItCrosses)
{
    bench.currentPart = 1;
    EXPECT_EQ(bench.drag({0, 3}, {5.5, 3}).what, "split body");
}

TEST_F(Splits, APartWithoutAPixelGetsTheSecondSide)
{
    bench.drawing() = withPart(bench.drawing(), {.name = "cuff", .colour = {}});
    bench.currentPart = 2;
    ASSERT_TRUE(bench.drag({0.5, 3}, {5.5, 3}).edit);
    EXPECT_EQ(rows(), halved);
    EXPECT_EQ(bench.drawing().parts.size(), 3u) << "and none is made beside it";
    EXPECT_EQ(bench.currentPart, 2);
}

TEST_F(Splits, LinesThatDivideNothingSaySo)
{
    EXPECT_TRUE(bench.drag({0, 0.5}, {8, 0.5}).refusal.startsWith("The line passes no part."));
    const ToolAnswer edge = bench.drag({5, 1}, {5, 0}); // along the border of both, from its end
    EXPECT_FALSE(edge.edit);
    EXPECT_FALSE(edge.refusal.isEmpty());
    EXPECT_FALSE(tool.isBusy()) << "the next line begins anew";
}

TEST_F(Splits, AreGivenUpKeptAndRefused)
{
    bench.click(0.5, 3);
    const QJsonObject begun = tool.unfinished();
    bench.takeBackPoint();
    EXPECT_FALSE(tool.isBusy());
    EXPECT_TRUE(tool.unfinished().isEmpty());
    tool.resume(begun);
    bench.press(5.5, 3);
    EXPECT_TRUE(bench.release(5.5, 3).edit);
    bench.isLocked = true;
    EXPECT_TRUE(bench.press(1, 1).wasLocked);
    EXPECT_FALSE(tool.isBusy());
}

} // namespace
} // namespace palimpsest
