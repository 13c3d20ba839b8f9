// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/assists/grab_cut.h"
#include "core/assists/masks.h"
#include "core/base/error.h"
#include "support/drawn_pixels.h"
#include "support/expect_error.h"

#include <gtest/gtest.h>

#include <cmath>

namespace palimpsest {
namespace {

/// Two textures that share no colour: `object` on the rest.
Image texturedPicture(const Mask& object, unsigned seed)
{
    Image image = noisyPicture(object.width, object.height, 3, seed);
    for (std::size_t at = 0; at < object.pixels.size(); ++at) {
        for (std::size_t c = 0; c < 3; ++c) {
            std::uint8_t& level = image.pixels[at * 3 + c];
            const int base = object.pixels[at] != 0 ? (c == 0 ? 190 : 40) : 120;
            level = static_cast<std::uint8_t>(base + level % 30);
        }
    }
    return image;
}

Mask discMask(int width, int height, double x, double y, double radius)
{
    Mask mask = emptyMask({width, height});
    for (std::size_t at = 0; at < mask.pixels.size(); ++at) {
        const double column = static_cast<double>(at % static_cast<std::size_t>(width)) + 0.5;
        const double row = static_cast<double>(at / static_cast<std::size_t>(width)) + 0.5;
        mask.pixels[at] = std::hypot(column - x, row - y) < radius ? 1 : 0;
    }
    return mask;
}

/// Pixels in both, as a share of those in one of the two.
double overlap(const Mask& a, const Mask& b)
{
    double both = 0.0;
    double either = 0.0;
    for (std::size_t at = 0; at < a.pixels.size(); ++at) {
        both += a.pixels[at] * b.pixels[at];
        either += a.pixels[at] + b.pixels[at] > 0 ? 1.0 : 0.0;
    }
    return both / either;
}

bool isSet(const Mask& mask, int x, int y)
{
    return mask.pixels[static_cast<std::size_t>(y * mask.width + x)] != 0;
}

TEST(GrabCut, FindsWhatStandsOut)
{
    const Mask disc = discMask(80, 60, 42.0, 30.0, 17.0);
    const ObjectHints hints{.a = {64.0, 8.0}, .b = {20.0, 52.0}};
    const Mask mask = grabCut(workingPicture(texturedPicture(disc, 1)), hints);
    EXPECT_GT(overlap(mask, disc), 0.97);
    EXPECT_EQ(grabCut(workingPicture(texturedPicture(disc, 1)), hints), mask);
}

TEST(GrabCut, FindsTheOutlineOfLargePicturesToAPixel)
{
    const Mask disc = discMask(300, 240, 150.0, 120.0, 80.0);
    const ObjectHints hints{.a = {60.0, 30.0}, .b = {240.0, 210.0}};
    const WorkingPicture picture = workingPicture(texturedPicture(disc, 2));
    EXPECT_GT(overlap(grabCut(picture, hints), disc), 0.97); // rounds see it half as large
}

TEST(GrabCut, WorksInPixelsOfTheOriginal)
{
    const Mask disc = discMask(80, 60, 42.0, 30.0, 17.0);
    WorkingPicture picture = workingPicture(texturedPicture(disc, 1));
    picture.original = {160, 120};
    const ObjectHints hints{.a = {40.0, 16.0}, .b = {128.0, 104.0}};
    EXPECT_GT(overlap(grabCut(picture, hints), discMask(160, 120, 84.0, 60.0, 34.0)), 0.95);
}

TEST(GrabCut, FollowsStrokes)
{
    Mask two = discMask(90, 50, 25.0, 25.0, 12.0);
    const Mask other = discMask(90, 50, 65.0, 25.0, 12.0);
    for (std::size_t at = 0; at < two.pixels.size(); ++at) {
        two.pixels[at] = two.pixels[at] | other.pixels[at];
    }
    const WorkingPicture picture = workingPicture(texturedPicture(two, 3));
    ObjectHints hints{.a = {5.0, 5.0}, .b = {85.0, 45.0}};
    const Mask both = grabCut(picture, hints);
    EXPECT_GT(overlap(both, two), 0.95);
    hints.drop = {{.points = {{60.0, 25.0}, {70.0, 25.0}}, .width = 22.0}};
    hints.previous = both;
    const Mask one = grabCut(picture, hints);
    EXPECT_FALSE(isSet(one, 65, 25));
    EXPECT_TRUE(isSet(one, 25, 25));
    // Strokes that keep go before colours, outside of the box, too.
    hints.keep = {{.points = {{88.5, 2.5}}}};
    EXPECT_TRUE(isSet(grabCut(picture, hints), 88, 2));
}

TEST(GrabCut, IsNeverEmpty)
{
    // The object has no colour of its own, as a black bird before a shadow.
    for (unsigned seed = 0; seed < 6; ++seed) {
        const WorkingPicture noise =
            workingPicture(noisyPicture(40, 30, seed % 2 == 0 ? 1 : 3, seed));
        EXPECT_GT(pixelCount(grabCut(noise, {.a = {10.0, 8.0}, .b = {30.0, 24.0}})), 0U) << seed;
    }
    const WorkingPicture plain = workingPicture(plainPicture(40, 30, 70));
    EXPECT_GT(pixelCount(grabCut(plain, {.a = {10.0, 8.0}, .b = {30.0, 24.0}})), 0U);
}

TEST(GrabCut, BeginsAnewWhereTheObjectIsLost)
{
    // A dark object whose colours are around its box as well, while much of the box is of others.
    const Mask object = discMask(80, 60, 40.0, 30.0, 13.0);
    Image image = noisyPicture(80, 60, 3, 1, 30);
    for (std::size_t at = 0; at < object.pixels.size(); ++at) {
        const std::size_t x = at % 80;
        const bool isSky = object.pixels[at] == 0 && x > 16 && at < 80 * 20;
        for (std::size_t c = 0; c < 3; ++c) {
            image.pixels[at * 3 + c] =
                static_cast<std::uint8_t>(image.pixels[at * 3 + c] + (isSky ? 120 + 20 * c : 0));
        }
    }
    const Mask mask = grabCut(workingPicture(image), {.a = {26.0, 16.0}, .b = {54.0, 44.0}});
    EXPECT_TRUE(isSet(mask, 40, 30));
    EXPECT_GT(pixelCount(mask), 28U * 28U / 8U);
    EXPECT_LT(pixelCount(mask), 28U * 28U);
}

TEST(GrabCut, LeavesSpecksAndPinholesOutUnlessAStrokeAsksForThem)
{
    Mask disc = discMask(80, 60, 42.0, 30.0, 17.0);
    const auto at = [](int x, int y) { return static_cast<std::size_t>(y * 80 + x); };
    disc.pixels[at(42, 30)] = 0;
    disc.pixels[at(43, 30)] = 0;
    disc.pixels[at(24, 13)] = 1;
    disc.pixels[at(25, 13)] = 1;
    const WorkingPicture picture = workingPicture(texturedPicture(disc, 1));
    ObjectHints hints{.a = {20.0, 8.0}, .b = {64.0, 52.0}};
    const Mask tidied = grabCut(picture, hints);
    EXPECT_TRUE(isSet(tidied, 42, 30));
    EXPECT_FALSE(isSet(tidied, 24, 13));
    hints.keep = {{.points = {{24.5, 13.5}}}};
    hints.drop = {{.points = {{42.5, 30.5}}}};
    const Mask asked = grabCut(picture, hints);
    EXPECT_FALSE(isSet(asked, 42, 30));
    EXPECT_TRUE(isSet(asked, 24, 13));
}

TEST(GrabCut, SaysWhyItCannot)
{
    const WorkingPicture picture = workingPicture(noisyPicture(20, 20, 3, 1));
    const auto cut = [&](const ObjectHints& hints) {
        return [&, hints] { grabCut(picture, hints); };
    };
    const ObjectHints box{.a = {4.0, 4.0}, .b = {16.0, 16.0}};
    expectError<BadInput>(cut({.a = {-5.0, 0.0}, .b = {20.0, 25.0}}), "covers the whole picture");
    expectError<BadInput>(cut({.a = {4.0, 4.0}, .b = {5.0, 5.0}}), "too small");
    expectError<BadInput>(cut({.a = {30.0, 30.0}, .b = {40.0, 40.0}}), "too small");
    expectError<BadInput>(cut({.a = {std::nan(""), 4.0}, .b = {5.0, 5.0}}), "Draw it anew");
    ObjectHints dropped = box;
    dropped.drop = {{.points = {{10.0, 10.0}}, .width = 40.0}};
    expectError<BadInput>(cut(dropped), "drop all");
    ObjectHints other = box;
    other.previous = fullMask(30, 20);
    expectError<BadInput>(cut(other), "30 × 20");
    EXPECT_THROW(grabCut(workingPicture(plainPicture(1, 1, 0)), {.a = {0.0, 0.0}, .b = {1.0, 1.0}}),
                 BadInput);
    EXPECT_THROW(grabCut(picture, box, [](std::size_t done, std::size_t) { return done < 1; }),
                 Cancelled);
}

TEST(GrabCut, OfALineOfPixels)
{
    Image image = plainPicture(60, 1, 30);
    image = withRectangle(image, 20, 0, 40, 1, {200, 90, 40});
    const Mask mask = grabCut(workingPicture(image), {.a = {15.0, 0.0}, .b = {45.0, 1.0}});
    EXPECT_EQ(rowsOf(mask)[0], std::string(20, '.') + std::string(20, '#') + std::string(20, '.'));
}

} // namespace
} // namespace palimpsest
