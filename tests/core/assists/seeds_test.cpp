// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/assists/masks.h"
#include "core/assists/seeds.h"
#include "core/base/error.h"
#include "support/drawn_pixels.h"
#include "support/expect_error.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace palimpsest {
namespace {

Seed seedAt(std::size_t part, int x, int y)
{
    return {.part = part, .stroke = {.points = {{x + 0.5, y + 0.5}}}};
}

/// Lengths of the shortest ways from the seeds of a part, by relaxing every step until none helps.
/// Source: R. Bellman, 1958.
std::vector<double> waysFrom(std::size_t part, const std::vector<Seed>& seeds,
                             const WorkingPicture& picture, const Mask& object, double colourScale)
{
    const auto [width, height] = picture.size();
    std::vector<double> ways(object.pixels.size(), std::numeric_limits<double>::infinity());
    const auto at = [&](int x, int y) { return static_cast<std::size_t>(y * width + x); };
    for (const Seed& seed : seeds) {
        const Point point = seed.stroke.points.front();
        const std::size_t here = at(static_cast<int>(point.x), static_cast<int>(point.y));
        if (seed.part == part && object.pixels[here] != 0) {
            ways[here] = 0.0;
        }
    }
    for (bool isBetter = true; isBetter;) {
        isBetter = false;
        for (int i = 0; i < width * height * 9; ++i) {
            const int x = i / 9 % width;
            const int y = i / 9 / width;
            const int toX = x + i % 3 - 1;
            const int toY = y + i / 3 % 3 - 1;
            if (toX < 0 || toY < 0 || toX >= width || toY >= height ||
                object.pixels[at(x, y)] == 0 || object.pixels[at(toX, toY)] == 0) {
                continue;
            }
            const double step =
                std::hypot(toX - x, toY - y) *
                (1.0 + difference(picture.lab[at(x, y)], picture.lab[at(toX, toY)]) / colourScale);
            if (ways[at(x, y)] + step < ways[at(toX, toY)] - 1e-9) {
                ways[at(toX, toY)] = ways[at(x, y)] + step;
                isBetter = true;
            }
        }
    }
    return ways;
}

Mask withHoles(int width, int height, unsigned seed)
{
    Mask mask = fullMask(width, height);
    std::mt19937 random(seed);
    for (std::uint8_t& pixel : mask.pixels) {
        pixel = random() % 4 == 0 ? 0 : 1;
    }
    return mask;
}

TEST(GrowSeeds, GivesEachPixelToTheNearestSeed)
{
    constexpr double kRounding = 1e-3; // of some hundred steps in units of 2⁻¹⁶
    for (unsigned seed = 0; seed < 12; ++seed) {
        const int width = 5 + static_cast<int>(seed);
        const int height = 12 - static_cast<int>(seed) / 2;
        const double colourScale = seed % 2 == 0 ? kColourScale : 60.0;
        const WorkingPicture picture =
            workingPicture(noisyPicture(width, height, seed % 3 == 0 ? 1 : 3, seed));
        const Mask object = withHoles(width, height, seed + 100);
        const std::vector<Seed> seeds = {seedAt(0, 0, 0), seedAt(1, width - 1, height - 1),
                                         seedAt(2, width / 2, height / 2),
                                         seedAt(0, 1, height - 2)};
        const LabelMap map = growSeeds(picture, object, {"a", "b", "c"}, seeds, colourScale).map;
        std::vector<std::vector<double>> ways;
        for (std::size_t part = 0; part < 3; ++part) {
            ways.push_back(waysFrom(part, seeds, picture, object, colourScale));
        }
        for (std::size_t at = 0; at < map.labels.size(); ++at) {
            const double least = std::min({ways[0][at], ways[1][at], ways[2][at]});
            if (std::isinf(least)) {
                EXPECT_EQ(map.labels[at], 0);
            } else {
                ASSERT_GT(map.labels[at], 0);
                EXPECT_LT(ways[map.labels[at] - 1U][at], least + kRounding);
            }
        }
    }
}

TEST(GrowSeeds, TiesGoToTheFirstPart)
{
    const WorkingPicture picture = workingPicture(plainPicture(5, 5, 80));
    const std::vector<std::string> expected = {"11112", "11122", "11222", "12222", "22222"};
    std::vector<std::string> first = expected;
    for (int y = 0; y < 5; ++y) {
        for (int x = 0; x < 5; ++x) {
            first[static_cast<std::size_t>(y)][static_cast<std::size_t>(x)] =
                x + y <= 4 ? '1' : '2';
        }
    }
    const std::vector<Seed> seeds = {seedAt(1, 4, 4), seedAt(0, 0, 0)};
    EXPECT_EQ(rowsOf(growSeeds(picture, fullMask(5, 5), {"a", "b"}, seeds).map), first);
    const std::vector<Seed> one = {seedAt(1, 2, 2), seedAt(0, 2, 2)};
    EXPECT_EQ(growSeeds(picture, fullMask(5, 5), {"a", "b"}, one).map.parts[0].pixels, 25U);
}

TEST(GrowSeeds, StopAtEdgesOfColour)
{
    const Image image = withRectangle(plainPicture(9, 3, 60), 6, 0, 9, 3, {250, 250, 250});
    const std::vector<Seed> seeds = {seedAt(0, 0, 1), seedAt(1, 8, 1)};
    EXPECT_EQ(rowsOf(growSeeds(workingPicture(image), fullMask(9, 3), {"a", "b"}, seeds).map),
              (std::vector<std::string>{"111111222", "111111222", "111111222"}));
    const LabelMap even =
        growSeeds(workingPicture(image), fullMask(9, 3), {"a", "b"}, seeds, 1e9).map;
    EXPECT_EQ(rowsOf(even), (std::vector<std::string>{"111112222", "111112222", "111112222"}));
}

TEST(GrowSeeds, StayWithinTheObjectAndSayWhichDoNotLieInIt)
{
    const Mask object = maskOfRows({"##...", "##.#.", "##..#"});
    const std::vector<Seed> seeds = {seedAt(0, 0, 0), seedAt(1, 2, 1), seedAt(1, 9, 9)};
    const GrownParts grown =
        growSeeds(workingPicture(plainPicture(5, 3, 0)), object, {"a", "b"}, seeds);
    EXPECT_EQ(rowsOf(grown.map), (std::vector<std::string>{"11...", "11...", "11..."}));
    EXPECT_EQ(grown.outside, (std::vector<std::size_t>{1, 2}));
    EXPECT_EQ(grown.map.parts, (std::vector<Part>{{"a", 6}, {"b", 0}}));
    // Two pixels that share a corner are joined.
    const std::vector<Seed> corner = {seedAt(1, 3, 1)};
    EXPECT_EQ(
        rowsOf(growSeeds(workingPicture(plainPicture(5, 3, 0)), object, {"a", "b"}, corner).map),
        (std::vector<std::string>{".....", "...2.", "....2"}));
}

TEST(GrowSeeds, AStrokeCountsWhereItLiesInTheObjectAndOneUnderOthersIsNamed)
{
    const Mask object = maskOfRows({"###..", "###.."});
    const std::vector<Seed> seeds = {seedAt(0, 0, 0),
                                     {.part = 1, .stroke = {.points = {{4.5, 0.5}, {2.5, 0.5}}}},
                                     seedAt(2, 0, 0),
                                     seedAt(2, 4, 1)};
    const GrownParts grown =
        growSeeds(workingPicture(plainPicture(5, 2, 0)), object, {"a", "b", "c"}, seeds);
    EXPECT_EQ(rowsOf(grown.map), (std::vector<std::string>{"112..", "112.."}));
    EXPECT_EQ(grown.outside, (std::vector<std::size_t>{3}));
    EXPECT_EQ(grown.buried, (std::vector<std::size_t>{2}));
}

TEST(GrowSeeds, AStrokeIsASeedAllAlong)
{
    const std::vector<Seed> seeds = {{.part = 0, .stroke = {.points = {{0.5, 0.5}, {8.5, 0.5}}}},
                                     seedAt(1, 4, 4)};
    EXPECT_EQ(
        rowsOf(growSeeds(workingPicture(plainPicture(9, 5, 0)), fullMask(9, 5), {"a", "b"}, seeds)
                   .map),
        (std::vector<std::string>{"111111111", "111111111", "111111111", "112222211",
                                  "122222221"}));
}

TEST(GrowSeeds, AMaskOfABoxIsAnObject)
{
    const Mask object{.left = 1, .top = 0, .width = 1, .height = 2, .pixels = {1, 1}};
    const std::vector<Seed> seeds = {seedAt(0, 1, 1)};
    EXPECT_EQ(rowsOf(growSeeds(workingPicture(plainPicture(3, 2, 0)), object, {"a"}, seeds).map),
              (std::vector<std::string>{".1.", ".1."}));
}

TEST(GrowSeeds, GrowInPixelsOfTheOriginal)
{
    WorkingPicture picture = workingPicture(plainPicture(3, 1, 0));
    picture.original = {6, 2};
    const Mask object = maskOfRows({"#####.", "#.####"});
    const std::vector<Seed> seeds = {seedAt(0, 0, 1), seedAt(1, 5, 0)};
    const GrownParts grown = growSeeds(picture, object, {"a", "b"}, seeds);
    EXPECT_EQ(rowsOf(grown.map), (std::vector<std::string>{"11112.", "1.1122"}));
    EXPECT_TRUE(grown.outside.empty());
}

TEST(GrowSeeds, OnePixelAndOneLine)
{
    const std::vector<Seed> one = {seedAt(0, 0, 0)};
    EXPECT_EQ(
        rowsOf(growSeeds(workingPicture(plainPicture(1, 1, 0)), fullMask(1, 1), {"a"}, one).map),
        (std::vector<std::string>{"1"}));
    const std::vector<Seed> two = {seedAt(0, 0, 0), seedAt(1, 0, 3)};
    EXPECT_EQ(
        rowsOf(
            growSeeds(workingPicture(plainPicture(1, 4, 0)), fullMask(1, 4), {"a", "b"}, two).map),
        (std::vector<std::string>{"1", "1", "2", "2"}));
    EXPECT_EQ(growSeeds(workingPicture(plainPicture(2, 2, 0)), fullMask(2, 2), {"a"}, {})
                  .map.parts[0]
                  .pixels,
              0U);
}

TEST(GrowSeeds, RefuseWhatMakesNoSenseAndCanBeStopped)
{
    const WorkingPicture picture = workingPicture(plainPicture(2, 2, 0));
    const Mask object = fullMask(2, 2);
    const std::vector<Seed> seeds = {seedAt(0, 0, 0)};
    expectError<BadInput>([&] { growSeeds(picture, fullMask(3, 2), {"a"}, seeds); },
                          "The outline of the object is of 3 × 2 pixels");
    expectError<BadInput>([&] { growSeeds(picture, object, {}, seeds); }, "Choose the part");
    EXPECT_THROW(growSeeds(picture, object, std::vector<std::string>(256), seeds), BadInput);
    EXPECT_THROW(growSeeds(picture, object, {"a"}, seeds, 0.0), BadInput);
    EXPECT_THROW(growSeeds(picture, object, {"a"}, seeds, std::nan("")), BadInput);
    EXPECT_THROW(growSeeds(picture, object, {"a"}, seeds, kColourScale,
                           [](std::size_t, std::size_t) { return false; }),
                 Cancelled);
}

} // namespace
} // namespace palimpsest
