// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Each index against its definition by marginal contributions and discrete derivatives.

#include "core/base/coalition.h"
#include "core/base/error.h"
#include "core/interactions/indices.h"
#include "support/knowledge_of.h"
#include "support/random_tables.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

namespace palimpsest {
namespace {

double factorial(int k)
{
    return std::tgamma(k + 1.0);
}

/// Σ weight(|T|)·derivative(T) over the coalitions T without any part of `parts`.
template<typename Weight, typename Derivative>
double weighted(std::size_t size, Coalition parts, Weight weight, Derivative derivative)
{
    double sum = 0.0;
    for (Coalition t = 0; t < size; ++t) {
        if ((t & parts) == 0) {
            sum += weight(orderOf(t)) * derivative(t);
        }
    }
    return sum;
}

class Indices : public testing::TestWithParam<int>
{
protected:
    int n() const { return GetParam(); }
};

TEST_P(Indices, OfPartsAreWeightedMarginalContributions)
{
    const std::vector<double> v = randomTable(n(), 21);
    const PartIndices indices = partIndices(andInteractions(v));
    ASSERT_EQ(indices.shapley.size(), static_cast<std::size_t>(n()));
    ASSERT_EQ(indices.banzhaf.size(), static_cast<std::size_t>(n()));
    for (int part = 0; part < n(); ++part) {
        const Coalition bit = Coalition{1} << part;
        const auto contribution = [&](Coalition t) { return v[t | bit] - v[t]; };
        const auto shapley = [&](int t) {
            return factorial(t) * factorial(n() - t - 1) / factorial(n());
        };
        const auto banzhaf = [&](int) { return std::ldexp(1.0, 1 - n()); };
        const auto i = static_cast<std::size_t>(part);
        EXPECT_NEAR(indices.shapley[i], weighted(v.size(), bit, shapley, contribution), 1e-12);
        EXPECT_NEAR(indices.banzhaf[i], weighted(v.size(), bit, banzhaf, contribution), 1e-12);
    }
}

TEST_P(Indices, OfPairsAreWeightedSecondDerivatives)
{
    const std::vector<double> v = randomTable(n(), 22);
    const PartIndices indices = partIndices(andInteractions(v));
    for (int i = 0; i < n(); ++i) {
        const auto row = static_cast<std::size_t>(i);
        EXPECT_EQ(indices.sii.row(row)[row], 0.0);
        EXPECT_EQ(indices.stii.row(row)[row], 0.0);
        for (int j = 0; j < n(); ++j) {
            if (i == j) {
                continue;
            }
            const Coalition a = Coalition{1} << i;
            const Coalition b = Coalition{1} << j;
            const auto derivative = [&](Coalition t) {
                return v[t | a | b] - v[t | a] - v[t | b] + v[t];
            };
            const auto sii = [&](int t) {
                return factorial(t) * factorial(n() - t - 2) / factorial(n() - 1);
            };
            const auto stii = [&](int t) {
                return 2.0 / n() * factorial(t) * factorial(n() - 1 - t) / factorial(n() - 1);
            };
            const auto column = static_cast<std::size_t>(j);
            EXPECT_NEAR(indices.sii.row(row)[column], weighted(v.size(), a | b, sii, derivative),
                        1e-12);
            EXPECT_NEAR(indices.stii.row(row)[column], weighted(v.size(), a | b, stii, derivative),
                        1e-12);
        }
    }
}

TEST_P(Indices, ShapleyAndShapleyTaylorShareOutTheWholeEffect)
{
    const std::vector<double> v = randomTable(n(), 23);
    const PartIndices indices = partIndices(andInteractions(v));
    const double whole = v.back() - v.front();
    EXPECT_NEAR(std::accumulate(indices.shapley.begin(), indices.shapley.end(), 0.0), whole, 1e-12);
    double taylor = std::accumulate(indices.stii.data.begin(), indices.stii.data.end(), 0.0) / 2.0;
    for (int part = 0; part < n(); ++part) {
        taylor += v[std::size_t{1} << part] - v[0];
    }
    EXPECT_NEAR(taylor, whole, 1e-12);
}

TEST_P(Indices, AreTheSameOfListedPatterns)
{
    const Interactions dividends = andInteractions(randomTable(n(), 24));
    EXPECT_EQ(partIndices(listed(dividends)), partIndices(dividends));
}

INSTANTIATE_TEST_SUITE_P(Parts, Indices, testing::Range(0, 7));

TEST(Indices, NeedEveryCoalition)
{
    EXPECT_THROW(partIndices(andInteractions(std::vector<double>(5))), BadInput);
}

} // namespace
} // namespace palimpsest
