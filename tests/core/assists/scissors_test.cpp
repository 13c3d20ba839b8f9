// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/assists/scissors.h"
#include "core/base/error.h"
#include "support/drawn_pixels.h"
#include "support/expect_error.h"

#include <gtest/gtest.h>

#include <cmath>

namespace palimpsest {
namespace {

/// The furthest that points on the straight pieces of `path` are from a rectangle's outline.
double furthestFrom(const std::vector<Point>& path, double left, double top, double right,
                    double bottom)
{
    double most = 0.0;
    for (std::size_t i = 1; i < path.size(); ++i) {
        for (double share = 0.0; share <= 1.0; share += 0.05) {
            const double x = path[i - 1].x + share * (path[i].x - path[i - 1].x);
            const double y = path[i - 1].y + share * (path[i].y - path[i - 1].y);
            most = std::max(most, std::min({std::abs(x - left), std::abs(x - right),
                                            std::abs(y - top), std::abs(y - bottom)}));
        }
    }
    return most;
}

TEST(Scissors, ClingToEdges)
{
    const Image image = withRectangle(plainPicture(60, 50, 40), 15, 12, 45, 40, {210, 180, 60});
    const Scissors scissors(workingPicture(image), {15.0, 12.0});
    const Point to{45.0, 40.0};
    const std::vector<Point> path = scissors.pathTo(to);
    EXPECT_EQ(path.front(), (Point{15.0, 12.0}));
    EXPECT_EQ(path.back(), to);
    EXPECT_LT(furthestFrom(path, 15, 12, 45, 40), 3.0); // the straight way is 14 away
    EXPECT_LT(path.size(), 12U);
    EXPECT_EQ(scissors.pathTo(to), path);
}

TEST(Scissors, GoToAnyPointWithoutAnEdge)
{
    const Scissors scissors(workingPicture(plainPicture(20, 20, 0, 1)), {3.0, 3.0});
    EXPECT_EQ(scissors.pathTo({3.0, 3.0}).back(), (Point{3.0, 3.0}));
    EXPECT_EQ(scissors.pathTo({17.5, 3.5}).front(), (Point{3.0, 3.0}));
    const std::vector<Point> beyond = scissors.pathTo({40.0, 10.0});
    EXPECT_EQ(beyond.back(), (Point{40.0, 10.0}));
    EXPECT_LT(beyond[beyond.size() - 2].x, 20.0);
}

TEST(Scissors, WorkInPixelsOfTheOriginal)
{
    WorkingPicture picture =
        workingPicture(withRectangle(plainPicture(60, 50, 40), 15, 12, 45, 40, {210, 180, 60}));
    picture.original = {120, 100};
    const Scissors scissors(picture, {30.0, 24.0});
    EXPECT_LT(furthestFrom(scissors.pathTo({90.0, 80.0}), 30, 24, 90, 80), 6.0);
}

TEST(Scissors, OfSmallAndThinPictures)
{
    const Scissors one(workingPicture(plainPicture(1, 1, 0)), {0.5, 0.5});
    EXPECT_EQ(one.pathTo({0.7, 0.7}), (std::vector<Point>{{0.5, 0.5}, {0.7, 0.7}}));
    const Scissors line(workingPicture(noisyPicture(1, 30, 3, 1)), {0.5, 0.5});
    EXPECT_EQ(line.pathTo({0.5, 29.5}), (std::vector<Point>{{0.5, 0.5}, {0.5, 29.5}}));
}

TEST(Scissors, RefuseWhatIsNoPoint)
{
    const WorkingPicture picture = workingPicture(plainPicture(4, 4, 0));
    expectError<BadInput>([&] { Scissors(picture, {4.0, 0.0}); }, "outside of the picture");
    expectError<BadInput>(
        [&] {
            Scissors(picture, {1.0, 0.0}).pathTo({std::nan(""), 0.0});
        },
        "no point");
}

} // namespace
} // namespace palimpsest
