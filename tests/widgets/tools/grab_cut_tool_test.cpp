// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/assists/masks.h"
#include "core/base/error.h"
#include "support/drawn_pixels.h"
#include "widgets/tools/grab_cut_tool.h"
#include "widgets/tools/tool_bench.h"

#include <gtest/gtest.h>

namespace palimpsest {
namespace {

/// Something red of 30 × 30 pixels, from (25, 15) on, on grey; both are textured.
Image redOnGrey()
{
    Image image = noisyPicture(80, 60, 3, 1);
    for (std::size_t at = 0; at < image.pixels.size() / 3; ++at) {
        const std::size_t x = at % 80;
        const std::size_t y = at / 80;
        const bool isRed = x >= 25 && x < 55 && y >= 15 && y < 45;
        for (std::size_t c = 0; c < 3; ++c) {
            std::uint8_t& level = image.pixels[at * 3 + c];
            level = static_cast<std::uint8_t>((isRed ? (c == 0 ? 190 : 40) : 120) + level % 30);
        }
    }
    return image;
}

class GrabCuts : public testing::Test
{
protected:
    /// Draws something, and hands the tool what comes of it.
    ToolAnswer drawn(QPointF from, QPointF to, Qt::KeyboardModifiers keys = Qt::NoModifier)
    {
        bench.press(from.x(), from.y(), keys);
        bench.move(to.x(), to.y(), keys);
        const Assist assist = bench.release(to.x(), to.y(), keys).assist;
        return assist ? bench.compute(assist, picture) : ToolAnswer{};
    }

    bool isObject(int x, int y) const
    {
        const Mask whole = wholeMask(bench.object->pixels, {80, 60}, "The object");
        return whole.pixels[static_cast<std::size_t>(y * 80 + x)] != 0;
    }

    const WorkingPicture picture = workingPicture(redOnGrey());
    GrabCutTool tool;
    ToolBench bench{tool, drawingOf({box("body", 0, 0, 4, 4), box("hem", 70, 50, 80, 60)}, 80, 60)};
};

TEST_F(GrabCuts, ABoxShowsTheObjectAndEnterGivesItToThePart)
{
    const ToolAnswer shown = drawn({18, 8}, {64, 53});
    EXPECT_FALSE(shown.edit);
    ASSERT_NE(bench.object, nullptr);
    EXPECT_NEAR(static_cast<double>(pixelCount(bench.object->pixels)), 900.0, 40.0);
    EXPECT_EQ(bench.overlay().object, bench.object);
    bench.currentPart = 1;
    EXPECT_EQ(bench.finish().what, "draw hem");
    EXPECT_EQ(paint(bench.drawing()).parts[1].pixels, 100 + pixelCount(bench.object->pixels));
    EXPECT_FALSE(tool.isBusy());
    EXPECT_NE(bench.object, nullptr) << "it stays for other tools";
}

TEST_F(GrabCuts, StrokesSayWhatWasMissedAndWhatIsTooMuchAndAreTakenBack)
{
    drawn({18, 8}, {64, 53});
    ASSERT_FALSE(isObject(8, 30));
    drawn({5.5, 30.5}, {12.5, 30.5});
    EXPECT_TRUE(isObject(8, 30));
    EXPECT_TRUE(isObject(40, 30));
    drawn({38.5, 30.5}, {42.5, 30.5}, Qt::ControlModifier);
    EXPECT_FALSE(isObject(40, 30));
    EXPECT_TRUE(isObject(8, 30));
    bench.takeBackPoint();
    EXPECT_TRUE(isObject(40, 30));
    bench.takeBackPoint();
    EXPECT_FALSE(isObject(8, 30));
    EXPECT_TRUE(tool.isBusy());
    bench.takeBackPoint();
    EXPECT_EQ(bench.object, nullptr);
    EXPECT_FALSE(tool.isBusy());
}

TEST_F(GrabCuts, EnterBeforeTheObjectIsThereGivesItOnceItIs)
{
    bench.press(18, 8);
    bench.move(64, 53);
    const Assist assist = bench.release(64, 53).assist;
    ASSERT_TRUE(assist);
    EXPECT_FALSE(bench.finish().edit);
    EXPECT_TRUE(bench.compute(assist, picture).edit);
    EXPECT_FALSE(bench.finish().assist) << "nothing else is asked";
}

TEST_F(GrabCuts, WhatIsTakenBackBeforeItIsThereIsNeverShown)
{
    bench.press(18, 8);
    bench.move(64, 53);
    const Assist assist = bench.release(64, 53).assist;
    bench.takeBackPoint();
    EXPECT_FALSE(tool.isBusy());
    bench.compute(assist, picture);
    EXPECT_EQ(bench.object, nullptr);
}

TEST_F(GrabCuts, AHintThatLeadsToNothingIsTakenBackAlone)
{
    drawn({18, 8}, {64, 53});
    bench.press(30, 30, Qt::ShiftModifier);
    bench.move(30.4, 30.4, Qt::ShiftModifier);
    const Assist assist = bench.release(30.4, 30.4, Qt::ShiftModifier).assist;
    ASSERT_TRUE(assist);
    EXPECT_THROW(assist(picture, {}), BadInput) << "so small a box";
    tool.assistFailed();
    EXPECT_TRUE(isObject(40, 30));
    EXPECT_TRUE(bench.overlay().outline.isEmpty());
    EXPECT_EQ(bench.overlay().object, bench.object);
}

TEST_F(GrabCuts, WithoutABoxThePixelsOfThePartAreTheObject)
{
    bench.currentPart = 1;
    EXPECT_FALSE(bench.finish().edit);
    ASSERT_NE(bench.object, nullptr);
    EXPECT_TRUE(bench.object->isDrawn);
    EXPECT_TRUE(isObject(75, 55));
    EXPECT_EQ(pixelCount(bench.object->pixels), 100u);
}

TEST_F(GrabCuts, TheObjectStaysUntilItIsForgottenOrAnotherBoxIsDrawn)
{
    drawn({18, 8}, {64, 53});
    const auto object = bench.object;
    tool.putAway();
    EXPECT_FALSE(tool.isBusy());
    EXPECT_EQ(bench.overlay().object, object);
    drawn({20, 8}, {62, 53}, Qt::ShiftModifier);
    EXPECT_EQ(bench.object->before, object);
    EXPECT_EQ(bench.object->hints.a, (Point{20, 8}));
    bench.dismiss();
    EXPECT_EQ(bench.object, nullptr);
}

TEST_F(GrabCuts, AreRefusedWithoutABoxOrAPartAndWhereLocked)
{
    bench.press(30, 30);
    EXPECT_TRUE(bench.release(30, 30).refusal.startsWith("Drag a box"));
    bench.currentPart = -1;
    drawn({18, 8}, {64, 53});
    EXPECT_NE(bench.object, nullptr) << "an object needs no part";
    EXPECT_EQ(bench.finish().refusal, "Choose a part first, or press N for a new one.");
    bench.isLocked = true;
    EXPECT_TRUE(bench.press(30, 30).wasLocked);
    EXPECT_TRUE(bench.finish().wasLocked);
}

} // namespace
} // namespace palimpsest
