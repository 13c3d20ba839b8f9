// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/values/unit_values.h"

#include <gtest/gtest.h>

#include <limits>

namespace palimpsest {
namespace {

TEST(UnitValues, KeepWhatIsLookedAtOfATable)
{
    ValueTable table{.partCount = 1, .v = {0.5, -2.0}};
    table.logits = {2, 3};
    table.logits.data = {1.0F, 0.0F, 7.0F, 2.0F, 9.0F, 3.0F};
    const UnitValues values = unitValues(table, 2, NumericalNoise{0.1, 0.2});
    EXPECT_EQ(values.partCount, 1);
    EXPECT_EQ(values.v, table.v);
    EXPECT_EQ(values.logitsNone, (std::vector<float>{1.0F, 0.0F, 7.0F}));
    EXPECT_EQ(values.logitsAll, (std::vector<float>{2.0F, 9.0F, 3.0F}));
    EXPECT_EQ(values.target, 2);
    EXPECT_EQ(values.noise, (NumericalNoise{0.1, 0.2}));
    EXPECT_EQ(predictedClass(values), 1);
    EXPECT_EQ(predictedClass(values, 0), 2);
}

TEST(UnitValues, WithoutLogitsPredictNothing)
{
    const double nan = std::numeric_limits<double>::quiet_NaN();
    const UnitValues values = unitValues({.partCount = 1, .v = {nan, 1.0}}, 0);
    EXPECT_TRUE(values.logitsAll.empty());
    EXPECT_EQ(predictedClass(values), -1);
    EXPECT_EQ(predictedClass(values, 1), -1);
    EXPECT_EQ(nonFiniteCount(values), 1U);
}

} // namespace
} // namespace palimpsest
