// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/knowledge/permutation.h"
#include "support/knowledge_of.h"

#include <gtest/gtest.h>

#include <map>
#include <set>

namespace palimpsest {
namespace {

TEST(PatternMap, RenamesPartsOneToOneAndKeepsOrders)
{
    std::mt19937 random(5);
    const PatternMap map = randomPatternMap(6, random);
    EXPECT_EQ(std::set<Coalition>(map.begin(), map.end()).size(), 64u);
    for (Coalition s = 0; s < 64; ++s) {
        EXPECT_EQ(orderOf(map[s]), orderOf(s));
        Coalition united = 0;
        for (int part = 0; part < 6; ++part) {
            united |= ((s >> part) & 1U) != 0 ? map[Coalition{1} << part] : 0;
        }
        EXPECT_EQ(map[s], united);
    }
}

TEST(PatternMap, EveryRenamingIsAsLikely)
{
    std::mt19937 random(6);
    std::map<PatternMap, int> counts;
    constexpr int kDraws = 6000;
    for (int i = 0; i < kDraws; ++i) {
        ++counts[randomPatternMap(3, random)];
    }
    EXPECT_EQ(counts.size(), 6u);
    for (const auto& [map, count] : counts) {
        EXPECT_NEAR(count, kDraws / 6.0, 150.0); // five standard deviations
    }
}

TEST(PatternMap, RenamesOrAsAnd)
{
    std::mt19937 random(7);
    std::mt19937 same(7);
    const PatternMap map = randomPatternMap(4, random);
    const PatternMap both = randomPatternMap(4, same, true);
    ASSERT_EQ(both.size(), 32u);
    for (Coalition s = 0; s < 16; ++s) {
        EXPECT_EQ(both[s], map[s]);
        EXPECT_EQ(both[16 + s], 16 + map[s]);
    }
}

TEST(PatternMap, SkippedOnesAreAsIfDrawn)
{
    for (const int parts : {1, 2, 7}) {
        std::mt19937 drawn(8);
        std::mt19937 skipped(8);
        for (int i = 0; i < 5; ++i) {
            randomRenaming(parts, drawn);
        }
        skipRenamings(parts, 5, skipped);
        EXPECT_EQ(drawn, skipped) << parts;
    }
}

TEST(Band, TakesQuantilesBetweenNeighbours)
{
    std::vector<double> values(41);
    for (int i = 0; i < 41; ++i) {
        values[static_cast<std::size_t>(i)] = 40.0 - i;
    }
    EXPECT_EQ(bandOf(values), (Band{.low = 1.0, .median = 20.0, .high = 39.0}));
    EXPECT_EQ(bandOf({2.0, 1.0}), (Band{.low = 1.025, .median = 1.5, .high = 1.975}));
    const Band uneven = bandOf({1.0, 2.0, 4.0, 8.0, 16.0});
    EXPECT_DOUBLE_EQ(uneven.low, 1.1);
    EXPECT_DOUBLE_EQ(uneven.high, 15.2);
    EXPECT_EQ(bandOf({3.0}), (Band{.low = 3.0, .median = 3.0, .high = 3.0}));
}

} // namespace
} // namespace palimpsest
