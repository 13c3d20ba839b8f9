// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/drawings.h"
#include "widgets/tools/tool_box.h"

#include <gtest/gtest.h>

namespace palimpsest {
namespace {

int widthOf(const ToolBox& box)
{
    return box.tool(QStringLiteral("brush")).options().front().value;
}

TEST(ToolBox, ChoosingAnotherToolGivesUpWhatIsDrawn)
{
    ToolBox tools;
    EXPECT_EQ(tools.chosenId(), "select");
    EXPECT_TRUE(tools.choose("brush"));
    EXPECT_FALSE(tools.choose("brush")) << "it is chosen";
    const Drawing drawing = drawingOf({box("cuff", 2, 2, 6, 6)}, 28, 28);
    tools.chosen().press({drawing, 0, false}, {{4, 4}, 0.5, {}});
    EXPECT_TRUE(tools.chosen().isBusy());
    tools.choose("polygon");
    EXPECT_FALSE(tools.tool("brush").isBusy());
}

TEST(ToolBox, ToldOfAnotherObjectToolsKeepWhatIsDrawn)
{
    ToolBox tools;
    tools.choose("polygon");
    Drawing drawing = drawingOf({box("cuff", 2, 2, 6, 6)}, 28, 28);
    tools.chosen().press({drawing, 0, false}, {{4, 4}, 0.5, {}});
    const Drawing before = drawing;
    drawing.object = ObjectOutline{};
    EXPECT_FALSE(tools.drawingChanged(before, drawing)) << "the outlines of parts are the same";
    EXPECT_TRUE(tools.chosen().isBusy());
}

TEST(ToolBox, StepsGoByOneWhereNumbersAreSmallAndByATenthWhereTheyAreNot)
{
    ToolBox tools;
    tools.stepOption(1); // the first one has none
    tools.choose("brush");
    tools.chosen().setOption(0, 8);
    tools.stepOption(1);
    EXPECT_EQ(widthOf(tools), 9);
    tools.chosen().setOption(0, 100);
    tools.stepOption(2);
    EXPECT_EQ(widthOf(tools), 121);
    tools.stepOption(-1000);
    EXPECT_EQ(widthOf(tools), 1);
    tools.stepOption(1000);
    EXPECT_EQ(widthOf(tools), tools.chosen().options().front().most);
}

} // namespace
} // namespace palimpsest
