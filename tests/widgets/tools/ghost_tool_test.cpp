// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/tools/ghost_tool.h"
#include "widgets/tools/tool_bench.h"

#include <gtest/gtest.h>

namespace palimpsest {
namespace {

/// A ghost of one box from (10, 10) to (20, 20) on a picture of 40 × 40 pixels, which has a box of
/// its own.
class AGhost : public testing::Test
{
protected:
    GhostTool tool{drawingOf({box("beak", 10, 10, 20, 20)}, 40, 40), {40, 40}, {}};
    ToolBench bench{tool, drawingOf({box("tail", 0, 30, 10, 40)}, 40, 40)};

    QRectF laid() const
    {
        QRectF around;
        for (const Point& point : tool.laid().shapes.at(0).polygon) {
            const QRectF dot(point.x, point.y, 1e-9, 1e-9);
            around = around.isNull() ? dot : around.united(dot);
        }
        return around;
    }

    void expectLaid(double left, double top, double right, double bottom) const
    {
        EXPECT_NEAR(laid().left(), left, 1e-6);
        EXPECT_NEAR(laid().top(), top, 1e-6);
        EXPECT_NEAR(laid().right(), right, 1e-6);
        EXPECT_NEAR(laid().bottom(), bottom, 1e-6);
    }
};

TEST_F(AGhost, IsMovedByADragAndKeptAsOneEdit)
{
    expectLaid(10, 10, 20, 20);
    EXPECT_FALSE(bench.drag({15, 15}, {20, 12}).edit);
    expectLaid(15, 7, 25, 17);
    const ToolAnswer kept = bench.finish();
    ASSERT_TRUE(kept.edit);
    EXPECT_EQ(kept.edit->shapes.size(), 2U);
    EXPECT_EQ(kept.edit->parts.back().name, "beak");
    EXPECT_FALSE(tool.isBusy());
}

TEST_F(AGhost, ScalesAboutItsMiddleByACorner)
{
    bench.drag({20, 20}, {25, 25});
    expectLaid(5, 5, 25, 25);
    tool.scaleBy(-1);
    EXPECT_LT(laid().width(), 20.0);
    EXPECT_NEAR(laid().center().x(), 15.0, 1e-6);
}

TEST_F(AGhost, TurnsByItsHandle)
{
    const QPointF handle = tool.handle().p2();
    bench.drag(handle, {15 + (15 - handle.y()), 15}); // from above to the right
    EXPECT_NEAR(tool.corners()[0].x(), 20.0, 1e-6) << "what was upper left is upper right";
    EXPECT_NEAR(tool.corners()[0].y(), 10.0, 1e-6);
    tool.turnBy(-18);
    EXPECT_NEAR(tool.corners()[0].x(), 10.0, 1e-6);
}

TEST_F(AGhost, IsMirrored)
{
    tool.mirror();
    EXPECT_NEAR(tool.corners()[0].x(), 20.0, 1e-6);
    EXPECT_NEAR(tool.corners()[0].y(), 10.0, 1e-6);
    expectLaid(10, 10, 20, 20);
}

TEST_F(AGhost, StepsAreTakenBackOneByOneAndThenTheGhost)
{
    bench.drag({15, 15}, {20, 12});
    tool.mirror();
    bench.takeBackPoint();
    expectLaid(15, 7, 25, 17);
    EXPECT_NEAR(tool.corners()[0].x(), 15.0, 1e-6);
    bench.takeBackPoint();
    expectLaid(10, 10, 20, 20);
    EXPECT_TRUE(tool.isBusy());
    bench.takeBackPoint();
    EXPECT_FALSE(tool.isBusy());
}

TEST_F(AGhost, StepsThatWereTakenBackAreBroughtBack)
{
    bench.drag({15, 15}, {20, 12});
    tool.mirror();
    bench.takeBackPoint();
    bench.takeBackPoint();
    bench.bringBackPoint();
    expectLaid(15, 7, 25, 17);
    EXPECT_NEAR(tool.corners()[0].x(), 15.0, 1e-6) << "it is not mirrored yet";
    bench.bringBackPoint();
    EXPECT_NEAR(tool.corners()[0].x(), 25.0, 1e-6);
    EXPECT_FALSE(tool.hasTakenBack());
    bench.takeBackPoint();
    tool.scaleBy(1);
    EXPECT_FALSE(tool.hasTakenBack());
}

TEST_F(AGhost, LiesBesideOtherEditsButNotOnAnotherSize)
{
    tool.outlinesChanged(bench.drawing(), drawingOf({}, 40, 40));
    EXPECT_TRUE(tool.isBusy());
    tool.outlinesChanged(bench.drawing(), drawingOf({}, 41, 40));
    EXPECT_FALSE(tool.isBusy());
}

TEST_F(AGhost, IsNotKeptWhereItCannotBe)
{
    bench.drag({15, 15}, {215, 15});
    EXPECT_FALSE(bench.finish().refusal.isEmpty());
    EXPECT_TRUE(tool.isBusy());
    bench.isLocked = true;
    EXPECT_TRUE(bench.finish().wasLocked);
}

} // namespace
} // namespace palimpsest
