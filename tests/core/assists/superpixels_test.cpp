// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/assists/components.h"
#include "core/assists/superpixels.h"
#include "core/base/error.h"
#include "support/drawn_pixels.h"
#include "support/expect_error.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace palimpsest {
namespace {

std::size_t pieceCount(const SegmentMap& map)
{
    return componentsOf(map.segments, {map.width, map.height},
                        [](std::int32_t) { return std::size_t{4}; })
        .firsts.size();
}

TEST(Superpixels, AreInOnePieceEach)
{
    const WorkingPicture picture = workingPicture(noisyPicture(61, 47, 3, 3, 40));
    for (const int side : {4, 9, 40, 512}) {
        const SegmentMap map = superpixels(picture, side);
        EXPECT_EQ(map.segments.size(), 61U * 47U);
        EXPECT_EQ(pieceCount(map), static_cast<std::size_t>(map.count)) << side;
        EXPECT_GT(map.count, 61 * 47 / (side * side) / 2);
        EXPECT_EQ(*std::ranges::max_element(map.segments), map.count - 1);
    }
}

TEST(Superpixels, AreAboutAsLargeAsAsked)
{
    const WorkingPicture picture = workingPicture(plainPicture(80, 60, 90));
    EXPECT_NEAR(superpixels(picture, 10).count, 48, 12);
    EXPECT_NEAR(superpixels(picture, 20).count, 12, 4);
}

TEST(Superpixels, FollowEdges)
{
    const Image image = withRectangle(plainPicture(40, 40, 20), 13, 0, 40, 40, {220, 60, 60});
    const SegmentMap map = superpixels(workingPicture(image), 10);
    for (double y = 0.5; y < 40.0; ++y) {
        EXPECT_NE(segmentAt(map, {11.5, y}), segmentAt(map, {14.5, y})) << y;
    }
}

TEST(Superpixels, AreTheSameEachTime)
{
    const WorkingPicture picture = workingPicture(noisyPicture(50, 30, 3, 9, 60));
    EXPECT_EQ(superpixels(picture, 8), superpixels(picture, 8));
}

TEST(Superpixels, OfSmallAndThinPictures)
{
    EXPECT_EQ(superpixels(workingPicture(noisyPicture(1, 1, 3, 1)), 16).count, 1);
    for (const Image& image :
         {noisyPicture(1, 90, 3, 1), noisyPicture(90, 1, 1, 2), noisyPicture(2, 3, 1, 3)}) {
        const SegmentMap map = superpixels(workingPicture(image), 16);
        EXPECT_EQ(pieceCount(map), static_cast<std::size_t>(map.count));
    }
}

TEST(Superpixels, AreGivenInPixelsOfTheOriginal)
{
    WorkingPicture picture = workingPicture(noisyPicture(32, 24, 3, 5, 4));
    picture.original = {64, 48};
    const SegmentMap map = superpixels(picture, 16);
    EXPECT_EQ(map.segments.size(), 64U * 48U);
    EXPECT_EQ(pieceCount(map), static_cast<std::size_t>(map.count));
    EXPECT_NEAR(map.count, 12, 8);
}

TEST(Superpixels, AreFoundAndMade)
{
    const SegmentMap map{.width = 3, .height = 1, .count = 2, .segments = {0, 1, 1}};
    EXPECT_EQ(segmentAt(map, {0.9, 0.0}), 0);
    EXPECT_EQ(segmentAt(map, {1.0, 0.9}), 1);
    EXPECT_EQ(segmentAt(map, {3.0, 0.0}), -1);
    EXPECT_EQ(segmentAt(map, {0.0, -0.1}), -1);
    EXPECT_EQ(rowsOf(maskOf(map, {1, 7, -1})), (std::vector<std::string>{".##"}));
}

TEST(Superpixels, RefuseSizesAndCanBeStopped)
{
    const WorkingPicture picture = workingPicture(plainPicture(9, 9, 0));
    expectError<BadInput>([&] { superpixels(picture, 3); }, "from 4 to 512");
    EXPECT_THROW(superpixels(picture, 513), BadInput);
    EXPECT_THROW(superpixels(picture, 4, [](std::size_t done, std::size_t) { return done < 3; }),
                 Cancelled);
}

} // namespace
} // namespace palimpsest
