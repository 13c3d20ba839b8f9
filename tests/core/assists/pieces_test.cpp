// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/assists/label_counts.h"
#include "core/assists/masks.h"
#include "core/assists/pieces.h"
#include "core/base/error.h"
#include "support/drawn_pixels.h"
#include "support/expect_error.h"

#include <gtest/gtest.h>

#include <numeric>

namespace palimpsest {
namespace {

using Rows = std::vector<std::string>;

TEST(Pieces, OfPartsAreJoinedAtCornersAndOfBackgroundAlongEdges)
{
    const LabelMap map = mapOfRows({"1.", ".1"});
    EXPECT_EQ(piecesOf(map), (std::vector<Piece>{{.label = 1, .pixels = 2, .at = {0.5, 0.5}},
                                                 {.label = 0, .pixels = 1, .at = {1.5, 0.5}},
                                                 {.label = 0, .pixels = 1, .at = {0.5, 1.5}}}));
    EXPECT_EQ(rowsOf(maskOf(map, piecesOf(map)[0])), (Rows{"#.", ".#"}));
}

TEST(Pieces, CoverThePicture)
{
    LabelMap map = mapOfRows({"123"});
    map.width = 40;
    map.height = 30;
    map.labels.clear();
    std::mt19937 random(5);
    for (int i = 0; i < 40 * 30; ++i) {
        map.labels.push_back(static_cast<std::uint8_t>(random() % 4));
    }
    std::size_t pixels = 0;
    for (const Piece& piece : piecesOf(map)) {
        EXPECT_EQ(pixelCount(maskOf(map, piece)), piece.pixels);
        pixels += piece.pixels;
    }
    EXPECT_EQ(pixels, map.labels.size());
}

TEST(Gaps, AtAPointAreWhatIsJoinedToItWithinTheObject)
{
    const LabelMap map = mapOfRows({"..1..", ".1.1.", "..1.."});
    const Mask object = maskOfRows({"#####", "#####", "####."});
    EXPECT_EQ(rowsOf(gapAt(map, object, {2.5, 1.5})), (Rows{".....", "..#..", "....."}));
    EXPECT_EQ(rowsOf(gapAt(map, object, {3.5, 2.5})), (Rows{".....", ".....", "...#."}));
    for (const Point& none : {Point{2.5, 0.5}, {4.5, 2.5}, {-1.0, 0.5}, {5.0, 1.0}}) {
        EXPECT_EQ(pixelCount(gapAt(map, object, none)), 0U);
    }
}

TEST(Slivers, AreWhatAPartCanSpare)
{
    const LabelMap map = mapOfRows({"1.2.1", "1....", "1.3.3"});
    // 2 has one piece, and of 3's two equal ones the first stays.
    EXPECT_EQ(slivers(map, 2), (std::vector<Piece>{{.label = 1, .pixels = 1, .at = {4.5, 0.5}},
                                                   {.label = 3, .pixels = 1, .at = {4.5, 2.5}}}));
    EXPECT_TRUE(slivers(map, 0).empty());
}

TEST(Slivers, GoToThePartTheyShareMostEdgesWith)
{
    const LabelMap map = mapOfRows({"111122", "121122", "111122", "..3333"});
    EXPECT_EQ(rowsOf(giveToNeighbour(map, slivers(map, 1))),
              (Rows{"111122", "111122", "111122", "..3333"}));
    const LabelMap apart = mapOfRows({"11..", "11.1", "22.."});
    EXPECT_EQ(rowsOf(giveToNeighbour(apart, slivers(apart, 1))), (Rows{"11..", "11..", "22.."}));
}

TEST(Slivers, ThatLieBesideEachOtherLeaveNone)
{
    // The 2 within touches the 3 within alone, which touches 1.
    const LabelMap map = mapOfRows({"1111122", "1333122", "1323122", "1333133", "1111133",
                                    "1111133", "1111133", "1111133", "1111133"});
    const LabelMap given = giveToNeighbour(map, slivers(map, 8));
    EXPECT_TRUE(slivers(given, 8).empty());
    EXPECT_EQ(given.parts, (std::vector<Part>{{"1", 45}, {"2", 6}, {"3", 12}}));
}

TEST(Slivers, LosesNoPartAndLeavesNoneInNoise)
{
    for (unsigned seed = 0; seed < 8; ++seed) {
        LabelMap map = mapOfRows({"1234"});
        map.width = 31;
        map.height = 23;
        map.labels.clear();
        std::mt19937 random(seed);
        for (int i = 0; i < 31 * 23; ++i) {
            map.labels.push_back(static_cast<std::uint8_t>(random() % 5));
        }
        const LabelMap given = giveToNeighbour(map, slivers(map, 6));
        EXPECT_TRUE(slivers(given, 6).empty()) << seed;
        for (const Part& part : given.parts) {
            EXPECT_GT(part.pixels, 0U);
        }
    }
}

TEST(Slivers, AWholePictureOfThemStaysAsItIs)
{
    const LabelMap map = mapOfRows({"12"});
    EXPECT_EQ(giveToNeighbour(map, piecesOf(map)), map);
    EXPECT_EQ(giveToNeighbour(map, {}), map);
}

TEST(Gaps, AreTheBackgroundWithinTheObject)
{
    const LabelMap map = mapOfRows({"11111", "1.1.1", "11.11", "....."});
    EXPECT_EQ(gaps(map, enclosed(map)),
              (std::vector<Piece>{{.label = 0, .pixels = 1, .at = {1.5, 1.5}},
                                  {.label = 0, .pixels = 1, .at = {3.5, 1.5}}}));
    const Mask object = maskOfRows({".....", "#....", "..#..", "..##."});
    EXPECT_EQ(gaps(map, object), (std::vector<Piece>{{.label = 0, .pixels = 3, .at = {2.5, 2.5}}}));
    EXPECT_TRUE(gaps(map, emptyMask({5, 4})).empty());
}

TEST(Gaps, AreFilledFromAllSides)
{
    const LabelMap map = mapOfRows({"1111111", "1.....2", "1222222", "......."});
    EXPECT_EQ(rowsOf(withGapsFilled(map, enclosed(map))),
              (Rows{"1111111", "1111112", "1222222", "......."}));
    const LabelMap apart = mapOfRows({"1....2", "......"});
    const Mask object = maskOfRows({"######", "#.#..."});
    EXPECT_EQ(rowsOf(withGapsFilled(apart, object)), (Rows{"111222", "1.1..."}));
    // What no part is joined to stays bare.
    EXPECT_EQ(rowsOf(withGapsFilled(mapOfRows({"1..."}), maskOfRows({"##.#"}))), (Rows{"11.."}));
}

TEST(Gaps, MayBeGivenLikeSlivers)
{
    const LabelMap map = mapOfRows({"1112", "1..2", "1112"});
    EXPECT_EQ(rowsOf(giveToNeighbour(map, gaps(map, enclosed(map)))),
              (Rows{"1112", "1112", "1112"}));
}

TEST(Painted, GivesPixelsToAPartOrToNone)
{
    const LabelMap map = mapOfRows({"12."});
    EXPECT_EQ(rowsOf(painted(map, maskOfRows({".##"}), 1)), (Rows{"111"}));
    EXPECT_EQ(painted(map, maskOfRows({"#.."}), 0).parts, (std::vector<Part>{{"1", 0}, {"2", 1}}));
    EXPECT_THROW(painted(map, maskOfRows({"#.."}), 3), BadInput);
}

TEST(UncoveredShare, IsOfTheObject)
{
    const LabelMap map = mapOfRows({"11..", "1..."});
    EXPECT_DOUBLE_EQ(uncoveredShare(map, maskOfRows({"###.", "#..."})), 0.25);
    EXPECT_DOUBLE_EQ(uncoveredShare(map, emptyMask({4, 2})), 0.0);
    EXPECT_DOUBLE_EQ(uncoveredShare(map, fullMask(4, 2)), 5.0 / 8.0);
}

TEST(Pieces, RefuseWhatDoesNotGoTogether)
{
    const LabelMap map = mapOfRows({"12"});
    LabelMap nameless = map;
    nameless.parts.pop_back();
    expectError<BadInput>([&] { piecesOf(nameless); }, "other labels than these");
    EXPECT_THROW(piecesOf({}), BadInput);
    expectError<BadInput>([&] { gaps(map, fullMask(3, 1)); }, "The outline of the object");
    EXPECT_THROW(uncoveredShare(map, fullMask(2, 2)), BadInput);
    expectError<BadInput>(
        [&] {
            giveToNeighbour(map, {{.label = 2, .pixels = 1, .at = {0.5, 0.5}}});
        },
        "no longer where it was listed");
    EXPECT_THROW(maskOf(map, {.label = 1, .pixels = 1, .at = {2.5, 0.5}}), BadInput);
}

} // namespace
} // namespace palimpsest
