// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/models/chance.h"

#include <gtest/gtest.h>

namespace palimpsest {
namespace {

/// Whether so many right ones of all samples are called chance where it gives one of `classes`.
bool isChance(std::size_t right, std::size_t samples, double classes)
{
    return isNoBetterThanChance(static_cast<double>(right) / static_cast<double>(samples),
                                1.0 / classes, samples);
}

TEST(Chance, IsWhatGuessingPlausiblyGives)
{
    EXPECT_TRUE(isChance(10, 30, 3.0));
    EXPECT_TRUE(isChance(33, 100, 3.0));
    EXPECT_TRUE(isChance(1000, 3000, 3.0));
    EXPECT_TRUE(isChance(12, 30, 3.0)) << "40 % of 30";
    EXPECT_FALSE(isChance(1200, 3000, 3.0)) << "40 % of 3000";
    EXPECT_TRUE(isChance(50, 50000, 1000.0));
    EXPECT_FALSE(isChance(80, 50000, 1000.0));
    EXPECT_TRUE(isChance(0, 5, 10.0));
    EXPECT_FALSE(isChance(30, 100, 10.0));
}

TEST(Chance, IsNotWhatIsRightEverywhere)
{
    EXPECT_FALSE(isChance(4, 4, 2.0));
    EXPECT_FALSE(isChance(1, 1, 2.0));
    EXPECT_TRUE(isChance(4, 5, 2.0)) << "which guessing gets in six of 32 tries";
}

TEST(Chance, IsNotSaidOfSamplesThatCouldNotShowMore)
{
    EXPECT_FALSE(isChance(1, 2, 2.0));
    EXPECT_FALSE(isChance(1, 2, 1.0));
    EXPECT_FALSE(isChance(3, 4, 2.0));
    EXPECT_FALSE(isChance(0, 2, 3.0));
    EXPECT_TRUE(isChance(0, 3, 3.0)) << "three right ones would be no chance";
}

TEST(Chance, OfSamplesOfOneClassIsAllOfThem)
{
    EXPECT_TRUE(isChance(9, 10, 1.0));
    EXPECT_FALSE(isChance(10, 10, 1.0));
}

} // namespace
} // namespace palimpsest
