// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/coalition.h"
#include "core/knowledge/knowledge_split.h"
#include "core/knowledge/model_knowledge.h"
#include "support/knowledge_of.h"
#include "support/random_tables.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <numeric>
#include <tuple>

namespace palimpsest {
namespace {

double sum(const std::vector<double>& values)
{
    return std::accumulate(values.begin(), values.end(), 0.0);
}

ModelKnowledge randomModel(int partCount, std::uint32_t seed)
{
    return knowledgeOf(randomTables(partCount, 3, seed), {.tau = 0.2});
}

KnowledgeSplit splitOf(const ModelKnowledge& a, const ModelKnowledge& b, std::size_t sample)
{
    return splitKnowledge(a.sample(sample), a.salient[sample], b.sample(sample), b.salient[sample]);
}

TEST(SplitPattern, TellsTheFiveFatesApart)
{
    const SalientSet set{.threshold = 1.0};
    const PatternShares preserved = splitPattern(-3.0, set, -2.0, set);
    EXPECT_EQ(preserved.status, PatternStatus::Preserved);
    EXPECT_EQ(preserved.shared, -2.0);
    EXPECT_EQ(preserved.lost, 1.0);
    EXPECT_EQ(preserved.gained, 0.0);
    const PatternShares grown = splitPattern(2.0, set, 5.0, set);
    EXPECT_EQ(grown.shared, 2.0);
    EXPECT_EQ(grown.gained, 3.0);
    const PatternShares flipped = splitPattern(3.0, set, -2.0, set);
    EXPECT_EQ(flipped.status, PatternStatus::Flipped);
    EXPECT_EQ(flipped.shared, 0.0);
    EXPECT_EQ(flipped.lost, 3.0);
    EXPECT_EQ(flipped.gained, 2.0);
    EXPECT_EQ(splitPattern(3.0, set, 0.9, set).status, PatternStatus::Discarded);
    EXPECT_EQ(splitPattern(3.0, set, 0.9, set).lost, 3.0);
    EXPECT_EQ(splitPattern(0.9, set, 3.0, set).status, PatternStatus::New);
    EXPECT_EQ(splitPattern(0.9, set, 3.0, set).gained, 3.0);
    EXPECT_EQ(splitPattern(1.0, set, 1.0, set).status, PatternStatus::NotSalient);
}

/// Number of parts, and whether there are OR interactions too.
class RandomPair : public testing::TestWithParam<std::tuple<int, bool>>
{
protected:
    RandomPair() : a(model(21)), b(model(22)) {}

    static int partCount() { return std::get<0>(GetParam()); }
    static bool hasBothKinds() { return std::get<1>(GetParam()); }

    static ModelKnowledge model(std::uint32_t seed)
    {
        return hasBothKinds() ? knowledgeOfBothKinds(partCount(), 3, seed, {.tau = 0.2})
                              : randomModel(partCount(), seed);
    }

