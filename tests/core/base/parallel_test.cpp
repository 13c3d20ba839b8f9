// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/error.h"
#include "core/base/parallel.h"

#include <gtest/gtest.h>

#include <atomic>
#include <numeric>

namespace palimpsest {
namespace {

TEST(ParallelFor, CallsEachOnceAndReturnsWhenAllAreDone)
{
    for (const std::size_t count : {0u, 1u, 2u, 1000u}) {
        std::vector<int> calls(count);
        parallelFor(count, [&](std::size_t i) { ++calls[i]; });
        EXPECT_EQ(calls, std::vector<int>(count, 1));
    }
}

TEST(ParallelFor, ThrowsTheFirstExceptionAgainAndBeginsNothingMore)
{
    std::atomic_size_t begun = 0;
    EXPECT_THROW(parallelFor(100'000,
                             [&](std::size_t i) {
                                 ++begun;
                                 if (i == 3) {
                                     throw BadInput("three");
                                 }
                             }),
                 BadInput);
    EXPECT_LT(begun, 100'000u);
}

TEST(ParallelInOrder, HandsResultsOverInTheirOrder)
{
    std::vector<std::size_t> taken;
    parallelInOrder(
        100, [](std::size_t i) { return 3 * i; },
        [&](std::size_t i, std::size_t result) {
            EXPECT_EQ(result, 3 * i);
            taken.push_back(i);
        });
    std::vector<std::size_t> all(100);
    std::iota(all.begin(), all.end(), std::size_t{0});
    EXPECT_EQ(taken, all);
}

TEST(SharedProgress, CountsWhatIsBegunAndStopsEveryThread)
{
    std::vector<std::size_t> seen;
    const Progress progress = [&](std::size_t done, std::size_t total) {
        EXPECT_EQ(total, 50u);
        seen.push_back(done);
        return done < 20;
    };
    SharedProgress steps(50, progress);
    EXPECT_THROW(parallelFor(50, [&](std::size_t) { steps.next(); }), Cancelled);
    EXPECT_FALSE(steps.goesOn());
    EXPECT_THROW(steps.next(), Cancelled);
    std::vector<std::size_t> expected(21);
    std::iota(expected.begin(), expected.end(), std::size_t{0});
    EXPECT_EQ(seen, expected) << "and nobody asks again";
}

TEST(SharedProgress, WithoutACallbackItGoesOn)
{
    const Progress none;
    SharedProgress steps(1, none);
    steps.next();
    EXPECT_TRUE(steps.goesOn());
}

} // namespace
} // namespace palimpsest
