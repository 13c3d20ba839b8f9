// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/document/large_run.h"

#include <gtest/gtest.h>

namespace palimpsest {
namespace {

TEST(LargeRun, IsAskedAboutFromSixteenPartsOnWithWhatItCosts)
{
    ExtractionCost cost{.units = 7,
                        .passes = 7 * 65536,
                        .estimate = {.passesPerSecond = 65536.0 / 60.0,
                                     .bytes = 3'400'000,
                                     .mostParts = 15,
                                     .mostPartsSample = "coat_1"}};
    EXPECT_EQ(largeRunQuestion(cost), QString());
    cost.estimate.mostParts = 16;
    const QString question = largeRunQuestion(cost);
    for (const char* said : {"coat_1 has 16 parts", "about 7 min", "3.4 MB"}) {
        EXPECT_TRUE(question.contains(said)) << said << " in " << question.toStdString();
    }
    cost.estimate.passesPerSecond = 0.0; // not known
    EXPECT_FALSE(largeRunQuestion(cost).contains("min"));
}

} // namespace
} // namespace palimpsest
