// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/interactions/salient_set.h"

#include <gtest/gtest.h>

namespace palimpsest {
namespace {

TEST(SalientSet, ThresholdRunsOverTheModelOrEachSample)
{
    const std::vector<double> largest = {2.0, 10.0};
    EXPECT_EQ(salienceThresholds(largest, 0.1, ThresholdScope::Model),
              (std::vector<double>{1.0, 1.0}));
    EXPECT_EQ(salienceThresholds(largest, 0.1, ThresholdScope::Sample),
              (std::vector<double>{0.2, 1.0}));
}

TEST(SalientSet, TheLargestSkipsOrderZeroAndRunsOverBothKinds)
{
    EXPECT_EQ(largestStrength({.patterns = PatternSet::all(2), .values = {100.0, 1.0, -2.0, 0.5}}),
              2.0);
    EXPECT_EQ(largestStrength({.patterns = PatternSet::all(2, true),
                               .values = {0.0, 1.0, -2.0, 0.5, 0.0, 0.0, 0.0, -3.0}}),
              3.0);
}

TEST(SalientSet, CountsBothKinds)
{
    const SalientSet set{.threshold = 1.0};
    EXPECT_EQ(countSalient({.patterns = PatternSet::all(2), .values = {0.0, 1.5, -2.0, 0.5}}, set),
              (SalientCounts{2, 0}));
    EXPECT_EQ(countSalient({.patterns = PatternSet::all(2, true),
                            .values = {0.0, 1.5, -2.0, 0.5, 0.0, 0.0, 0.0, -3.0}},
                           set),
              (SalientCounts{2, 1}));
}

TEST(SalientSet, HoldsWhatIsStrictlyAboveTheThreshold)
{
    const SalientSet set{.threshold = 1.0};
    EXPECT_FALSE(set.contains(1.0));
    EXPECT_FALSE(set.contains(-1.0));
    EXPECT_TRUE(set.contains(-1.0001));
}

} // namespace
} // namespace palimpsest
