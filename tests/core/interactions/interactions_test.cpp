// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Properties every Harsanyi dividend has, over random tables (J. Harsanyi 1963; the list is that of
// the interaction papers, e.g. arXiv 2409.08712).

#include "core/base/coalition.h"
#include "core/base/error.h"
#include "core/interactions/interactions.h"
#include "core/interactions/transforms.h"
#include "core/knowledge/permutation.h"
#include "support/knowledge_of.h"
#include "support/random_tables.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

namespace palimpsest {
namespace {

constexpr double kRounding = 1e-11;

void expectNear(const std::vector<double>& a, const std::vector<double>& b, double tolerance)
{
    ASSERT_EQ(a.size(), b.size());
    for (std::size_t i = 0; i < a.size(); ++i) {
        EXPECT_NEAR(a[i], b[i], tolerance) << "at " << i;
    }
}

/// I(S) = Σ_{T⊆S} (−1)^{|S|−|T|} v(T), word by word.
std::vector<double> byDefinition(const std::vector<double>& v)
{
    std::vector<double> result(v.size());
    for (Coalition s = 0; s < v.size(); ++s) {
        for (Coalition t = 0; t <= s; ++t) {
            if ((t & s) == t) {
                result[s] += ((orderOf(s) - orderOf(t)) % 2 == 0 ? 1.0 : -1.0) * v[t];
            }
        }
    }
    return result;
}

double dot(const std::vector<double>& a, const std::vector<double>& b)
{
    return std::inner_product(a.begin(), a.end(), b.begin(), 0.0);
}

class RandomGame : public testing::TestWithParam<int>
{
protected:
    int n() const { return GetParam(); }
    std::vector<double> table(std::uint32_t seed) const { return randomTable(n(), seed); }
};

TEST_P(RandomGame, FastFormIsTheDefinition)
{
    std::vector<double> fast = table(1);
    moebius(fast);
    expectNear(fast, byDefinition(table(1)), kRounding);
}

TEST_P(RandomGame, EfficiencyAndUniversalMatching)
{
    const std::vector<double> v = table(2);
    std::vector<double> sums = andInteractions(v).values;
    EXPECT_EQ(sums[0], 0.0);
    EXPECT_NEAR(std::accumulate(sums.begin(), sums.end(), 0.0), v.back() - v.front(), 1e-9);
    zeta(sums);
    for (std::size_t coalition = 0; coalition < v.size(); ++coalition) {
        EXPECT_NEAR(sums[coalition], v[coalition] - v.front(), kRounding);
    }
}

TEST_P(RandomGame, Linearity)
{
    const std::vector<double> a = table(3);
    const std::vector<double> b = table(4);
    std::vector<double> mix(a.size());
    for (std::size_t i = 0; i < a.size(); ++i) {
        mix[i] = 2.0 * a[i] - 0.5 * b[i];
    }
    const auto ofA = andInteractions(a).values;
    const auto ofB = andInteractions(b).values;
    const auto ofMix = andInteractions(mix).values;
    for (std::size_t i = 0; i < a.size(); ++i) {
        EXPECT_NEAR(ofMix[i], 2.0 * ofA[i] - 0.5 * ofB[i], 1e-10);
    }
}

TEST_P(RandomGame, ADummyPartHasNoInteractions)
{
    std::vector<double> v = table(5);
    for (Coalition t = 0; t < v.size(); ++t) {
        v[t | 1U] = v[t & ~1U];
    }
    const auto interactions = andInteractions(v).values;
    for (Coalition s = 1; s < v.size(); s += 2) {
        EXPECT_NEAR(interactions[s], 0.0, kRounding);
    }
}

TEST_P(RandomGame, PartsThatPlayTheSameRoleHaveTheSameInteractions)
{
    if (n() < 2) {
        return;
    }
    std::vector<double> v = table(6);
    const auto swapped = [](Coalition t) { return (t & ~3U) | ((t & 1U) << 1) | ((t & 2U) >> 1); };
    for (Coalition t = 0; t < v.size(); ++t) {
        v[t] = v[std::min(t, swapped(t))];
    }
    const auto interactions = andInteractions(v).values;
    for (Coalition s = 0; s < v.size(); ++s) {
        EXPECT_NEAR(interactions[s], interactions[swapped(s)], kRounding);
    }
}

TEST_P(RandomGame, PermutingPartsPermutesInteractions)
{
    std::mt19937 random(7);
    const PatternMap map = randomPatternMap(n(), random);
    const std::vector<double> v = table(7);
    expectNear(andInteractions(permuted(v, map)).values, permuted(andInteractions(v).values, map),
               kRounding);
}

TEST_P(RandomGame, ZetaInvertsMoebiusAndTheAdjointIsOne)
{
    const std::vector<double> x = table(8);
    const std::vector<double> y = table(9);
    std::vector<double> there = x;
    moebius(there);
    std::vector<double> back = there;
    zeta(back);
    expectNear(back, x, kRounding);
    std::vector<double> adjoint = y;
    moebiusAdjoint(adjoint);
    EXPECT_NEAR(dot(there, y), dot(x, adjoint), 1e-9 * std::max(1.0, std::abs(dot(there, y))));
}

INSTANTIATE_TEST_SUITE_P(Parts, RandomGame, testing::Values(1, 2, 3, 5, 8, 10));

TEST(Interactions, SumsOfUnanimityGamesAreRecoveredExactly)
{
    constexpr int n = 9;
    std::mt19937 random(11);
    std::uniform_int_distribution<int> weight(-8, 8);
    std::vector<double> planted(coalitionCount(n));
    for (int i = 0; i < 30; ++i) {
        planted[1 + random() % (planted.size() - 1)] = weight(random);
    }
    std::vector<double> v = planted;
    zeta(v); // the sum of the games "all of S are there"
    EXPECT_EQ(andInteractions(v).values, planted);
}

TEST(Interactions, TablesMustHoldEveryCoalition)
{
    std::vector<double> table(6);
    EXPECT_THROW(moebius(table), BadInput);
}

} // namespace
} // namespace palimpsest
