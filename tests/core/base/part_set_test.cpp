// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/part_set.h"
#include "support/expect_error.h"

#include <gtest/gtest.h>

#include <random>
#include <set>
#include <vector>

namespace palimpsest {
namespace {

/// A set of the numbers in `parts`.
PartSet setOf(const std::set<int>& parts)
{
    PartSet result;
    for (const int part : parts) {
        result.insert(part);
    }
    return result;
}

std::set<int> randomParts(std::mt19937& random)
{
    std::set<int> parts;
    for (std::size_t count = random() % 12; count > 0; --count) {
        parts.insert(static_cast<int>(random() % PartSet::kCapacity));
    }
    return parts;
}

TEST(PartSet, IsTheSetOfItsNumbers)
{
    std::mt19937 random(1);
    for (int i = 0; i < 200; ++i) {
        const std::set<int> parts = randomParts(random);
        const PartSet set = setOf(parts);
        EXPECT_EQ(set.count(), static_cast<int>(parts.size()));
        EXPECT_EQ(orderOf(set), set.count());
        EXPECT_EQ(set.empty(), parts.empty());
        for (int part = 0; part < PartSet::kCapacity; ++part) {
            EXPECT_EQ(set.contains(part), parts.contains(part));
        }
        std::vector<int> visited;
        set.forEach([&](int part) { visited.push_back(part); });
        EXPECT_EQ(visited, std::vector<int>(parts.begin(), parts.end()));
    }
}

TEST(PartSet, UnitesAndTellsSubsets)
{
    std::mt19937 random(2);
    for (int i = 0; i < 200; ++i) {
        const std::set<int> a = randomParts(random);
        const std::set<int> b = randomParts(random);
        std::set<int> both = a;
        both.insert(b.begin(), b.end());
        EXPECT_EQ(setOf(a) | setOf(b), setOf(both));
        EXPECT_TRUE(setOf(a).isSubsetOf(setOf(both)));
        EXPECT_TRUE(PartSet().isSubsetOf(setOf(a)));
        EXPECT_EQ(setOf(both).isSubsetOf(setOf(a)), both == a);
    }
}

TEST(PartSet, OfTheFirstPartsHoldsThemAlone)
{
    EXPECT_TRUE(PartSet::first(0).empty());
    EXPECT_EQ(PartSet::first(20), fullCoalition(20));
    EXPECT_EQ(PartSet::first(PartSet::kCapacity).count(), PartSet::kCapacity);
    EXPECT_TRUE(PartSet::first(65).contains(64));
    EXPECT_FALSE(PartSet::first(65).contains(65));
}

TEST(PartSet, ComparesAsCoalitionsAndByTheHighestDifferentPartBeyond)
{
    std::mt19937 random(3);
    for (int i = 0; i < 500; ++i) {
        const auto a = static_cast<Coalition>(random());
        const auto b = static_cast<Coalition>(random());
        EXPECT_EQ(PartSet(a) <=> PartSet(b), a <=> b);
        EXPECT_EQ(PartSet(a) == PartSet(b), a == b);
        PartSet beyond;
        beyond.insert(32 + static_cast<int>(random() % 224));
        EXPECT_LT(PartSet(a), beyond);
        EXPECT_LT(beyond, beyond | PartSet(b | 1U));
    }
    EXPECT_LT(setOf({0, 100, 200}), setOf({150, 200}));
    EXPECT_LT(setOf({255 - 1}), setOf({255}));
}

TEST(PartSet, BecomesACoalitionWhereItIsOne)
{
    std::mt19937 random(4);
    for (int i = 0; i < 100; ++i) {
        const auto coalition = static_cast<Coalition>(random());
        EXPECT_EQ(PartSet(coalition).coalition(), coalition);
    }
    EXPECT_EQ(setOf({31}).coalition(), Coalition{1} << 31);
    for (const int part : {32, 63, 64, 255}) {
        expectError<BadInput>(
            [&] {
                setOf({3, part}).coalition();
            },
            "part number " + std::to_string(part + 1));
    }
}

} // namespace
} // namespace palimpsest
