// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Planted AND–OR games of many seeds: what is found, how near, in how many steps and how long.

#include "core/interactions/and_or.h"
#include "support/planted_game.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <ctime>

namespace palimpsest {
namespace {

constexpr std::uint32_t kSeeds = 20;

struct Outcome
{
    AndOrSplit split;
    double seconds = 0.0;   ///< of one processor
    double error = 0.0;     ///< largest difference to what was planted
    bool sameAbove = false; ///< whether exactly the planted exceed 0.1, with their signs
};

Outcome outcomeOf(const PlantedGame& game, const std::vector<double>& table, double kappa)
{
    const std::vector<std::vector<double>> tables = {table};
    const std::clock_t start = std::clock();
    Outcome outcome{.split = splitAndOr(tables, std::vector{kappa})};
    outcome.seconds = static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
    outcome.sameAbove = true;
    const std::vector<double>& found = outcome.split.models[0].values;
    for (std::size_t i = 0; i < found.size(); ++i) {
        const double planted = game.interactions[i];
        outcome.error = std::max(outcome.error, std::abs(found[i] - planted));
        outcome.sameAbove = outcome.sameAbove && (std::abs(found[i]) > 0.1) == (planted != 0.0) &&
                            found[i] * planted >= 0.0;
    }
    return outcome;
}

void print(int n, std::uint32_t seed, const Outcome& outcome)
{
    std::printf("n %2d  seed %2u  %6zu steps  gap %.1e  error %.1e  planted %s  %7.3f s\n", n, seed,
                outcome.split.steps, outcome.split.gap, outcome.error,
                outcome.sameAbove ? "all and no other" : "not exactly", outcome.seconds);
}

/// Runs the seeds and counts those whose planted patterns are exactly what exceeds 0.1.
std::uint32_t drill(int n, std::uint32_t seeds, double sigma, double kappa, double maxSeconds)
{
    std::uint32_t exact = 0;
    for (std::uint32_t seed = 1; seed <= seeds; ++seed) {
        const PlantedGame game = plantedGame(n, seed);
        const std::vector<double> table =
            sigma > 0.0 ? withNoise(game.table(), sigma, seed) : game.table();
        const Outcome outcome = outcomeOf(game, table, kappa);
        print(n, seed, outcome);
        EXPECT_TRUE(outcome.split.converged);
        EXPECT_LE(outcome.seconds, maxSeconds);
        if (sigma == 0.0) {
            EXPECT_LT(outcome.error, 1e-3);
        }
        exact += outcome.sameAbove ? 1 : 0;
    }
    return exact;
}

TEST(AndOrDrill, FindsWhatWasPlanted)
{
    EXPECT_EQ(drill(10, kSeeds, 0.0, 0.0, 0.5), kSeeds);
    EXPECT_EQ(drill(12, kSeeds, 0.0, 0.0, 5.0), kSeeds);
    EXPECT_EQ(drill(14, 5, 0.0, 0.0, 10.0), 5u);
    EXPECT_EQ(drill(16, 3, 0.0, 0.0, 60.0), 3u);
}

TEST(AndOrDrill, FindsItInNoise)
{
    EXPECT_GE(drill(10, kSeeds, 0.01, 0.04, 5.0), 18u);
    EXPECT_GE(drill(12, kSeeds, 0.01, 0.04, 30.0), 18u);
}

} // namespace
} // namespace palimpsest
