// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/error.h"
#include "core/parts/edits.h"
#include "core/parts/painting.h"
#include "support/drawings.h"
#include "support/expect_error.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace palimpsest {
namespace {

constexpr int kSide = 24;

int below(std::mt19937& random, int end)
{
    return static_cast<int>(random() % static_cast<unsigned>(end));
}

Mask randomMask(std::mt19937& random)
{
    Mask mask{.left = below(random, kSide + 8) - 4,
              .top = below(random, kSide + 8) - 4,
              .width = 1 + below(random, kSide),
              .height = 1 + below(random, kSide),
              .pixels = {}};
    for (int i = 0; i < mask.width * mask.height; ++i) {
        mask.pixels.push_back(below(random, 4) == 0 ? 0 : 1);
    }
    return mask;
}

/// Polygons, masks and shapes that erase, one over the other.
Drawing randomDrawing(std::mt19937& random)
{
    const std::vector<std::string> names = {"a", "b", "c", "d", kBackgroundLabel};
    std::vector<Shape> shapes = {box("a", 0, 0, 1, 1), box("b", 0, 0, 1, 1), box("c", 0, 0, 1, 1),
                                 box("d", 0, 0, 1, 1)};
    for (int i = 0; i < 8; ++i) {
        Shape shape{names[static_cast<std::size_t>(below(random, 5))], {}, {}};
        if (below(random, 3) == 0) {
            shape.mask = randomMask(random);
        }
        for (int point = 0; !shape.mask && point < 5; ++point) {
            shape.polygon.push_back(
                {below(random, kSide * 4) / 4.0, below(random, kSide * 4) / 4.0});
        }
        shapes.push_back(shape);
    }
    return drawingOf(shapes, kSide, kSide);
}

/// The labels of `drawing` with `label` where the mask is.
std::vector<std::uint8_t> labelsWith(const Drawing& drawing, const Mask& mask, std::uint8_t label)
{
    std::vector<std::uint8_t> labels = paint(drawing).labels;
    for (int y = 0; y < kSide; ++y) {
        for (int x = 0; x < kSide; ++x) {
            const int column = x - mask.left;
            const int row = y - mask.top;
            if (column >= 0 && row >= 0 && column < mask.width && row < mask.height &&
                mask.pixels[static_cast<std::size_t>(row * mask.width + column)] != 0) {
                labels[static_cast<std::size_t>(y * kSide + x)] = label;
            }
        }
    }
    return labels;
}

TEST(Painting, SetsThesePixelsAndNoOthers)
{
    std::mt19937 random(17);
    for (int trial = 0; trial < 500; ++trial) {
        const Drawing before = randomDrawing(random);
        const Mask mask = randomMask(random);
        const auto part = static_cast<std::size_t>(below(random, 4));
        const Drawing painted = withPainted(before, part, mask);
        EXPECT_EQ(paint(painted).labels,
                  labelsWith(before, mask, static_cast<std::uint8_t>(part + 1)));
        EXPECT_EQ(painted.parts, before.parts);
        const Drawing erased = withErased(before, mask);
        EXPECT_EQ(paint(erased).labels, labelsWith(before, mask, 0))
            << "nothing comes to light from below";
        EXPECT_EQ(erased.parts, before.parts);
    }
}

TEST(Painting, GivesAnyLabelMap)
{
    std::mt19937 random(19);
    for (int trial = 0; trial < 200; ++trial) {
        const std::vector<std::uint8_t> labels = paint(randomDrawing(random)).labels;
        const Drawing before = randomDrawing(random);
        const Drawing after = withLabels(before, labels);
        EXPECT_EQ(paint(after).labels, labels);
        EXPECT_EQ(withLabels(after, labels), after);
    }
}

/// A pixel.
Mask pixel(int x, int y)
{
    return {.left = x, .top = y, .width = 1, .height = 1, .pixels = {1}};
}

TEST(Painting, MakesOneMaskOfThePartAndLeavesTheOthersAsTheyWere)
{
    const Drawing before = drawingOf(
        {box("a", 0, 0, 4, 4), box("b", 2, 2, 6, 6), box("a", 6, 0, 8, 2), box("c", 0, 6, 2, 8)}, 8,
        8);
    const Drawing after = withPainted(before, 0, pixel(3, 3));
    ASSERT_EQ(after.shapes.size(), 3U);
    EXPECT_EQ(after.shapes[0], before.shapes[1]) << "it lies below, and is the same polygon";
    EXPECT_EQ(after.shapes[1], before.shapes[3]);
    EXPECT_EQ(after.shapes[2].label, "a");
    ASSERT_TRUE(after.shapes[2].mask);
    EXPECT_EQ(std::ranges::count(after.shapes[2].mask->pixels, 1), 16 - 4 + 4 + 1);
}

TEST(Painting, WhatWouldComeToLightBecomesAMaskToo)
{
    const Drawing before = drawingOf({box("a", 0, 0, 8, 8), box("b", 2, 2, 6, 6)}, 8, 8);
    const Drawing after = withErased(before, pixel(3, 3));
    ASSERT_EQ(after.shapes.size(), 2U);
    EXPECT_TRUE(after.shapes[0].mask && after.shapes[1].mask);
    const Drawing outside = withErased(before, pixel(0, 0));
    EXPECT_EQ(outside.shapes[0], before.shapes[1]) << "nothing lies below what was erased";
}

TEST(Painting, KeepsWhatAFileSaysOfThePart)
{
    Drawing before = drawingOf({box("a", 0, 0, 4, 4)}, 8, 8);
    before.shapes[0].otherKeys = R"({"category":"wing"})";
    EXPECT_EQ(withPainted(before, 0, pixel(5, 5)).shapes[0].otherKeys, before.shapes[0].otherKeys);
}

TEST(Painting, OfWhatIsThereAlreadyChangesNothing)
{
    const Drawing before = drawingOf({box("a", 0, 0, 4, 4)}, 8, 8);
    EXPECT_EQ(withPainted(before, 0, pixel(1, 1)), before);
    EXPECT_EQ(withErased(before, pixel(5, 5)), before);
    EXPECT_EQ(withPainted(before, 0, pixel(50, -5)), before);
}

TEST(Painting, APartMayLoseAllOfItsPixels)
{
    const Drawing before = drawingOf({box("a", 0, 0, 2, 1)}, 2, 1);
    const Drawing after = withErased(before, {.width = 2, .height = 1, .pixels = {1, 1}});
    EXPECT_TRUE(after.shapes.empty());
    EXPECT_EQ(after.parts, before.parts);
}

TEST(Painting, RefusesWhatIsNoPartAndNoLabelMap)
{
    const Drawing drawing = drawingOf({box("a", 0, 0, 2, 1)}, 2, 1);
    expectError<BadInput>([&] { withPainted(drawing, 1, pixel(0, 0)); }, "no part number 2");
    expectError<BadInput>([&] { withLabels(drawing, {1}); }, "1 labels for a picture of 2 × 1");
    expectError<BadInput>([&] { withLabels(drawing, {1, 2}); }, "no part number 2");
}

} // namespace
} // namespace palimpsest
