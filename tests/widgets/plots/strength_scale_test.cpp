// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/plots/strength_scale.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <random>

namespace palimpsest {
namespace {

constexpr StrengthScale kScale{.top = 10.0, .bottom = 90.0};

TEST(StrengthScale, GivesEveryDecadeTheSameRoom)
{
    EXPECT_DOUBLE_EQ(kScale.position(1.0), 10.0);
    EXPECT_DOUBLE_EQ(kScale.position(0.1), 30.0);
    EXPECT_DOUBLE_EQ(kScale.position(0.01), 50.0);
    EXPECT_DOUBLE_EQ(kScale.position(1e-4), 90.0);
}

TEST(StrengthScale, KeepsWhatIsOutsideOnItsEnds)
{
    EXPECT_DOUBLE_EQ(kScale.position(0.0), 90.0);
    EXPECT_DOUBLE_EQ(kScale.position(7.0), 10.0);
    EXPECT_DOUBLE_EQ(kScale.share(-50.0), 1.0);
    EXPECT_DOUBLE_EQ(kScale.share(500.0), 1e-4);
}

TEST(StrengthScale, SharesAndPositionsAreInverse)
{
    for (const double share : {1.0, 0.37, 0.05, 0.0021, 1e-4}) {
        EXPECT_NEAR(kScale.share(kScale.position(share)), share, 1e-12);
    }
}

TEST(KeptCount, IsThatOfTheDefinition)
{
    std::mt19937 random(3);
    std::uniform_real_distribution<double> uniform;
    StrengthShares strengths(200);
    for (double& strength : strengths) {
        strength = uniform(random);
    }
    std::ranges::sort(strengths, std::greater());
    for (const double tau : {0.0, 0.05, 0.5, strengths[7], 1.0}) {
        const auto exceed =
            std::ranges::count_if(strengths, [tau](double strength) { return strength > tau; });
        EXPECT_EQ(keptCount(strengths, tau), static_cast<std::size_t>(exceed)) << tau;
    }
    EXPECT_EQ(keptCount({}, 0.05), 0u);
}

TEST(Tau, HasTheTwoDigitsItIsShownWith)
{
    EXPECT_DOUBLE_EQ(legibleTau(0.05234), 0.052);
    EXPECT_DOUBLE_EQ(legibleTau(0.0999), 0.1);
    EXPECT_DOUBLE_EQ(legibleTau(0.5), 0.5);
    EXPECT_DOUBLE_EQ(legibleTau(3.0), kLargestTau);
    EXPECT_DOUBLE_EQ(legibleTau(0.0), 1e-4);
}

TEST(Tau, StepsByATenthAndNeverStandsStill)
{
    EXPECT_DOUBLE_EQ(steppedTau(0.05, 1), 0.055);
    EXPECT_DOUBLE_EQ(steppedTau(0.05, -1), 0.045);
    EXPECT_DOUBLE_EQ(steppedTau(0.05, 2), 0.061);
    for (double tau = 1e-4; tau < kLargestTau;) {
        const double next = steppedTau(tau, 1);
        ASSERT_GT(next, tau);
        ASSERT_LT(steppedTau(next, -1), next);
        tau = next;
    }
    EXPECT_DOUBLE_EQ(steppedTau(1.0, 1), kLargestTau);
    EXPECT_DOUBLE_EQ(steppedTau(1e-4, -1), 1e-4);
}

TEST(ColumnHeights, NeverLoseTheStrongest)
{
    StrengthShares strengths;
    for (int i = 0; i < 1000; ++i) {
        strengths.push_back(1.0 / (i + 1));
    }
    const std::vector<double> few = columnHeights(strengths, 10);
    ASSERT_EQ(few.size(), 10u);
    EXPECT_DOUBLE_EQ(few[0], 1.0);
    EXPECT_DOUBLE_EQ(few[1], 1.0 / 101);
    const std::vector<double> many = columnHeights({0.8, 0.2}, 4);
    EXPECT_EQ(many, (std::vector{0.8, 0.8, 0.2, 0.2}));
    EXPECT_TRUE(columnHeights({}, 10).empty());
}

} // namespace
} // namespace palimpsest
