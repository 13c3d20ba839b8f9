// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/tools/ellipse_tool.h"
#include "widgets/tools/tool_bench.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

namespace palimpsest {
namespace {

class Ellipses : public testing::Test
{
protected:
    const std::vector<Point>& drawn() { return bench.drawing().shapes.back().polygon; }

    EllipseTool tool;
    ToolBench bench{tool, drawingOf({box("cuff", 190, 190, 195, 195)}, 200, 200)};
};

TEST_F(Ellipses, FillTheBoxThatIsDragged)
{
    bench.press(20, 30);
    bench.move(100, 60);
    const QRectF shown = bench.overlay().outline.boundingRect();
    EXPECT_NEAR(shown.width(), 80.0, 1e-9);
    EXPECT_NEAR(shown.height(), 30.0, 1e-9);
    EXPECT_EQ(bench.release(120, 90).what, "draw cuff");
    for (const Point& point : drawn()) {
        EXPECT_NEAR(std::hypot((point.x - 70.0) / 50.0, (point.y - 60.0) / 30.0), 1.0, 1e-9);
    }
    const double pixels = static_cast<double>(paint(bench.drawing()).parts[0].pixels) - 25.0;
    EXPECT_NEAR(pixels, std::numbers::pi * 50.0 * 30.0, 0.01 * pixels);
}

TEST_F(Ellipses, EdgesStayWithinAQuarterOfAPixel)
{
    for (const double side : {6.0, 40.0, 180.0}) {
        bench.drag({4, 4}, {4 + side, 4 + side});
        const double radius = side / 2.0;
        for (std::size_t i = 0; i < drawn().size(); ++i) {
            const Point& a = drawn()[i];
            const Point& b = drawn()[(i + 1) % drawn().size()];
            const double middle =
                std::hypot((a.x + b.x) / 2.0 - 4.0 - radius, (a.y + b.y) / 2.0 - 4.0 - radius);
            EXPECT_GT(middle, radius - 0.2501) << side;
        }
    }
    EXPECT_LT(drawn().size(), 60u) << "and there are few enough to mend";
}

TEST_F(Ellipses, ShiftMakesACircle)
{
    bench.drag({20, 30}, {100, 60}, Qt::ShiftModifier);
    for (const Point& point : drawn()) {
        EXPECT_NEAR(std::hypot(point.x - 35.0, point.y - 45.0), 15.0, 1e-9);
    }
}

TEST_F(Ellipses, ClicksAndEmptyBoxesDrawNothing)
{
    const Drawing before = bench.drawing();
    EXPECT_EQ(bench.click(4, 4).refusal, "");
    EXPECT_NE(bench.drag({4, 4}, {9, 4}).refusal, "");
    bench.press(4, 4);
    bench.move(9, 9);
    tool.giveUp();
    EXPECT_FALSE(bench.release(9, 9).edit);
    EXPECT_EQ(bench.drawing(), before);
}

} // namespace
} // namespace palimpsest
