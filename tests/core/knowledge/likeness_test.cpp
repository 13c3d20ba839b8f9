// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/knowledge/likeness.h"
#include "core/knowledge/scratch_ratio.h"
#include "support/random_tables.h"

#include <gtest/gtest.h>

namespace palimpsest {
namespace {

TEST(Likeness, IsOneForEqualZeroForDisjointAndSymmetric)
{
    const std::vector<double> a = randomTable(6, 31);
    const std::vector<double> b = randomTable(6, 32);
    EXPECT_EQ(likeness(a, a).value(), 1.0);
    EXPECT_EQ(likeness(a, b), likeness(b, a));
    const std::vector<double> left = {9.0, 1.0, 0.0, 0.0};
    const std::vector<double> right = {9.0, 0.0, -3.0, 2.0};
    EXPECT_EQ(likeness(left, right).value(), 0.0);
    EXPECT_EQ(likeness(left, std::vector<double>{9.0, -1.0, 0.0, 0.0}).value(), 0.0);
}

TEST(Likeness, WeighsTheSmallerAgainstTheLarger)
{
    const LikenessSums sums = likeness(std::vector<double>{5.0, 1.0, -2.0, 3.0},
                                       std::vector<double>{7.0, 4.0, -1.0, -1.0});
    EXPECT_EQ(sums.smaller, 1.0 + 1.0);
    EXPECT_EQ(sums.larger, 4.0 + 2.0 + 3.0 + 1.0);
}

TEST(Likeness, OfTwoModelsThatDoNothingDoesNotExist)
{
    const std::vector<double> nothing(8);
    EXPECT_EQ(likeness(nothing, nothing).value(), std::nullopt);
}

TEST(Likeness, OfSalientSetsCountsPatternsWhateverTheirSign)
{
    const SalientSet set{.threshold = 1.0};
    const LikenessSums sums = salientSetLikeness(std::vector<double>{9.0, 2.0, 2.0, 0.5}, set,
                                                 std::vector<double>{9.0, -2.0, 0.5, 3.0}, set);
    EXPECT_EQ(sums.smaller, 1.0);
    EXPECT_EQ(sums.larger, 3.0);
}

TEST(ScratchOverlap, SharesStrengthAndCountOfWhatIsPreserved)
{
    const std::vector<double> shared = {0.0, 4.0, -2.0, 0.0, 1.0, 3.0, 0.0, 0.0};
    const std::vector<double> scratch = {0.0, 1.5, -5.0, 9.0, -1.0, 0.5, 0.0, 0.0};
    const ScratchOverlap overlap = scratchOverlap(shared, scratch, {.threshold = 1.0});
    EXPECT_EQ(overlap.commonStrength, 1.5 + 2.0 + 0.5); // the fourth has the other sign
    EXPECT_EQ(overlap.preservedStrength, 10.0);
    EXPECT_EQ(overlap.commonCount, 2u); // 0.5 is not salient
    EXPECT_EQ(overlap.preservedCount, 4u);
    EXPECT_EQ(overlap.countRatio(), 0.5);
}

TEST(ScratchOverlap, PoolsSamplesBeforeDividing)
{
    ScratchOverlap pooled{.commonStrength = 1.0, .preservedStrength = 1.0};
    pooled.add({.commonStrength = 0.0, .preservedStrength = 3.0});
    EXPECT_EQ(pooled.strengthRatio(), 0.25);
    EXPECT_EQ(ScratchOverlap().strengthRatio(), std::nullopt);
}

} // namespace
} // namespace palimpsest
