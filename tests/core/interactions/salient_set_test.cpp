// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/interactions/salient_set.h"

#include <gtest/gtest.h>

namespace palimpsest {
namespace {

const std::vector<Interactions> kTwoSamples = {{.partCount = 2, .values = {100.0, 1.0, -2.0, 0.5}},
                                               {.partCount = 2, .values = {0.0, -10.0, 0.2, 0.1}}};

TEST(SalientSet, ThresholdRunsOverTheModelOrEachSampleAndSkipsOrderZero)
{
    EXPECT_EQ(salienceThresholds(kTwoSamples, 0.1, ThresholdScope::Model),
              (std::vector<double>{1.0, 1.0}));
    EXPECT_EQ(salienceThresholds(kTwoSamples, 0.1, ThresholdScope::Sample),
              (std::vector<double>{0.2, 1.0}));
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
