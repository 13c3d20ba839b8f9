// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/assists/masks.h"
#include "core/assists/pieces.h"
#include "core/assists/repairs.h"
#include "core/base/error.h"
#include "support/drawn_pixels.h"
#include "support/expect_error.h"

#include <gtest/gtest.h>

namespace palimpsest {
namespace {

using Rows = std::vector<std::string>;

TEST(Smoothed, TakesTeethFromBordersAndOutlines)
{
    const LabelMap map = mapOfRows({".........", "..1......", "111112222", "111112222", "111111222",
                                    "111112222", "111112222"});
    EXPECT_EQ(rowsOf(smoothed(map, 1)), (Rows{".........", ".........", "111112222", "111112222",
                                              "111112222", "111112222", "111112222"}));
}

LabelMap noisyParts(unsigned seed)
{
    LabelMap map = mapOfRows({"12345"});
    map.width = 26;
    map.height = 22;
    map.labels.clear();
    std::mt19937 random(seed);
    for (int y = 0; y < map.height; ++y) {
        for (int x = 0; x < map.width; ++x) {
            const bool isObject = (x - 13) * (x - 13) + (y - 11) * (y - 11) < 90;
            map.labels.push_back(
                static_cast<std::uint8_t>(isObject && random() % 9 > 0 ? random() % 5 + 1 : 0));
        }
    }
    return map;
}

/// Whether every piece of the background holds a pixel that was background.
bool grewFromBackground(const LabelMap& before, const LabelMap& after)
{
    for (const Piece& piece : piecesOf(after)) {
        const Mask mask = maskOf(after, piece);
        bool isOld = piece.label > 0;
        for (std::size_t at = 0; at < mask.pixels.size(); ++at) {
            isOld = isOld || (mask.pixels[at] != 0 && before.labels[at] == 0);
        }
        if (!isOld) {
            return false;
        }
    }
    return true;
}

TEST(Smoothed, OpensNoGapAndLosesNoPart)
{
    for (unsigned seed = 0; seed < 12; ++seed) {
        const LabelMap map = noisyParts(seed);
        for (const int radius : {1, 2, 5}) {
            const LabelMap smooth = smoothed(map, radius);
            EXPECT_TRUE(grewFromBackground(map, smooth)) << seed;
            for (const Part& part : smooth.parts) {
                EXPECT_GT(part.pixels, 0U) << seed;
            }
        }
    }
}

TEST(Smoothed, LeavesStraightBordersAlone)
{
    const LabelMap map = mapOfRows({"111222", "111222", "111222", "111222"});
    EXPECT_EQ(smoothed(map, 2), map);
    EXPECT_EQ(smoothed(mapOfRows({"1"}), 3), mapOfRows({"1"}));
    EXPECT_EQ(smoothed(mapOfRows({"1112222"}), 1), mapOfRows({"1112222"}));
}

/// What smoothed() elects at a pixel by counting its window anew, apart from gaps and lost parts.
int electedAt(const LabelMap& map, int x, int y, int radius)
{
    std::vector<int> votes(map.parts.size() + 1);
    int count = 0;
    for (int row = std::max(0, y - radius); row <= std::min(map.height - 1, y + radius); ++row) {
        for (int column = std::max(0, x - radius); column <= std::min(map.width - 1, x + radius);
             ++column) {
            ++votes[map.labels[static_cast<std::size_t>(row * map.width + column)]];
            ++count;
        }
    }
    const int own = map.labels[static_cast<std::size_t>(y * map.width + x)];
    if (2 * votes[0] > count || (2 * votes[0] == count && own == 0)) {
        return 0;
    }
    int winner = own > 0 ? own : 1;
    for (int label = 1; label <= map.partCount(); ++label) {
        winner = votes[static_cast<std::size_t>(label)] > votes[static_cast<std::size_t>(winner)]
                     ? label
                     : winner;
    }
    return winner;
}

TEST(Smoothed, IsTheMajorityOfTheWindow)
{
    const LabelMap map = noisyParts(3);
    for (const int radius : {1, 2, 4}) {
        const LabelMap smooth = smoothed(map, radius);
        int others = 0;
        for (int i = 0; i < map.width * map.height; ++i) {
            const int label = smooth.labels[static_cast<std::size_t>(i)];
            others += label == electedAt(map, i % map.width, i / map.width, radius) ? 0 : 1;
        }
        EXPECT_LE(others, 2) << radius; // pixels given back
    }
}

TEST(Smoothed, OfOnePartChangesThatAlone)
{
    const LabelMap map = mapOfRows(
        {"1111122222", "1121122122", "1111122222", "3333333333", "3333133333", "3333333333"});
    const LabelMap smooth = smoothed(map, 1, 2);
    EXPECT_EQ(rowsOf(smooth), (Rows{"1111122222", "1111122222", "1111122222", "3333333333",
                                    "3333133333", "3333333333"}));
}

TEST(Smoothed, RefusesWhatMakesNoSenseAndCanBeStopped)
{
    const LabelMap map = mapOfRows({"12"});
    expectError<BadInput>([&] { smoothed(map, 0); }, "Choose 1 to 16");
    EXPECT_THROW(smoothed(map, 17), BadInput);
    EXPECT_THROW(smoothed({}, 1), BadInput);
    EXPECT_THROW(smoothed(map, 1, 0, [](std::size_t, std::size_t) { return false; }), Cancelled);
}

TEST(SplitByLine, GivesTheRightSideToANewPart)
{
    const LabelMap map = mapOfRows({"1111", "1111", "2222"});
    const LabelMap split = splitByLine(map, 1, {2.0, 0.0}, {2.0, 2.0}, "left half");
    EXPECT_EQ(rowsOf(split), (Rows{"3311", "3311", "2222"}));
    EXPECT_EQ(split.parts, (std::vector<Part>{{"1", 4}, {"2", 4}, {"left half", 4}}));
    EXPECT_EQ(rowsOf(splitByLine(map, 1, {2.0, 2.0}, {2.0, 0.0}, "")),
              (Rows{"1133", "1133", "2222"}));
}

TEST(SplitByLine, CutsThePiecesItPassesAlone)
{
    const LabelMap map = mapOfRows({"111..11", "111..11", "111..11"});
    EXPECT_EQ(rowsOf(splitByLine(map, 1, {0.0, 1.0}, {3.0, 1.0}, "b")),
              (Rows{"111..11", "222..11", "222..11"}));
}

TEST(SplitByLine, RefusesALineThatCutsNothing)
{
    const LabelMap map = mapOfRows({"11.", "11.", "..."});
    expectError<BadInput>(
        [&] {
            splitByLine(map, 1, {2.5, 0.0}, {2.5, 3.0}, "b");
        },
        "does not cut \"1\" in two");
    expectError<BadInput>(
        [&] {
            splitByLine(map, 1, {0.0, 0.0}, {0.0, 2.0}, "b");
        },
        "from one side of the part to the other");
    EXPECT_THROW(splitByLine(map, 1, {1.0, 1.0}, {1.0, 1.0}, "b"), BadInput);
    EXPECT_THROW(splitByLine(map, 2, {0.0, 1.0}, {2.0, 1.0}, "b"), BadInput);
    LabelMap full = map;
    full.parts.resize(255);
    EXPECT_THROW(splitByLine(full, 1, {0.0, 1.0}, {2.0, 1.0}, "b"), BadInput);
}

} // namespace
} // namespace palimpsest
