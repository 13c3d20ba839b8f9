// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/assists/brush.h"
#include "core/assists/masks.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

namespace palimpsest {
namespace {

constexpr PixelSize kSize{.width = 40, .height = 30};

Mask brushed(double width, const std::vector<Point>& points)
{
    Brush brush(kSize, width);
    for (const Point& point : points) {
        brush.goTo(point);
    }
    return brush.pixels();
}

bool isSet(const Mask& mask, int x, int y)
{
    return mask.pixels[static_cast<std::size_t>(y) * static_cast<std::size_t>(mask.width) +
                       static_cast<std::size_t>(x)] != 0;
}

double distance(Point from, Point to, double x, double y)
{
    const double alongX = to.x - from.x;
    const double alongY = to.y - from.y;
    const double squared = alongX * alongX + alongY * alongY;
    const double share =
        squared > 0.0
            ? std::clamp(((x - from.x) * alongX + (y - from.y) * alongY) / squared, 0.0, 1.0)
            : 0.0;
    return std::hypot(x - from.x - share * alongX, y - from.y - share * alongY);
}

TEST(Brush, OfOnePixelCoversThePixelItIsSetDownOn)
{
    const Mask mask = brushed(1.0, {{7.9, 3.1}});
    EXPECT_EQ(pixelCount(mask), 1u);
    EXPECT_TRUE(isSet(mask, 7, 3));
}

TEST(Brush, CoversWhatIsNearerThanHalfItsWidth)
{
    const std::vector<std::vector<Point>> ways = {
        {{20, 15}, {20, 15}},    {{5.3, 4.1}, {31.7, 22.9}}, {{30, 3}, {6.5, 25}},
        {{3, 12.5}, {33, 12.5}}, {{12.25, 2}, {12.25, 27}},  {{-8, 20}, {60, -4}}};
    for (const std::vector<Point>& way : ways) {
        for (const double width : {3.0, 7.5, 16.0}) {
            const Mask mask = brushed(width, way);
            for (int y = 0; y < kSize.height; ++y) {
                for (int x = 0; x < kSize.width; ++x) {
                    const double away = distance(way[0], way[1], x + 0.5, y + 0.5);
                    if (std::abs(away - width / 2.0) > 1e-9) {
                        EXPECT_EQ(isSet(mask, x, y), away < width / 2.0)
                            << x << ", " << y << ", width " << width;
                    }
                }
            }
        }
    }
}

TEST(Brush, LeavesNoGapHoweverThinAndFast)
{
    const Mask mask = brushed(0.0, {{0.5, 0.5}, {39.5, 17.5}});
    int before = 0;
    for (int x = 0; x < kSize.width; ++x) {
        int y = 0;
        while (y < kSize.height && !isSet(mask, x, y)) {
            ++y;
        }
        ASSERT_LT(y, kSize.height) << "nothing in column " << x;
        EXPECT_LE(y - before, 1) << "at column " << x;
        before = y;
    }
}

TEST(Brush, GoesOutOfThePictureAndBack)
{
    const Mask mask = brushed(3.0, {{20, 10}, {1e300, 10}, {20, 12}, {20, -1e300}});
    EXPECT_TRUE(isSet(mask, 39, 10));
    EXPECT_TRUE(isSet(mask, 20, 0));
    EXPECT_FALSE(isSet(mask, 10, 20));
    EXPECT_EQ(pixelCount(brushed(9.0, {{-20, -20}, {-20, 60}})), 0u);
    EXPECT_EQ(pixelCount(brushed(1e9, {{1, 1}})), mask.pixels.size()) << "wider than the picture";
    constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
    EXPECT_EQ(pixelCount(brushed(5.0, {{kNone, 3}})), 0u);
}

} // namespace
} // namespace palimpsest
