// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/error.h"
#include "core/interactions/interactions.h"
#include "support/knowledge_of.h"

#include <gtest/gtest.h>

#include <initializer_list>
#include <random>
#include <utility>
#include <vector>

namespace palimpsest {
namespace {

PartSet partsOf(std::initializer_list<int> parts)
{
    PartSet set;
    for (const int part : parts) {
        set.insert(part);
    }
    return set;
}

TEST(PatternSet, OfAllPatternsHasThemAtTheirBitMasksAndThenTheOrOnes)
{
    for (const bool hasBothKinds : {false, true}) {
        const PatternSet all = PatternSet::all(4, hasBothKinds);
        ASSERT_EQ(all.size(), hasBothKinds ? 32u : 16u);
        EXPECT_EQ(all.andCount(), 16u);
        EXPECT_TRUE(all.isDense());
        for (std::size_t index = 0; index < all.size(); ++index) {
            EXPECT_EQ(all.parts(index), static_cast<Coalition>(index % 16));
            EXPECT_EQ(all.isOr(index), index >= 16);
            EXPECT_EQ(all.order(index), orderOf(static_cast<Coalition>(index % 16)));
            EXPECT_EQ(all.find(all.at(index)), index);
            EXPECT_TRUE(index == 0 || all.at(index - 1) < all.at(index));
        }
        EXPECT_EQ(all.find({0b10000, false}), std::nullopt);
        EXPECT_EQ(all.find({partsOf({200}), false}), std::nullopt);
        EXPECT_EQ(all.find({0b1, true}).has_value(), hasBothKinds);
    }
    EXPECT_NE(PatternSet::all(4), PatternSet::all(4, true));
    EXPECT_NE(PatternSet::all(4), PatternSet::all(5));
}

TEST(PatternSet, OfAListHasThoseInOrderOfAnyParts)
{
    const std::vector<PatternId> patterns = {
        {}, {0b11}, {partsOf({3, 150})}, {0b10, true}, {partsOf({2, 199}), true}};
    const PatternSet set(200, patterns);
    EXPECT_FALSE(set.isDense());
    EXPECT_EQ(set.andCount(), 3u);
    ASSERT_EQ(set.size(), patterns.size());
    for (std::size_t index = 0; index < patterns.size(); ++index) {
        EXPECT_EQ(set.at(index), patterns[index]);
        EXPECT_EQ(set.order(index), orderOf(patterns[index].parts));
        EXPECT_EQ(set.find(patterns[index]), index);
    }
    EXPECT_EQ(set.find({0b11, true}), std::nullopt);
    EXPECT_EQ(set.find({partsOf({2, 199})}), std::nullopt);
    EXPECT_EQ(set, PatternSet(200, patterns));
    EXPECT_NE(set, PatternSet(201, patterns));
    EXPECT_NE(set, PatternSet(200, {patterns.begin(), patterns.end() - 1}));
}

TEST(PatternSet, OfAListWithoutOrderOrWithPartsThatDoNotExistIsRefused)
{
    EXPECT_THROW(PatternSet(4, {}), BadInput);
    EXPECT_THROW(PatternSet(4, {{0b1}}), BadInput);
    EXPECT_THROW(PatternSet(4, {{}, {0b10}, {0b1}}), BadInput);
    EXPECT_THROW(PatternSet(4, {{}, {0b1, true}, {0b1}}), BadInput);
    EXPECT_THROW(PatternSet(4, {{}, {0b1}, {0b1}}), BadInput);
    EXPECT_THROW(PatternSet(4, {{}, {0b10000}}), BadInput);
    EXPECT_NO_THROW(PatternSet(5, {{}, {0b10000}}));
}

TEST(ListedInteractions, AreSortedWithThatOfNothingFirst)
{
    const Interactions found = listedInteractions(
        180, {{{partsOf({170, 1})}, 1.0}, {{0b1, true}, 2.0}, {{0b111}, 3.0}, {{{}, true}, 9.0}});
    EXPECT_EQ(found.values, (std::vector<double>{0.0, 3.0, 1.0, 2.0}));
    EXPECT_EQ(found.patterns.at(2), (PatternId{partsOf({1, 170})}));
    EXPECT_EQ(found.patterns.andCount(), 3u);
    EXPECT_THROW(listedInteractions(3, {{{0b1}, 1.0}, {{0b1}, 2.0}}), BadInput);
}

/// Interactions of which most are 0.
Interactions few(int partCount, std::uint32_t seed)
{
    std::mt19937 random(seed);
    Interactions result{.patterns = PatternSet::all(partCount, true), .values = {}};
    for (std::size_t index = 0; index < result.patterns.size(); ++index) {
        const bool acts = result.patterns.order(index) > 0 && random() % 4 == 0;
        result.values.push_back(acts ? 1.0 + static_cast<double>(random() % 8) : 0.0);
    }
    return result;
}

TEST(ForEachPattern, GoesThroughWhatEitherHasOnceInOrder)
{
    const Interactions dense = few(5, 1);
    const Interactions other = few(5, 2);
    for (const auto& [a, b] : {std::pair(listed(dense), listed(other)),
                               {listed(dense), other},
                               {dense, listed(other)},
                               {dense, other}}) {
        std::vector<double> seenA(dense.values.size());
        std::vector<double> seenB(dense.values.size());
        PatternId before;
        forEachPattern(
            a, b, [&](const PatternSet& patterns, std::size_t index, double ofA, double ofB) {
                const PatternId pattern = patterns.at(index);
                EXPECT_LT(before, pattern);
                before = pattern;
                EXPECT_EQ(&patterns == &a.patterns, a.patterns.find(pattern).has_value());
                const std::size_t place = *dense.patterns.find(pattern);
                seenA[place] = ofA;
                seenB[place] = ofB;
            });
        EXPECT_EQ(seenA, dense.values);
        EXPECT_EQ(seenB, other.values);
    }
}

} // namespace
} // namespace palimpsest
