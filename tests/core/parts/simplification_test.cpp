// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/parts/simplification.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <random>

namespace palimpsest {
namespace {

using Polygon = std::vector<Point>;

/// A closed outline as a hand draws it: a circle whose radius trembles.
Polygon handDrawn(unsigned seed)
{
    std::mt19937 random(seed);
    std::uniform_real_distribution<double> tremble(-0.6, 0.6);
    Polygon outline;
    for (int i = 0; i < 400; ++i) {
        const double angle = 2.0 * std::numbers::pi * i / 400.0;
        const double radius = 20.0 + 4.0 * std::sin(3.0 * angle) + tremble(random);
        outline.push_back({30.0 + radius * std::cos(angle), 30.0 + radius * std::sin(angle)});
    }
    return outline;
}

double distanceTo(const Polygon& outline, const Point& point)
{
    double nearest = INFINITY;
    for (std::size_t i = 0; i < outline.size(); ++i) {
        const Point& a = outline[i];
        const Point& b = outline[(i + 1) % outline.size()];
        for (int step = 0; step <= 200; ++step) { // along the edge
            const double share = step / 200.0;
            nearest = std::min(nearest, std::hypot(a.x + share * (b.x - a.x) - point.x,
                                                   a.y + share * (b.y - a.y) - point.y));
        }
    }
    return nearest;
}

TEST(Simplification, LeavesTheCornersOfWhatIsStraightBetweenThem)
{
    const Polygon box = {{2, 2}, {4, 2}, {9, 2}, {9, 5}, {9, 7}, {6, 7}, {2, 7}, {2, 3}};
    EXPECT_EQ(simplified(box, 0.01), (Polygon{{2, 2}, {9, 2}, {9, 7}, {2, 7}}));
}

TEST(Simplification, StaysWithinTheToleranceOfEveryPoint)
{
    for (unsigned seed = 1; seed <= 5; ++seed) {
        const Polygon outline = handDrawn(seed);
        std::size_t before = outline.size() + 1;
        for (const double tolerance : {0.3, 1.0, 3.0}) {
            const Polygon left = simplified(outline, tolerance);
            EXPECT_LT(left.size(), before) << "a larger tolerance leaves fewer points";
            before = left.size();
            for (const Point& point : outline) {
                EXPECT_LE(distanceTo(left, point), tolerance + 0.1); // steps of distanceTo()
            }
        }
    }
}

TEST(Simplification, KeepsPointsOfTheOutlineInTheirOrder)
{
    const Polygon outline = handDrawn(7);
    const Polygon left = simplified(outline, 1.0);
    EXPECT_EQ(left.front(), outline.front());
    auto from = outline.begin();
    for (const Point& point : left) {
        from = std::find(from, outline.end(), point);
        ASSERT_NE(from, outline.end());
        ++from;
    }
    EXPECT_EQ(simplified(left, 0.0), left) << "each of them is needed";
}

TEST(Simplification, LeavesNoPolygonOfWhatEnclosesNothing)
{
    EXPECT_TRUE(simplified({}, 0.5).empty());
    EXPECT_EQ(simplified({{3, 3}}, 0.5).size(), 1u);
    EXPECT_EQ(simplified({{3, 3}, {3, 3}, {3.2, 3}}, 0.5).size(), 1u);
    EXPECT_EQ(simplified({{3, 3}, {8, 3}, {20, 3}, {11, 3.1}}, 0.5).size(), 2u); // there and back
}

} // namespace
} // namespace palimpsest
