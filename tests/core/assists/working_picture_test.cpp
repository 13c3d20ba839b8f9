// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/assists/masks.h"
#include "core/assists/strokes.h"
#include "core/assists/working_picture.h"
#include "core/base/error.h"
#include "support/drawn_pixels.h"
#include "support/expect_error.h"

#include <gtest/gtest.h>

namespace palimpsest {
namespace {

TEST(WorkingPicture, SmallOnesStayAsTheyAre)
{
    const Image image = noisyPicture(7, 5, 3, 1);
    const WorkingPicture picture = workingPicture(image);
    EXPECT_EQ(picture.picture, image);
    EXPECT_EQ(picture.original, (PixelSize{7, 5}));
    EXPECT_EQ(picture.lab.size(), 35U);
}

TEST(WorkingPicture, KeepsProportionsAndLimit)
{
    EXPECT_EQ(workingSize({2048, 2048}), (PixelSize{1024, 1024}));
    EXPECT_EQ(workingSize({1024, 1024}), (PixelSize{1024, 1024}));
    EXPECT_EQ(workingSize({4096, 1024}), (PixelSize{2048, 512}));
    EXPECT_EQ(workingSize({1, 1}), (PixelSize{1, 1}));
    for (const PixelSize size : {PixelSize{1, 60'000'000}, PixelSize{60'000'000, 1},
                                 PixelSize{3, 9'000'001}, PixelSize{8001, 7999}}) {
        const auto [width, height] = workingSize(size);
        EXPECT_GE(width, 1);
        EXPECT_GE(height, 1);
        EXPECT_LE(width, size.width);
        EXPECT_LE(height, size.height);
        EXPECT_LE(std::int64_t{width} * height, kMaxWorkingPixels);
        EXPECT_GT(std::int64_t{width} * height, kMaxWorkingPixels / 2);
    }
}

// L, a and b of sRGB's primaries under D65, after B. Lindbloom's calculator.
TEST(WorkingPicture, ItsColoursAreCieLab)
{
    Image image = plainPicture(3, 1, 0);
    image.pixels = {255, 0, 0, 0, 0, 255, 255, 255, 255};
    const std::vector<LabColour> lab = workingPicture(image).lab;
    const std::vector<LabColour> expected = {
        {53.24F, 80.09F, 67.20F}, {32.30F, 79.19F, -107.86F}, {100.0F, 0.0F, 0.0F}};
    for (std::size_t i = 0; i < lab.size(); ++i) {
        EXPECT_LT(difference(lab[i], expected[i]), 0.5) << i;
    }
    EXPECT_DOUBLE_EQ(difference({1.0F, 2.0F, 3.0F}, {4.0F, 6.0F, 3.0F}), 5.0);
}

TEST(WorkingPicture, GreyIsAColourToo)
{
    const WorkingPicture picture = workingPicture(plainPicture(2, 2, 119, 1));
    EXPECT_EQ(picture.picture.channels, 3);
    EXPECT_LT(difference(picture.lab[0], {50.0F, 0.0F, 0.0F}), 0.5);
}

TEST(WorkingPicture, RefusesWhatIsNoPicture)
{
    expectError<BadInput>([] { workingPicture({}); }, "must have a pixel");
    expectError<BadInput>([] { workingPicture(plainPicture(2, 2, 0, 4)); }, "4 channels");
    Image cut = plainPicture(2, 2, 0);
    cut.pixels.pop_back();
    expectError<BadInput>([&] { workingPicture(cut); }, "2 × 2");
}

/// A picture of which two pixels across and down are one at work.
WorkingPicture halved()
{
    return {.original = {6, 4}, .picture = plainPicture(3, 2, 0), .lab = {}};
}

TEST(WorkingPicture, WhatIsEnlargedIsWhatWasReduced)
{
    const WorkingPicture picture = halved();
    const Mask mask = maskOfRows({"#.....", "......", "......", "...#.."});
    const Mask small = reduced(mask, picture);
    EXPECT_EQ(rowsOf(small), (std::vector<std::string>{"#..", ".#."}));
    const Mask large{.width = 6, .height = 4, .pixels = enlarged(small.pixels, picture)};
    EXPECT_EQ(rowsOf(large), (std::vector<std::string>{"##....", "##....", "..##..", "..##.."}));
}

TEST(WholeMask, OfABoxAreThoseOfThePicture)
{
    const Mask mask{.left = 1, .top = 1, .width = 2, .height = 1, .pixels = {0, 1}};
    EXPECT_EQ(rowsOf(wholeMask(mask, {4, 3}, "It")),
              (std::vector<std::string>{"....", "..#.", "...."}));
    EXPECT_EQ(pixelCount(mask), 1U);
    EXPECT_EQ(pixelCount(wholeMask({}, {4, 3}, "It")), 0U);
    expectError<BadInput>([&] { wholeMask(mask, {2, 3}, "It"); }, "It is of 2 × 1 pixels");
    Mask cut = mask;
    cut.pixels.pop_back();
    EXPECT_THROW(wholeMask(cut, {4, 3}, "It"), BadInput);
}

std::vector<std::string> drawn(const Stroke& stroke, PixelSize size)
{
    Mask mask = emptyMask(size);
    for (const std::size_t at : pixelsUnder(stroke, size)) {
        mask.pixels[at] = 1;
    }
    return rowsOf(mask);
}

TEST(Strokes, AClickIsThePixelBelowIt)
{
    EXPECT_EQ(drawn({.points = {{1.0, 1.9}}}, {3, 3}),
              (std::vector<std::string>{"...", ".#.", "..."}));
    EXPECT_TRUE(pixelsUnder({.points = {{-0.5, 1.0}}}, {3, 3}).empty());
    EXPECT_TRUE(pixelsUnder({}, {3, 3}).empty());
}

TEST(Strokes, LinesHaveNoGap)
{
    EXPECT_EQ(drawn({.points = {{0.5, 0.5}, {3.5, 3.5}, {3.5, 0.5}}}, {5, 4}),
              (std::vector<std::string>{"#..#.", ".#.#.", "..##.", "...#."}));
}

TEST(Strokes, ABrushIsRound)
{
    EXPECT_EQ(drawn({.points = {{2.5, 2.5}}, .width = 4.6}, {5, 5}),
              (std::vector<std::string>{".###.", "#####", "#####", "#####", ".###."}));
}

TEST(Strokes, MayLeaveThePicture)
{
    EXPECT_EQ(drawn({.points = {{-1e300, 1.5}, {1e300, 1.5}}, .width = 1.0}, {4, 3}),
              (std::vector<std::string>{"....", "####", "...."}));
}

TEST(Strokes, LieInTheWorkingPictureAsInTheOriginal)
{
    const Stroke stroke = toWorking(Stroke{.points = {{4.0, 2.0}}, .width = 3.0}, halved());
    EXPECT_EQ(stroke, (Stroke{.points = {{2.0, 1.0}}, .width = 1.5}));
}

} // namespace
} // namespace palimpsest
