// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/parts/shared_corners.h"
#include "support/drawings.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace palimpsest {
namespace {

using Polygon = std::vector<Point>;

/// Four squares around (10, 10).
Drawing tiles()
{
    return drawingOf({box("a", 0, 0, 10, 10), box("b", 10, 0, 20, 10), box("c", 0, 10, 10, 20),
                      box("d", 10, 10, 20, 20)},
                     20, 20);
}

/// Pixels of no part.
std::size_t uncovered(const Drawing& drawing)
{
    const LabelMap map = paint(drawing);
    return static_cast<std::size_t>(std::ranges::count(map.labels, 0));
}

Drawing moved(const Drawing& drawing, Point from, Point to)
{
    return withOutlines(drawing, movedTo(outlinesAt(drawing, from), to, drawing));
}

TEST(SharedCorners, AllThatLieAtOnePlaceMove)
{
    const Drawing before = tiles();
    EXPECT_EQ(outlinesAt(before, {10, 10}).size(), 4u);
    EXPECT_EQ(outlinesAt(before, {10, 0}).size(), 2u);
    EXPECT_TRUE(outlinesAt(before, {5, 5}).empty());
    const Drawing after = moved(before, {10, 10}, {13, 8});
    EXPECT_EQ(after.shapes[0].polygon[2], (Point{13, 8}));
    EXPECT_EQ(after.shapes[3].polygon[0], (Point{13, 8}));
    EXPECT_EQ(uncovered(after), 0u);
    EXPECT_EQ(after.shapes[0].polygon.size(), 4u);
}

TEST(SharedCorners, APlaceIsAHundredthOfAPixelWide)
{
    Drawing drawing = tiles();
    drawing.shapes[1].polygon[3] = {10.009, 10};
    drawing.shapes[2].polygon[1] = {10.03, 10.03};
    const auto outlines = outlinesAt(drawing, {10, 10});
    ASSERT_EQ(outlines.size(), 3u);
    EXPECT_EQ(outlines[1].shape, 1u);
    EXPECT_EQ(outlines[2].shape, 3u);
}

TEST(SharedCorners, NoGapOpensWhereACornerLiesOnANeighboursEdge)
{
    // Two small ones beside a large one, whose edge has no point where they meet.
    const Drawing before = drawingOf(
        {box("a", 0, 0, 10, 8), box("b", 0, 8, 10, 20), box("large", 10, 0, 20, 20)}, 20, 20);
    const Drawing after = moved(before, {10, 8}, {14, 8});
    EXPECT_EQ(after.shapes[2].polygon, (Polygon{{10, 0}, {20, 0}, {20, 20}, {10, 20}, {14, 8}}));
    EXPECT_EQ(uncovered(after), 0u);
    EXPECT_EQ(uncovered(moved(before, {10, 8}, {6, 11})), 0u);
    // A corner of the large one: the small ones keep theirs, on its edge.
    const Drawing corner = moved(before, {10, 20}, {12, 20});
    EXPECT_EQ(corner.shapes[2].polygon, (Polygon{{10, 0}, {20, 0}, {20, 20}, {12, 20}, {10, 8}}));
    EXPECT_EQ(uncovered(corner), 0u);
}

TEST(SharedCorners, APointPutIntoABorderIsPutIntoAllOfItsShapes)
{
    const Drawing before = drawingOf({box("a", 0, 0, 10, 20),
                                      box("b", 10, 0, 20, 20),
                                      {"longer", {{10, -4}, {30, -4}, {30, 30}, {10, 30}}, {}}},
                                     40, 40);
    const Drawing after = moved(before, {10, 5}, {12, 5});
    EXPECT_EQ(after.shapes[0].polygon, (Polygon{{0, 0}, {10, 0}, {12, 5}, {10, 20}, {0, 20}}));
    EXPECT_EQ(after.shapes[1].polygon, (Polygon{{10, 0}, {20, 0}, {20, 20}, {10, 20}, {12, 5}}));
    EXPECT_EQ(after.shapes[2].polygon,
              (Polygon{{10, -4}, {30, -4}, {30, 30}, {10, 30}, {10, 20}, {12, 5}, {10, 0}}))
        << "the ends of the border bend with it, or it would tear";
}

TEST(SharedCorners, MovingNothingPaintsTheSame)
{
    const Drawing before = drawingOf({box("a", 0, 0, 10, 8),
                                      box("b", 0, 8, 10, 20),
                                      {"aslant", {{10, 0}, {20, 3.3}, {17, 20}, {10, 20}}, {}}},
                                     20, 20);
    for (const Point& place : {Point{10, 8}, {10, 20}, {4, 8}, {15, 1.65}}) {
        EXPECT_EQ(paint(moved(before, place, place)).labels, paint(before).labels);
    }
}

TEST(SharedCorners, StayWithinThePicture)
{
    const Drawing after = moved(tiles(), {20, 20}, {33, -4});
    EXPECT_EQ(after.shapes[3].polygon[2], (Point{20, 0}));
}

TEST(SharedCorners, AreDeletedWhereThreePointsAreLeft)
{
    Drawing drawing = tiles();
    drawing.shapes[1].polygon = {{10, 0}, {20, 0}, {10, 10}};
    const Drawing after = withOutlines(drawing, withoutCorners(outlinesAt(drawing, {10, 10})));
    EXPECT_EQ(after.shapes[0].polygon, (Polygon{{0, 0}, {10, 0}, {0, 10}}));
    EXPECT_EQ(after.shapes[1].polygon, drawing.shapes[1].polygon) << "it has three";
    EXPECT_EQ(after.shapes[3].polygon.size(), 3u);
}

TEST(SharedCorners, MasksHaveNone)
{
    const Mask mask{.left = 9, .top = 9, .width = 2, .height = 2, .pixels = {1, 1, 1, 1}};
    Drawing drawing = drawingOf({{"dot", {}, {}, mask}, box("a", 0, 0, 10, 10)}, 20, 20);
    EXPECT_EQ(outlinesAt(drawing, {10, 10}).size(), 1u);
    EXPECT_EQ(*moved(drawing, {10, 10}, {12, 12}).shapes[0].mask, mask);
}

} // namespace
} // namespace palimpsest
