// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/error.h"
#include "core/values/value_table.h"
#include "support/expect_error.h"
#include "support/fake_classifier.h"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <limits>

namespace palimpsest {
namespace {

LabelMap threeParts()
{
    return {.width = 3, .height = 1, .parts = {{"a", 1}, {"b", 1}, {"c", 1}}, .labels = {1, 2, 3}};
}

TEST(LogOdds, IsTheLogOfTheOddsOfSoftmax)
{
    const std::array<float, 3> logits = {1.0F, -0.5F, 2.0F};
    const double sum = std::exp(1.0) + std::exp(-0.5) + std::exp(2.0);
    for (int target = 0; target < 3; ++target) {
        const double p = std::exp(double{logits[static_cast<std::size_t>(target)]}) / sum;
        EXPECT_NEAR(logOdds(logits, target), std::log(p / (1.0 - p)), 1e-12);
        EXPECT_NEAR(probabilityOfLogOdds(logOdds(logits, target)), p, 1e-12);
    }
}

TEST(LogOdds, StaysExactWhereProbabilitiesSaturate)
{
    const std::array<float, 2> logits = {90.0F, -90.0F};
    EXPECT_EQ(logOdds(logits, 0), 180.0);
    EXPECT_EQ(logOdds(logits, 1), -180.0);
    const std::array<float, 3> huge = {3e38F, 1.0F, 1.0F};
    EXPECT_TRUE(std::isfinite(logOdds(huge, 0)));
}

TEST(LogOdds, OfOneLogitSpeaksForClassOne)
{
    const std::array<float, 1> logit = {1.5F};
    EXPECT_EQ(logOdds(logit, 1), 1.5);
    EXPECT_EQ(logOdds(logit, 0), -1.5);
}

TEST(LogOdds, RefusesAClassTheModelDoesNotHave)
{
    const std::array<float, 4> logits = {};
    expectError<BadInput>([&] { logOdds(logits, 4); }, "no class number 4");
    expectError<BadInput>([&] { logOdds(logits, -1); }, "no class number -1");
}

TEST(ValueTable, HoldsEveryCoalitionInOrderWhateverTheBatch)
{
    const auto answer = [](Coalition coalition) {
        return std::vector<float>{static_cast<float>(coalition), 0.0F};
    };
    for (const std::size_t batch : {1, 3, 8, 100}) {
        FakeClassifier classifier(answer, batch);
        const ValueTable table =
            fillValueTable(classifier, {}, {}, threeParts(), 0, ValueKind::LogOdds);
        EXPECT_EQ(table.v, (std::vector<double>{0, 1, 2, 3, 4, 5, 6, 7}));
        EXPECT_EQ(table.logits.rows, 8u);
        EXPECT_EQ(table.logits.row(5)[0], 5.0F);
        EXPECT_EQ(classifier.batches, static_cast<int>((8 + batch - 1) / batch));
        EXPECT_EQ(predictedClass(table), 0);
    }
}

TEST(ValueTable, LeavesOutLogitsThatAreTooLargeToKeep)
{
    const std::vector<float> many(kMaxLogitBytes / sizeof(float) / 8 + 1, 0.5F);
    FakeClassifier classifier([&](Coalition) { return many; }, 8);
    const ValueTable table =
        fillValueTable(classifier, {}, {}, threeParts(), 0, ValueKind::LogOdds);
    EXPECT_EQ(table.v.size(), 8u);
    EXPECT_EQ(table.logits.rows, 0u);
    EXPECT_EQ(table.logits.columns, many.size());
    EXPECT_EQ(predictedClass(table), -1);
}

TEST(ValueTable, StopsWithinABatchWhenAskedTo)
{
    FakeClassifier classifier([](Coalition) { return std::vector<float>{0.0F, 1.0F}; }, 2);
    const Progress stopAtFour = [](std::size_t done, std::size_t total) {
        EXPECT_EQ(total, 8u);
        return done < 4;
    };
    EXPECT_THROW(
        fillValueTable(classifier, {}, {}, threeParts(), 0, ValueKind::LogOdds, stopAtFour),
        Cancelled);
    EXPECT_EQ(classifier.batches, 2);
}

TEST(ValueTable, CountsValuesThatAreNotFinite)
{
    const auto answer = [](Coalition coalition) {
        return std::vector<float>{coalition == 3 ? std::numeric_limits<float>::quiet_NaN() : 1.0F,
                                  0.0F};
    };
    FakeClassifier classifier(answer, 8);
    EXPECT_EQ(
        nonFiniteCount(fillValueTable(classifier, {}, {}, threeParts(), 0, ValueKind::LogOdds)),
        1u);
}

} // namespace
} // namespace palimpsest
