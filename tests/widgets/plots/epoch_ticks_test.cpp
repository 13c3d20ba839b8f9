// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/plots/epoch_ticks.h"

#include <gtest/gtest.h>

namespace palimpsest {
namespace {

std::vector<int> named(const std::vector<int>& epochs, double pixelsPerEpoch, double nameWidth)
{
    const std::vector<bool> names = namedEpochs(epochs, pixelsPerEpoch, nameWidth);
    std::vector<int> result;
    for (std::size_t i = 0; i < epochs.size(); ++i) {
        if (names[i]) {
            result.push_back(epochs[i]);
        }
    }
    return result;
}

TEST(NamedEpochs, AreAllWhereThereIsRoom)
{
    EXPECT_EQ(named({0, 1, 2, 3}, 30.0, 20.0), (std::vector{0, 1, 2, 3}));
    EXPECT_EQ(named({7}, 30.0, 20.0), (std::vector{7}));
    EXPECT_EQ(named({}, 30.0, 20.0), (std::vector<int>{}));
}

TEST(NamedEpochs, AreAtRoundStepsWhereThereIsNot)
{
    EXPECT_EQ(named({0, 1, 2, 3, 4, 5, 6}, 12.0, 20.0), (std::vector{0, 2, 4, 6}));
    EXPECT_EQ(named({0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10}, 5.0, 20.0), (std::vector{0, 5, 10}));
    EXPECT_EQ(named({500, 1000, 1500, 2000}, 0.03, 20.0), (std::vector{1000, 2000}));
}

TEST(NamedEpochs, OfUnevenSeriesDropThoseThatCrowd)
{
    EXPECT_EQ(named({0, 1, 2, 4, 8, 16, 32}, 10.0, 20.0), (std::vector{0, 2, 4, 8, 16, 32}));
    // No step holds two of them, so the round ones give way to any that fit.
    EXPECT_EQ(named({11, 13, 17}, 5.0, 20.0), (std::vector{11, 17}));
}

TEST(NearestEpoch, StaysWithinTheRun)
{
    const std::vector<int> epochs = {0, 1, 4, 15};
    EXPECT_EQ(nearestEpoch(epochs, -3.0), 0u);
    EXPECT_EQ(nearestEpoch(epochs, 0.6), 1u);
    EXPECT_EQ(nearestEpoch(epochs, 2.4), 1u);
    EXPECT_EQ(nearestEpoch(epochs, 2.6), 2u);
    EXPECT_EQ(nearestEpoch(epochs, 99.0), 3u);
}

} // namespace
} // namespace palimpsest
