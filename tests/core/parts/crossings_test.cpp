// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/parts/crossings.h"

#include <gtest/gtest.h>

#include <chrono>
#include <cmath>
#include <numbers>

namespace palimpsest {
namespace {

using Polygon = std::vector<Point>;

Polygon circle(std::size_t points, double radius)
{
    Polygon outline;
    for (std::size_t i = 0; i < points; ++i) {
        const double angle =
            2.0 * std::numbers::pi * static_cast<double>(i) / static_cast<double>(points);
        outline.push_back({100 + radius * std::cos(angle), 100 + radius * std::sin(angle)});
    }
    return outline;
}

TEST(Crossings, OfABowTieIsWhereItsEdgesMeet)
{
    const std::vector<Crossing> found = crossings({{0, 0}, {10, 10}, {10, 0}, {0, 10}});
    EXPECT_EQ(found, (std::vector<Crossing>{{.first = 0, .second = 2, .at = {5, 5}}}));
}

TEST(Crossings, SimpleOutlinesHaveNone)
{
    EXPECT_TRUE(crossings({}).empty());
    EXPECT_TRUE(crossings({{1, 1}}).empty());
    EXPECT_TRUE(crossings({{0, 0}, {10, 0}, {10, 10}}).empty());
    EXPECT_TRUE(crossings({{0, 0}, {10, 0}, {10, 10}, {5, 2}, {0, 10}}).empty());
    EXPECT_TRUE(crossings(circle(500, 50)).empty());
    EXPECT_TRUE(crossings({{0, 0}, {10, 0}, {10, 10}, {0, 10}, {0, 0}}).empty())
        << "the first point again";
}

TEST(Crossings, OfALineLeaveOutTheWayBack)
{
    const Polygon hook = {{0, 0}, {10, 0}, {10, 10}, {5, -5}};
    EXPECT_EQ(crossings(hook, false).size(), 1u);
    EXPECT_EQ(crossings({{0, 5}, {10, 5}, {10, 0}, {2, 9}}, false).size(), 1u);
    EXPECT_TRUE(crossings({{0, 0}, {10, 10}, {10, 0}, {6, 2}}, false).empty());
}

TEST(Crossings, TouchingIsNone)
{
    // A point on an edge, from within; two corners at one place; an edge along another.
    EXPECT_TRUE(crossings({{0, 0}, {10, 0}, {10, 10}, {5, 0}, {0, 10}}).empty());
    EXPECT_TRUE(
        crossings({{0, 0}, {4, 0}, {5, 5}, {6, 0}, {10, 0}, {10, 10}, {5, 5}, {0, 10}}).empty());
    EXPECT_TRUE(crossings({{0, 0}, {10, 0}, {10, 10}, {8, 0}, {2, 0}, {0, 10}}).empty());
}

TEST(Crossings, PassingThroughAPointOfTheOutlineIsOne)
{
    // Down through the edge at the top, with a point on it.
    const std::vector<Crossing> onEdge =
        crossings({{0, 0}, {10, 0}, {10, 10}, {7, 5}, {5, 0}, {3, -5}, {0, 10}});
    ASSERT_EQ(onEdge.size(), 2u) << "and the way back through it, to the last point";
    EXPECT_EQ(onEdge[0].at, (Point{5, 0}));
    // Two corners at one place, one way passing through the other.
    const std::vector<Crossing> atCorner =
        crossings({{0, 0}, {5, 5}, {10, 10}, {10, 0}, {5, 5}, {0, 10}});
    ASSERT_EQ(atCorner.size(), 1u);
    EXPECT_EQ(atCorner[0].at, (Point{5, 5}));
    EXPECT_EQ(atCorner[0].first, 1u);
    EXPECT_EQ(atCorner[0].second, 4u);
    EXPECT_EQ(
        crossings({{0, 0}, {5, 5}, {5, 5}, {10, 10}, {10, 0}, {5, 5}, {5, 5}, {0, 10}}).size(), 1u)
        << "points that are there twice count once";
}

TEST(Crossings, AnEditAddsThoseThatWereNotThere)
{
    const Polygon square = {{0, 0}, {10, 0}, {10, 10}, {0, 10}};
    const Polygon bow = {{0, 0}, {10, 10}, {10, 0}, {0, 10}};
    ASSERT_EQ(addedCrossings(square, bow).size(), 1u);
    EXPECT_EQ(addedCrossings(square, bow)[0].at, (Point{5, 5}));
    EXPECT_TRUE(addedCrossings(bow, square).empty());
    EXPECT_TRUE(addedCrossings(bow, {{0, 0}, {10, 8}, {10, 0}, {0, 10}}).empty())
        << "it was there, elsewhere";
}

TEST(Crossings, SmallLoopsAreLeftOut)
{
    // A hand that overshoots the beginning, and one that trembles on the way.
    const Polygon over = {{0, 0}, {100, 0}, {100, 100}, {-3, 100}, {-3, 1}, {4, -3}, {5, 3}};
    const Polygon closed = withoutSmallLoops(over, 20);
    EXPECT_TRUE(crossings(closed).empty());
    EXPECT_GE(closed.size(), 4u);
    const Polygon trembling = {{0, 0}, {50, 0}, {53, 3}, {50, 3}, {53, -1}, {100, 0}, {50, 90}};
    ASSERT_FALSE(crossings(trembling).empty());
    EXPECT_TRUE(crossings(withoutSmallLoops(trembling, 20)).empty());
    const Polygon eight = {{0, 0}, {100, 100}, {100, 0}, {0, 100}};
    EXPECT_EQ(withoutSmallLoops(eight, 20), eight) << "nothing of it is small";
}

TEST(Crossings, AreFoundWhileTheHandMoves)
{
    Polygon outline = circle(5000, 90);
    std::swap(outline[2000], outline[2003]);
    double fastest = 1e9; // milliseconds
    std::size_t found = 0;
    for (int run = 0; run < 5; ++run) {
        const auto start = std::chrono::steady_clock::now();
        found = crossings(outline).size();
        fastest = std::min(fastest, std::chrono::duration<double, std::milli>(
                                        std::chrono::steady_clock::now() - start)
                                        .count());
    }
    EXPECT_GT(found, 0u);
    RecordProperty("milliseconds", std::to_string(fastest));
    EXPECT_LT(fastest, 20.0) << "5 in a release, on an idle machine";
}

} // namespace
} // namespace palimpsest
