// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/tools/superpixel_tool.h"
#include "widgets/tools/tool_bench.h"

#include <gtest/gtest.h>

namespace palimpsest {
namespace {

/// Four even quarters of a picture of 32 × 32 pixels.
Image quarters()
{
    Image image{.width = 32, .height = 32, .channels = 3, .pixels = {}};
    for (int y = 0; y < 32; ++y) {
        for (int x = 0; x < 32; ++x) {
            const bool isRight = x >= 16;
            const bool isLow = y >= 16;
            image.pixels.insert(image.pixels.end(),
                                {static_cast<std::uint8_t>(isRight ? 220 : 30),
                                 static_cast<std::uint8_t>(isLow ? 200 : 40),
                                 static_cast<std::uint8_t>(isRight == isLow ? 10 : 160)});
        }
    }
    return image;
}

class Superpixels : public testing::Test
{
protected:
    void SetUp() override { tool.setOption(0, 8); }

    /// The pixels of the segments at these places.
    Mask unionAt(const std::vector<Point>& places) const
    {
        const SegmentMap map = superpixels(picture, 8);
        std::vector<int> segments;
        for (const Point& place : places) {
            segments.push_back(segmentAt(map, place));
        }
        return maskOf(map, segments);
    }

    void expectPainted(const Mask& mask)
    {
        const LabelMap map = paint(bench.drawing());
        for (std::size_t at = 0; at < map.labels.size(); ++at) {
            ASSERT_EQ(map.labels[at] == 2, mask.pixels[at] != 0) << "pixel " << at;
        }
    }

    const WorkingPicture picture = workingPicture(quarters());
    SuperpixelTool tool;
    Drawing drawing = drawingOf({box("cuff", 0, 0, 3, 3), box("hem", 40, 40, 41, 41)}, 32, 32);
    ToolBench bench{tool, drawing};
};

TEST_F(Superpixels, ADragGivesThePartTheUnionOfTheSegmentsOnItsWay)
{
    bench.currentPart = 1;
    bench.compute(bench.prepare().assist, picture);
    ASSERT_NE(bench.overlay().segments, nullptr);
    bench.press(4.5, 28.5);
    bench.move(28.5, 28.5);
    EXPECT_TRUE(tool.isBusy());
    const ToolAnswer answer = bench.release(28.5, 28.5);
    EXPECT_EQ(answer.what, "draw hem");
    EXPECT_FALSE(tool.isBusy());
    std::vector<Point> way;
    for (double x = 4.5; x <= 28.5; x += 0.5) {
        way.push_back({x, 28.5});
    }
    expectPainted(unionAt(way));
}

TEST_F(Superpixels, WhatWasDraggedOverBeforeTheyAreThereIsPaintedOnce)
{
    bench.currentPart = 1;
    const Assist assist = bench.press(28.5, 4.5).assist;
    ASSERT_TRUE(assist);
    EXPECT_FALSE(bench.move(29.5, 4.5).assist) << "it was asked for";
    EXPECT_FALSE(bench.release(29.5, 4.5).edit);
    EXPECT_TRUE(tool.isBusy()) << "until they have come";
    const ToolAnswer answer = bench.compute(assist, picture);
    EXPECT_TRUE(answer.edit);
    EXPECT_FALSE(tool.isBusy());
    expectPainted(unionAt({{28.5, 4.5}, {29.0, 4.5}, {29.5, 4.5}}));
}

TEST_F(Superpixels, ADragOutOfThePictureTakesWhatItPassed)
{
    bench.currentPart = 1;
    bench.compute(bench.prepare().assist, picture);
    bench.press(31.5, 20.5);
    bench.move(300, 20.5);
    ASSERT_TRUE(bench.release(300, -50).edit);
    expectPainted(unionAt({{31.5, 20.5}}));
}

TEST_F(Superpixels, AreAskedForAgainWhereThePictureOrTheirSizeIsAnother)
{
    const ToolAnswer first = bench.prepare();
    ASSERT_TRUE(first.assist);
    EXPECT_FALSE(bench.prepare().assist);
    tool.setOption(0, 16);
    const ToolAnswer second = bench.prepare();
    ASSERT_TRUE(second.assist);
    bench.compute(second.assist, picture);
    bench.picture = 2;
    EXPECT_EQ(bench.overlay().segments, nullptr) << "those of another picture";
    ASSERT_TRUE(bench.prepare().assist);
    tool.dropAssist();
    EXPECT_TRUE(bench.prepare().assist) << "as nothing came of it";
}

TEST_F(Superpixels, ADragIsGivenUpAndRefusedWithoutAPartOrWhereLocked)
{
    const Drawing before = bench.drawing();
    bench.compute(bench.prepare().assist, picture);
    bench.press(4.5, 28.5);
    bench.move(28.5, 28.5);
    tool.giveUp();
    EXPECT_FALSE(bench.release(28.5, 28.5).edit);
    bench.currentPart = -1;
    EXPECT_EQ(bench.press(4, 4).refusal, "Choose a part first, or press N for a new one.");
    bench.isLocked = true;
    EXPECT_TRUE(bench.press(4, 4).wasLocked);
    bench.picture = 2;
    EXPECT_FALSE(bench.prepare().assist) << "nothing can be painted";
    EXPECT_FALSE(tool.isBusy());
    EXPECT_EQ(bench.drawing(), before);
}

} // namespace
} // namespace palimpsest
