// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/values/unit_values.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <optional>

namespace palimpsest {
namespace {

TEST(UnitValues, KeepWhatIsLookedAtOfATable)
{
    ValueTable table{.partCount = 1, .v = {0.5, -2.0}};
    table.logits = {2, 3};
    table.logits.data = {1.0F, 0.0F, 7.0F, 2.0F, 9.0F, 3.0F};
    table.exact = {.coalitions = {1}, .logits = {1, 3}};
    table.exact.logits.data = {2.0, 9.0, 3.5};
    const UnitValues values = unitValues(table, 2, ValueKind::Logit);
    EXPECT_EQ(values.partCount, 1);
    EXPECT_EQ(values.v, table.v);
    EXPECT_EQ(values.logitsNone, (std::vector<float>{1.0F, 0.0F, 7.0F}));
    EXPECT_EQ(values.logitsAll, (std::vector<float>{2.0F, 9.0F, 3.0F}));
    EXPECT_EQ(values.target, 2);
    EXPECT_TRUE(values.noise);
    EXPECT_EQ(values.noise, numericalNoise(table, 2, ValueKind::Logit));
    EXPECT_EQ(predictedClass(values), 1);
    EXPECT_EQ(predictedClass(values, 0), 2);
}

TEST(UnitValues, WithoutLogitsPredictNothing)
{
    const double nan = std::numeric_limits<double>::quiet_NaN();
    const UnitValues values = unitValues({.partCount = 1, .v = {nan, 1.0}}, 0, ValueKind::LogOdds);
    EXPECT_TRUE(values.logitsAll.empty());
    EXPECT_FALSE(values.noise);
    EXPECT_EQ(predictedClass(values), -1);
    EXPECT_EQ(predictedClass(values, 1), -1);
    EXPECT_EQ(nonFiniteCount(values.v), 1U);
}

TEST(UnitValues, OfAPredictedClassThatIsNotKnownSayNothingOfTheirNoise)
{
    ValueTable table{.partCount = 1, .v = {0.5, -2.0}}; // logits were too large to keep
    table.exact = {.coalitions = {1}, .logits = {1, 3}};
    table.exact.logits.data = {2.0, 9.0, 3.5};
    const UnitValues values = unitValues(table, -1, ValueKind::LogOdds);
    EXPECT_EQ(values.v, table.v);
    EXPECT_EQ(values.target, -1);
    EXPECT_EQ(values.noise, std::nullopt);
    EXPECT_EQ(values.floored, 0U);
}

TEST(UnitValues, TellTheProbabilityOfTheirClassFromLogitsOrV)
{
    UnitValues values{.partCount = 2,
                      .v = {0.0, 0.0, 0.0, 5.0},
                      .logitsNone = {0.0F, 0.0F},
                      .logitsAll = {5.0F, 0.0F},
                      .target = 0};
    EXPECT_NEAR(*probabilityOf(values, 3, ValueKind::Logit), 1.0 / (1.0 + std::exp(-5.0)), 1e-12);
    EXPECT_EQ(*probabilityOf(values, 0, ValueKind::Logit), 0.5);
    EXPECT_EQ(probabilityOf(values, 1, ValueKind::Logit), std::nullopt);
    EXPECT_EQ(probabilityOf(values, 1, ValueKind::LogOdds), 0.5);
    values.target = 2;
    EXPECT_EQ(probabilityOf(values, 3, ValueKind::Logit), std::nullopt);
    values.logitsAll.clear();
    EXPECT_NEAR(*probabilityOf(values, 3, ValueKind::LogOdds), 1.0 / (1.0 + std::exp(-5.0)), 1e-12);
}

} // namespace
} // namespace palimpsest
