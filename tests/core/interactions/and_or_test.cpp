// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/error.h"
#include "core/interactions/and_or.h"
#include "support/expect_error.h"
#include "support/planted_game.h"
#include "support/random_tables.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace palimpsest {
namespace {

using Tables = std::vector<std::vector<double>>;

AndOrSplit splitOne(const std::vector<double>& table, double kappa, const AndOrLimits& limits = {})
{
    return splitAndOr(Tables{table}, std::vector<double>{kappa}, limits);
}

/// The table that a split explains.
std::vector<double> explained(const Interactions& split)
{
    return PlantedGame{split.patterns.partCount(), split.values}.table();
}

/// Σ_S ‖(I_and,k(S))_k‖₂ + Σ_S ‖(I_or,k(S))_k‖₂
double objective(const AndOrSplit& split)
{
    double sum = 0.0;
    for (std::size_t i = 0; i < split.models.front().values.size(); ++i) {
        double squares = 0.0;
        for (const Interactions& model : split.models) {
            squares += model.values[i] * model.values[i];
        }
        sum += std::sqrt(squares);
    }
    return sum;
}

double largestDifference(const std::vector<double>& a, const std::vector<double>& b)
{
    double largest = 0.0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        largest = std::max(largest, std::abs(a[i] - b[i]));
    }
    return largest;
}

class PlantedSplit : public testing::TestWithParam<std::tuple<int, std::uint32_t>>
{
protected:
    PlantedGame game() const { return plantedGame(std::get<0>(GetParam()), seed()); }
    std::uint32_t seed() const { return std::get<1>(GetParam()); }
};

TEST_P(PlantedSplit, IsRecovered)
{
    const AndOrSplit split = splitOne(game().table(), 0.0);
    EXPECT_TRUE(split.converged);
    EXPECT_LE(split.gap, 1e-4);
    EXPECT_GT(split.steps, 0u);
    EXPECT_LT(largestDifference(split.models[0].values, game().interactions), 1e-3);
}

TEST_P(PlantedSplit, StandsOutOfNoiseThatTheResidualTakesUp)
{
    const AndOrSplit split = splitOne(withNoise(game().table(), 0.01, seed()), 0.04);
    EXPECT_TRUE(split.converged);
    EXPECT_LE(split.gap, 1e-2);
    for (std::size_t i = 0; i < game().interactions.size(); ++i) {
        const double planted = game().interactions[i];
        const double found = split.models[0].values[i];
        EXPECT_EQ(std::abs(found) > 0.1, planted != 0.0) << "at " << i << ": " << found;
        EXPECT_GE(found * planted, 0.0) << "at " << i;
    }
}

INSTANTIATE_TEST_SUITE_P(Seeds, PlantedSplit,
                         testing::Combine(testing::Values(8, 10), testing::Values(1, 2, 3)));

// Patterns 3 and 4 are of all three models, the others of some; weights differ everywhere.
TEST(JointSplit, RecoversThreePlantedModels)
{
    constexpr int n = 9;
    std::mt19937 random(5);
    PatternDraw draw(n, random);
    std::vector<PlantedGame> games(3, {n, std::vector<double>(2 * coalitionCount(n))});
    for (const std::vector<int>& models :
         {std::vector{0, 1, 2}, {0, 1, 2}, {0, 1}, {1, 2}, {0, 2}, {0}, {1}, {2}}) {
        const std::size_t andPattern = draw();
        const std::size_t orPattern = draw();
        for (const int model : models) {
            auto& interactions = games[static_cast<std::size_t>(model)].interactions;
            interactions[andPattern] = randomWeight(random);
            interactions[coalitionCount(n) + orPattern] = randomWeight(random);
        }
    }
    Tables tables;
    std::ranges::transform(games, std::back_inserter(tables), &PlantedGame::table);
    const AndOrSplit split = splitAndOr(tables, std::vector<double>(3));
    EXPECT_TRUE(split.converged);
    ASSERT_EQ(split.models.size(), 3u);
    for (std::size_t model = 0; model < 3; ++model) {
        EXPECT_LT(largestDifference(split.models[model].values, games[model].interactions), 1e-3);
    }
}