    ModelKnowledge a;
    ModelKnowledge b;
};

// preserve + discard and preserve + new are the salient strengths of the two models, by order.
TEST_P(RandomPair, AccountsForTheStrengthOfBothModels)
{
    for (std::size_t sample = 0; sample < a.model->samples.size(); ++sample) {
        const KnowledgeAmounts& orders = splitOf(a, b, sample).byOrder;
        ASSERT_EQ(orders.preserved.size(), static_cast<std::size_t>(partCount()) + 1);
        std::vector<double> strengthA(orders.preserved.size());
        std::vector<double> strengthB(orders.preserved.size());
        for (Coalition s = 1; s < coalitionCount(partCount()); ++s) {
            for (std::size_t index = s; index < a.sample(sample).values.size();
                 index += coalitionCount(partCount())) {
                const double ofA = a.sample(sample).values[index];
                const double ofB = b.sample(sample).values[index];
                const auto order = static_cast<std::size_t>(orderOf(s));
                strengthA[order] += a.salient[sample].contains(ofA) ? std::abs(ofA) : 0.0;
                strengthB[order] += b.salient[sample].contains(ofB) ? std::abs(ofB) : 0.0;
            }
        }
        for (std::size_t order = 0; order < strengthA.size(); ++order) {
            EXPECT_NEAR(orders.preserved[order] + orders.discarded[order], strengthA[order], 1e-10);
            EXPECT_NEAR(orders.preserved[order] + orders.gained[order], strengthB[order], 1e-10);
        }
    }
}

TEST_P(RandomPair, PartsShareWhatOrdersHold)
{
    const KnowledgeSplit split = splitOf(a, b, 0);
    EXPECT_NEAR(sum(split.byPart.preserved), sum(split.byOrder.preserved), 1e-10);
    EXPECT_NEAR(sum(split.byPart.discarded), sum(split.byOrder.discarded), 1e-10);
    EXPECT_NEAR(sum(split.byPart.gained), sum(split.byOrder.gained), 1e-10);
    EXPECT_EQ(split.byOrder.preserved[0] + split.byOrder.discarded[0] + split.byOrder.gained[0],
              0.0);
}

TEST_P(RandomPair, AModelPreservesAllOfItselfAndNothingOfItsNegative)
{
    const KnowledgeSplit itself = splitOf(a, a, 0);
    EXPECT_EQ(preservationRate(itself.byOrder), 1.0);
    EXPECT_EQ(completeness(itself.byOrder), 1.0);
    const ModelKnowledge negative = changed(a, [](std::size_t, std::vector<double>& values) {
        std::ranges::transform(values, values.begin(), std::negate());
    });
    const KnowledgeSplit opposite = splitOf(a, negative, 0);
    EXPECT_EQ(sum(opposite.byOrder.preserved), 0.0);
    EXPECT_EQ(preservationRate(opposite.byOrder), 0.0);
}

TEST_P(RandomPair, PositiveRescalingOfOneModelChangesNothing)
{
    std::vector<std::vector<double>> tables = randomTables(partCount(), 3, 22);
    const ModelKnowledge plainA = randomModel(partCount(), 21);
    const ModelKnowledge plainB = randomModel(partCount(), 22);
    for (auto& table : tables) {
        for (double& value : table) {
            value *= 37.5;
        }
    }
    const ModelKnowledge scaledB = knowledgeOf(tables, {.tau = 0.2});
    const KnowledgeSplit before = splitOf(plainA, plainB, 1);
    const KnowledgeSplit after = splitOf(plainA, scaledB, 1);
    for (std::size_t s = 0; s < before.shared.size(); ++s) {
        EXPECT_NEAR(before.shared[s], after.shared[s], 1e-11);
    }
}

INSTANTIATE_TEST_SUITE_P(Parts, RandomPair,
                         testing::Combine(testing::Values(1, 3, 6, 9), testing::Bool()));

TEST(KnowledgeAmounts, MeansOverSamplesOfUnequalPartsCountAbsentOrdersAsZero)
{
    KnowledgeAmounts small(2);
    small.preserved = {0.0, 4.0};
    KnowledgeAmounts large(4);
    large.preserved = {0.0, 2.0, 6.0, 8.0};
    KnowledgeAmounts mean;
    mean.add(small, 0.5);
    mean.add(large, 0.5);
    EXPECT_EQ(mean.preserved, (std::vector<double>{0.0, 3.0, 3.0, 4.0}));
}

TEST(KnowledgeAmounts, AreAddedFromTheFirstPartOn)
{
    KnowledgeAmounts ofParts(2);
    ofParts.preserved = {1.0, 2.0};
    ofParts.discarded = {3.0, 4.0};
    ofParts.gained = {5.0, 6.0};
    KnowledgeAmounts total = ofParts;
    total.add(ofParts, 2.0);
    EXPECT_EQ(total.preserved, (std::vector<double>{3.0, 6.0}));
    EXPECT_EQ(total.discarded, (std::vector<double>{9.0, 12.0}));
    EXPECT_EQ(total.gained, (std::vector<double>{15.0, 18.0}));
}

// Of the reference for the rate, of the later model for completeness.
TEST(KnowledgeAmounts, RatesAreSharesOfOneModelEach)
{
    KnowledgeAmounts amounts(2);
    amounts.preserved = {0.0, 2.0};
    amounts.discarded = {0.0, 1.0};
    amounts.gained = {0.0, 6.0};
    EXPECT_EQ(preservationRate(amounts), 2.0 / 3.0);
    EXPECT_EQ(completeness(amounts), 0.25);
}

TEST(KnowledgeAmounts, RatesOfNothingDoNotExist)
{
    EXPECT_EQ(preservationRate(KnowledgeAmounts(3)), std::nullopt);
    EXPECT_EQ(completeness(KnowledgeAmounts(3)), std::nullopt);
}

TEST(ModelKnowledge, WithoutReactionIsNotUsable)
{
    EXPECT_FALSE(knowledgeOf(std::vector<std::vector<double>>{{2.0, 5.0, 1.0, 2.0}}, {}).usable());
}

} // namespace
} // namespace palimpsest
