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

    const std::optional<ObjectOutline>& object() { return bench.drawing().object; }

    bool isObject(int x, int y)
    {
        const Mask whole = wholeMask(object()->pixels, {80, 60}, "The object");
        return whole.pixels[static_cast<std::size_t>(y * 80 + x)] != 0;
    }

    const WorkingPicture picture = workingPicture(redOnGrey());
    GrabCutTool tool;
    ToolBench bench{tool, drawingOf({box("body", 0, 0, 4, 4), box("hem", 70, 50, 80, 60)}, 80, 60)};
    const Drawing onePart = drawingOf({box("hem", 70, 50, 80, 60)}, 80, 60);
};

TEST_F(GrabCuts, ABoxShowsTheObjectAndEnterGivesItToTheOnlyPart)
{
    bench.drawing() = onePart;
    const ToolAnswer shown = drawn({18, 8}, {64, 53});
    EXPECT_EQ(shown.what, "outline the object");
    ASSERT_TRUE(object());
    EXPECT_NEAR(static_cast<double>(pixelCount(object()->pixels)), 900.0, 40.0);
    EXPECT_EQ(bench.overlay().object, &*object());
    EXPECT_FALSE(tool.isBusy()) << "it is the drawing's";
    EXPECT_TRUE(tool.hint(bench.scene()).startsWith("Enter: give it to “hem”"));
    EXPECT_EQ(bench.finish().what, "draw hem");
    EXPECT_EQ(paint(bench.drawing()).parts[0].pixels, 100 + pixelCount(object()->pixels));
    EXPECT_TRUE(object()) << "it stays for other tools";
    EXPECT_EQ(bench.overlay().object, nullptr) << "nothing is dimmed any more";
}

TEST_F(GrabCuts, EnterKeepsTheOutlineWhereTheObjectHasMoreParts)
{
    drawn({18, 8}, {64, 53});
    const Drawing before = bench.drawing();
    bench.currentPart = 1;
    EXPECT_TRUE(tool.hint(bench.scene()).startsWith("Enter: keep it as the outline"));
    const ToolAnswer kept = bench.finish();
    EXPECT_FALSE(kept.edit);
    EXPECT_TRUE(kept.refusal.startsWith("The outline is kept, and no part has changed."));
    EXPECT_TRUE(kept.refusal.contains("“hem”")) << "and how it gets it";
    EXPECT_EQ(bench.drawing(), before);
    EXPECT_EQ(bench.overlay().object, nullptr) << "nothing is dimmed any more";
    EXPECT_TRUE(bench.finish().refusal.isEmpty());
    EXPECT_EQ(bench.overlay().object, &*object()) << "it is shown again";
    bench.finish();
    bench.press(30, 30);
    EXPECT_EQ(bench.overlay().object, &*object()) << "a stroke changes it";
}

TEST_F(GrabCuts, StrokesSayWhatWasMissedAndWhatIsTooMuch)
{
    drawn({18, 8}, {64, 53});
    ASSERT_FALSE(isObject(8, 30));
    drawn({5.5, 30.5}, {12.5, 30.5});
    EXPECT_TRUE(isObject(8, 30));
    EXPECT_TRUE(isObject(40, 30));
    drawn({38.5, 30.5}, {42.5, 30.5}, Qt::ControlModifier);
    EXPECT_FALSE(isObject(40, 30));
    EXPECT_TRUE(isObject(8, 30));
    EXPECT_EQ(object()->keep.size(), 1u);
    EXPECT_EQ(object()->drop.size(), 1u);
}

TEST_F(GrabCuts, AStrokeChangesTheObjectWhereItIsDrawnAlone)
{
    drawn({18, 8}, {64, 53});
    Drawing& drawing = bench.drawing();
    drawing.object->pixels = wholeMask(drawing.object->pixels, {80, 60}, "The object");
    for (int y = 35; y < 45; ++y) { // as if the red had been missed there
        for (int x = 45; x < 55; ++x) {
            drawing.object->pixels.pixels[static_cast<std::size_t>(y * 80 + x)] = 0;
        }
    }
    drawn({5.5, 20.5}, {12.5, 20.5});
    EXPECT_TRUE(isObject(8, 20));
    EXPECT_FALSE(isObject(50, 40)) << "no stroke is there";
    drawn({48.5, 40.5}, {50.5, 40.5});
    EXPECT_TRUE(isObject(50, 40));
    EXPECT_TRUE(isObject(8, 20));
}

TEST_F(GrabCuts, EnterBeforeTheObjectIsThereGivesItOnceItIs)
{
    bench.drawing() = onePart;
    bench.press(18, 8);
    bench.move(64, 53);
    const Assist assist = bench.release(64, 53).assist;
    ASSERT_TRUE(assist);
    EXPECT_FALSE(bench.finish().edit);
    const ToolAnswer given = bench.compute(assist, picture);
    EXPECT_EQ(given.what, "draw hem") << "an edit of its own";
    EXPECT_TRUE(object());
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
    EXPECT_FALSE(object());
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
    EXPECT_EQ(bench.overlay().object, &*object());
}

TEST_F(GrabCuts, WithoutABoxThePixelsOfThePartAreTheObject)
{
    bench.currentPart = 1;
    EXPECT_EQ(bench.finish().what, "outline the object");
    ASSERT_TRUE(object());
    EXPECT_TRUE(object()->isDrawn);
    EXPECT_TRUE(isObject(75, 55));
    EXPECT_EQ(pixelCount(object()->pixels), 100u);
}

TEST_F(GrabCuts, TheObjectStaysUntilItIsForgottenOrAnotherBoxIsDrawn)
{
    drawn({18, 8}, {64, 53});
    const auto before = object();
    drawn({20, 8}, {62, 53}, Qt::ShiftModifier);
    EXPECT_NE(object(), before);
    EXPECT_EQ(object()->a, (Point{20, 8}));
    EXPECT_EQ(bench.dismiss().what, "forget the object");
    EXPECT_FALSE(object());
    EXPECT_FALSE(bench.dismiss().edit) << "there is none more";
}

TEST_F(GrabCuts, ABoxThatIsStillLookedAtOutlastsAnotherTool)
{
    bench.press(18, 8);
    bench.move(64, 53);
    bench.release(64, 53);
    tool.putAway();
    EXPECT_TRUE(tool.isBusy());
    const QJsonObject waiting = tool.unfinished();
    tool.giveUp();
    tool.resume(waiting);
    EXPECT_EQ(tool.unfinished(), waiting);
    bench.compute(bench.prepare().assist, picture);
    EXPECT_TRUE(object());
}

TEST_F(GrabCuts, AreRefusedWithoutABoxOrAPartAndWhereLocked)
{
    bench.press(30, 30);
    EXPECT_TRUE(bench.release(30, 30).refusal.startsWith("Drag a box"));
    bench.currentPart = -1;
    drawn({18, 8}, {64, 53});
    EXPECT_TRUE(object()) << "an object needs no part";
    EXPECT_TRUE(bench.finish().refusal.startsWith("The outline is kept")) << "nor its keeping";
    bench.drawing().parts.resize(1);
    EXPECT_EQ(bench.finish().refusal, "Choose a part first, or press N for a new one.");
    bench.isLocked = true;
    EXPECT_TRUE(bench.press(30, 30).wasLocked);
    EXPECT_TRUE(bench.finish().wasLocked);
}

} // namespace
} // namespace palimpsest