// Optima of an exact simplex method in fractions.
TEST(AndOrSplit, ReachesTheOptimumOfTheLinearProgram)
{
    struct Case
    {
        std::vector<double> v;
        double optimum;
        double optimumWithResidual; ///< κ = 3
    };
    const Case cases[] = {
        {{5, 20, 11, 14, 9, -5, 19, -4}, 45, 33},
        {{15, 14, 15, 6, 10, -8, -18, 4}, 107, 71},
        {{-18, -5, -8, -15, 16, 19, -4, 16}, 88, 64},
        {{11, -14, 7, -3, 16, 5, 10, 0, -9, -1, 8, -9, -13, -16, -4, -14}, 117, 75},
        {{11, -14, 6, 5, -1, 15, 9, 6, 16, 5, 20, 20, -10, -20, 10, 19}, 166, 124},
        {{-5, 19, 1, -18, -10, -3, 10, -11, 13, 15, 4, 3, 5, -11, -13, -4}, 153, 117},
    };
    for (const Case& c : cases) {
        EXPECT_NEAR(objective(splitOne(c.v, 0.0, {.tolerance = 1e-9})), c.optimum, 1e-6);
        EXPECT_NEAR(objective(splitOne(c.v, 3.0, {.tolerance = 1e-9})), c.optimumWithResidual,
                    1e-6);
    }
}

class RandomSplit : public testing::TestWithParam<int>
{
};

TEST_P(RandomSplit, ExplainsEveryValueUpToItsResidual)
{
    const int n = GetParam();
    Tables tables = randomTables(n, 3, 7);
    const std::vector<double> kappas = {0.3, 0.0, 0.01};
    for (const std::vector<double>& bounds : {std::vector<double>(3), kappas}) {
        const AndOrSplit split = splitAndOr(tables, bounds, {.maxSteps = 1000});
        for (std::size_t model = 0; model < 3; ++model) {
            const std::vector<double>& v = tables[model];
            const std::vector<double> sums = explained(split.models[model]);
            for (std::size_t t = 0; t < v.size(); ++t) {
                EXPECT_NEAR(sums[t], v[t] - v[0], bounds[model] + 1e-11) << "at " << t;
            }
            EXPECT_EQ(sums.front(), 0.0);
            EXPECT_NEAR(sums.back(), v.back() - v.front(), 1e-11);
        }
    }
}

TEST_P(RandomSplit, CountsOrderOneAsAndAndNothingAsNothing)
{
    const AndOrSplit split = splitOne(randomTable(GetParam(), 3), 0.1);
    const Interactions& found = split.models[0];
    const std::size_t size = coalitionCount(GetParam());
    ASSERT_EQ(found.patterns.partCount(), GetParam());
    ASSERT_EQ(found.values.size(), 2 * size);
    EXPECT_EQ(found.values[0], 0.0);
    EXPECT_EQ(found.values[size], 0.0);
    for (std::size_t part = 1; part < size; part *= 2) {
        EXPECT_EQ(found.values[size + part], 0.0);
    }
}

// The gap certifies: (1 − gap) × (sum reached) is under every sum that can be reached.
TEST_P(RandomSplit, NeverClaimsABoundAboveTheOptimum)
{
    const Tables tables = randomTables(GetParam(), 2, 11);
    for (const double kappa : {0.0, 0.2}) {
        for (const std::size_t models : {1, 2}) {
            const std::span<const std::vector<double>> some(tables.data(), models);
            const std::vector<double> kappas(models, kappa);
            const double best = objective(splitAndOr(some, kappas, {.tolerance = 1e-6}));
            for (const std::size_t steps : {0, 1, 7, 50, 60, 200, 1000}) {
                const AndOrSplit split = splitAndOr(some, kappas, {.maxSteps = steps});
                EXPECT_GE(split.gap, -1e-12) << steps;
                EXPECT_LE(split.steps, steps);
                EXPECT_EQ(split.converged, split.gap <= (kappa > 0.0 ? 1e-2 : 1e-4));
                EXPECT_LE((1.0 - split.gap) * objective(split), best * (1.0 + 1e-6));
            }
        }
    }
}

INSTANTIATE_TEST_SUITE_P(Parts, RandomSplit, testing::Values(1, 2, 3, 6));

TEST(AndOrSplit, FollowsTheUnitOfTheTableToTheLastBit)
{
    std::vector<double> table = randomTable(6, 2);
    const AndOrSplit split = splitOne(table, 0.125);
    for (double& value : table) {
        value *= 1024.0;
    }
    AndOrSplit large = splitOne(table, 128.0);
    EXPECT_EQ(large.models[0], scaled(split.models[0], 1024.0));
    large.models = split.models;
    EXPECT_EQ(large.steps, split.steps);
    EXPECT_EQ(large.gap, split.gap);
}

