// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/error.h"
#include "core/parts/part_names.h"
#include "core/parts/placed.h"
#include "support/drawings.h"
#include "support/expect_error.h"

#include <gtest/gtest.h>

#include <limits>
#include <numbers>
#include <random>

namespace palimpsest {
namespace {

using Labels = std::vector<std::uint8_t>;

/// An "L" of two parts on 8 × 8 pixels.
Drawing letter()
{
    Drawing drawing = drawingOf({box("post", 2, 2, 3, 6), box("foot", 3, 5, 6, 6)}, 8, 8);
    drawing.parts[1].colour = "#123456";
    return drawing;
}

void expectNear(const std::vector<Point>& polygon, const std::vector<Point>& expected)
{
    ASSERT_EQ(polygon.size(), expected.size());
    for (std::size_t i = 0; i < polygon.size(); ++i) {
        EXPECT_NEAR(polygon[i].x, expected[i].x, 1e-9) << i;
        EXPECT_NEAR(polygon[i].y, expected[i].y, 1e-9) << i;
    }
}

TEST(Placed, OnAPictureOfTheSameSizeNothingMoves)
{
    Drawing drawing = letter();
    drawing.shapes[0].otherKeys = R"({"description": "of the other picture"})";
    EXPECT_EQ(placed(drawing, {8, 8}, {}), letter());
}

TEST(Placed, AnotherPictureFitsMiddleOnMiddle)
{
    const Drawing ghost = placed(letter(), {24, 16}, {});
    EXPECT_EQ(ghost.width, 24);
    EXPECT_EQ(ghost.height, 16);
    expectNear(ghost.shapes[0].polygon, {{8, 4}, {10, 4}, {10, 12}, {8, 12}});
    EXPECT_EQ(ghost.parts, letter().parts);
}

TEST(Placed, MovesScalesTurnsAndMirrorsAboutItsMiddle)
{
    const auto post = [](const Placement& placement) {
        return placed(letter(), {8, 8}, placement).shapes[0].polygon;
    };
    // The box around all of it goes from (2, 2) to (6, 6), so its middle is (4, 4).
    expectNear(post({.by = {1, -1}}), {{3, 1}, {4, 1}, {4, 5}, {3, 5}});
    expectNear(post({.scale = 0.5}), {{3, 3}, {3.5, 3}, {3.5, 5}, {3, 5}});
    expectNear(post({.isMirrored = true}), {{6, 2}, {5, 2}, {5, 6}, {6, 6}});
    // A quarter turn clockwise puts what was left on top.
    expectNear(post({.angle = std::numbers::pi / 2}), {{6, 2}, {6, 3}, {2, 3}, {2, 2}});
    expectNear(post({.by = {1, 0}, .scale = 0.5, .angle = std::numbers::pi, .isMirrored = true}),
               {{4, 5}, {4.5, 5}, {4.5, 3}, {4, 3}});
}

TEST(Placed, IsCutOffAtThePicturesEdges)
{
    const Drawing ghost = placed(letter(), {8, 8}, {.by = {-2.5, 0}});
    ASSERT_EQ(ghost.shapes.size(), 2U);
    expectNear(ghost.shapes[0].polygon, {{0, 2}, {0.5, 2}, {0.5, 6}, {0, 6}});
    EXPECT_EQ(ghost.shapes[1].polygon, box("foot", 0.5, 5, 3.5, 6).polygon);
}

TEST(Placed, WhatLiesOutsideGoesWithItsPart)
{
    const Drawing ghost = placed(letter(), {8, 8}, {.by = {-3, 0}});
    ASSERT_EQ(ghost.shapes.size(), 1U) << "the post ends where the picture begins";
    EXPECT_EQ(ghost.parts, (std::vector<PartStyle>{{.name = "foot", .colour = "#123456"}}));
    const Drawing none = placed(letter(), {8, 8}, {.by = {0, 100}});
    EXPECT_TRUE(none.shapes.empty());
    EXPECT_TRUE(none.parts.empty());
    EXPECT_EQ(placed(drawingOf({}, 8, 8), {4, 4}, {}), drawingOf({}, 4, 4));
}

/// Whatever crosses itself or the edges, the pixels that are left are those that lay there.
TEST(Placed, CuttingChangesNoPixelWithin)
{
    std::mt19937 random(7);
    std::uniform_real_distribution<double> place(-12.0, 28.0);
    for (int round = 0; round < 200; ++round) {
        Shape star{.label = "star", .polygon = {}, .otherKeys = {}};
        for (int i = 0; i < 3 + round % 9; ++i) {
            star.polygon.push_back({place(random), place(random)});
        }
        const Drawing drawing = drawingOf({star}, 16, 16);
        const Drawing ghost = placed(drawing, {16, 16}, {});
        const Labels left = ghost.shapes.empty() ? Labels(256) : paint(ghost).labels;
        ASSERT_EQ(left, paint(drawing).labels) << round;
        for (const Shape& shape : ghost.shapes) {
            for (const Point& point : shape.polygon) {
                ASSERT_TRUE(point.x >= 0 && point.x <= 16 && point.y >= 0 && point.y <= 16);
            }
        }
    }
}

TEST(Placed, ByNumbersThatAreNoneIsRefused)
{
    constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
    expectError<BadInput>([] { placed(letter(), {8, 8}, {.scale = 0.0}); }, "more than 0");
    expectError<BadInput>([] { placed(letter(), {8, 8}, {.scale = -1.0}); }, "more than 0");
    for (const Placement& placement :
         {Placement{.by = {kNaN, 0}}, Placement{.scale = kNaN},
          Placement{.angle = std::numeric_limits<double>::infinity()}}) {
        expectError<BadInput>([&] { placed(letter(), {8, 8}, placement); }, "not finite");
    }
}

TEST(Ghost, LiesOnTopAndPartsOfOneNameAreOne)
{
    const Drawing before = drawingOf({box("post", 0, 0, 8, 8)}, 8, 8);
    const Drawing after = withGhost(before, letter());
    EXPECT_EQ(after.shapes.size(), 3U);
    EXPECT_EQ(after.parts,
              (std::vector<PartStyle>{before.parts[0], {.name = "foot", .colour = "#123456"}}));
    const LabelMap map = paint(after);
    EXPECT_EQ(map.parts[1].pixels, 3U);
    EXPECT_EQ(map.parts[0].pixels, 61U);
}

TEST(Ghost, ErasesNothingButItsOwn)
{
    Drawing ghost = drawingOf(
        {box("ring", 1, 1, 7, 7), box("hidden", 3, 3, 4, 4), box(kBackgroundLabel, 3, 3, 5, 5)}, 8,
        8);
    const Drawing before = drawingOf({box("ground", 0, 0, 8, 8)}, 8, 8);
    const Drawing after = withGhost(before, ghost);
    EXPECT_EQ(drawnParts(after), (std::vector<std::string>{"ground", "ring"}));
    EXPECT_EQ(after.parts.size(), 2U) << "what is erased wholly is no part";
    const LabelMap map = paint(after);
    EXPECT_EQ(map.parts[1].pixels, 32U);
    EXPECT_EQ(map.parts[0].pixels, 32U) << "the hole shows what lies below";
}

TEST(Ghost, IsOfThePartsThatAreMissingOrOfAllWhereNoneIs)
{
    Drawing other = letter();
    other.shapes[0].polygon.clear();
    other.shapes[0].mask =
        Mask{.left = 2, .top = 2, .width = 1, .height = 4, .pixels = {1, 1, 1, 1}};
    const Drawing missing = partsFor(drawingOf({box("foot", 0, 0, 2, 2)}, 8, 8), other);
    EXPECT_EQ(drawnParts(missing), std::vector<std::string>{"post"});
    EXPECT_FALSE(missing.shapes.front().mask);
    EXPECT_EQ(paint(missing).parts.front().pixels, 4U) << "as an outline it is the same";
    EXPECT_EQ(drawnParts(partsFor(letter(), other)), (std::vector<std::string>{"post", "foot"}));
    EXPECT_EQ(drawnParts(partsFor(drawingOf({}, 8, 8), other)).size(), 2U);
}

TEST(Ghost, FitsByWhatBothHaveDrawn)
{
    // The foot lies here twice as large as there, from (8, 20) on.
    const Drawing here = drawingOf({box("foot", 8, 20, 14, 22)}, 40, 40);
    const Drawing ghost = partsFor(here, letter());
    const Placement placement = fittingPlacement(here, letter(), ghost);
    const Drawing laid = placed(ghost, {40, 40}, placement);
    ASSERT_EQ(laid.shapes.size(), 1U);
    expectNear(laid.shapes[0].polygon, {{6, 14}, {8, 14}, {8, 22}, {6, 22}});
    EXPECT_EQ(fittingPlacement(drawingOf({}, 40, 40), letter(), letter()), Placement());
}

TEST(Ghost, ItsBoxGoesAlong)
{
    const std::vector<Point> corners = boxAround(letter());
    expectNear(corners, {{2, 2}, {6, 2}, {6, 6}, {2, 6}});
    expectNear(placedPoints(letter(), corners, {8, 8}, {.by = {1, -1}, .scale = 0.5}),
               {{4, 2}, {6, 2}, {6, 4}, {4, 4}});
    expectNear(boxAround(drawingOf({}, 8, 6)), {{0, 0}, {8, 0}, {8, 6}, {0, 6}});
}

TEST(Ghost, OfAnotherSizeOrWithTooManyPartsIsRefused)
{
    expectError<BadInput>([] { withGhost(drawingOf({}, 9, 8), letter()); }, "another size");
    std::vector<Shape> shapes;
    for (std::size_t i = 0; i < kMaxDrawnParts; ++i) {
        shapes.push_back(box(std::to_string(i), 0, 0, 8, 8));
    }
    expectError<BadInput>([&] { withGhost(drawingOf(shapes, 8, 8), letter()); }, "257 parts");
}

} // namespace
} // namespace palimpsest