TEST(AndOrSplit, OfAConstantIsNothing)
{
    const AndOrSplit alone = splitOne(std::vector<double>(16, 3.5), 0.0);
    EXPECT_TRUE(alone.converged);
    EXPECT_EQ(alone.gap, 0.0);
    EXPECT_EQ(alone.models[0], (Interactions{PatternSet::all(4, true), std::vector<double>(32)}));

    const std::vector<double> huge(4, 1e308); // whose sums are not finite, while differences are 0
    EXPECT_EQ(splitOne(huge, 0.0).models[0],
              (Interactions{PatternSet::all(2, true), std::vector<double>(8)}));

    const Tables tables = {randomTable(4, 1), std::vector<double>(16, 3.5)};
    const AndOrSplit beside = splitAndOr(tables, std::vector<double>{0.0, 0.5});
    EXPECT_TRUE(beside.converged);
    EXPECT_EQ(largestDifference(beside.models[1].values, std::vector<double>(32)), 0.0);

    EXPECT_EQ(splitOne({2.0}, 0.0).models[0],
              (Interactions{PatternSet::all(0, true), std::vector<double>(2)}));
    EXPECT_TRUE(splitAndOr({}, {}).models.empty());
}

TEST(AndOrSplit, LeavesNothingWhereTheResidualExplainsAll)
{
    std::vector<double> table = randomTable(5, 4);
    table.back() = table.front();
    const AndOrSplit split = splitOne(table, 10.0);
    EXPECT_TRUE(split.converged);
    EXPECT_NEAR(objective(split), 0.0, 1e-5);
}

TEST(AndOrSplit, TakesBoundsAsSharesOfTheWholeEffect)
{
    EXPECT_EQ(residualBounds(Tables{{1.0, 5.0, -2.0, -7.0}, {3.0, 4.0}}, 0.25),
              (std::vector<double>{2.0, 0.25}));
}

TEST(AndOrSplit, ReportsProgressAndStopsWhenAsked)
{
    const Tables table = {randomTable(10, 6)};
    const std::vector<double> kappas = {0.05};
    std::vector<std::size_t> reported;
    const AndOrSplit split =
        splitAndOr(table, kappas, {.maxSteps = 5000}, [&](std::size_t done, std::size_t total) {
            EXPECT_EQ(total, 5000u);
            reported.push_back(done);
            return true;
        });
    EXPECT_EQ(split.steps, 5000u);
    EXPECT_FALSE(split.converged);
    EXPECT_GE(reported.size(), 10u);
    EXPECT_TRUE(std::ranges::is_sorted(reported));
    EXPECT_LE(reported.back(), 5000u);

    for (const std::size_t last : {0, 1000}) {
        EXPECT_THROW(splitAndOr(table, kappas, {},
                                [=](std::size_t done, std::size_t) { return done < last; }),
                     Cancelled);
    }
}

TEST(AndOrSplit, RefusesTablesThatMakeNoSense)
{
    const double inf = std::numeric_limits<double>::infinity();
    const double nan = std::numeric_limits<double>::quiet_NaN();
    const std::vector<double> one = {0.0};
    const std::vector<double> two = {0.0, 0.0};
    expectError<BadInput>([&] { splitAndOr(Tables{{1, 2, 3}}, one); }, "2^n entries, not 3");
    expectError<BadInput>([&] { splitAndOr(Tables{{1, 2}, {1, 2, 3, 4}}, two); }, "same parts");
    expectError<BadInput>([&] { splitAndOr(Tables{{1, 2}, {inf, 1}}, two); }, "table 2 of 2");
    expectError<BadInput>([&] { splitAndOr(Tables{{1, nan}}, one); }, "not finite");
    expectError<BadInput>([&] { splitAndOr(Tables{{-1e308, 1e308}}, one); }, "not finite");
    expectError<BadInput>([&] { splitAndOr(Tables{{1, 2}}, two); }, "needs as many bounds");
    expectError<BadInput>([&] { splitOne({1, 2}, -0.1); }, "not below 0");
    expectError<BadInput>([&] { splitOne({1, 2}, nan); }, "finite");
}

} // namespace
} // namespace palimpsest
