// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/annotations/run_lengths.h"
#include "core/base/error.h"
#include "support/expect_error.h"

#include <gtest/gtest.h>

namespace palimpsest {
namespace {

using Runs = std::vector<std::int64_t>;

TEST(RunLengths, CountByRowsOrByColumns)
{
    const std::vector<bool> mask = {false, true, true, // 3 × 2
                                    false, true, false};
    EXPECT_EQ(runsOf(mask, {3, 2}, RunOrder::Rows), (Runs{1, 2, 1, 1, 1}));
    EXPECT_EQ(runsOf(mask, {3, 2}, RunOrder::Columns), (Runs{2, 3, 1}));
    EXPECT_EQ(maskOfRuns({1, 2, 1, 1, 1}, {3, 2}, RunOrder::Rows), mask);
    EXPECT_EQ(maskOfRuns({2, 3, 1}, {3, 2}, RunOrder::Columns), mask);
    EXPECT_EQ(runsOf({true}, {1, 1}, RunOrder::Rows), (Runs{0, 1})) << "unset pixels come first";
}

TEST(RunLengths, AreWrittenAsCocoDoes)
{
    // what pycocotools makes of these counts
    EXPECT_EQ(textOfRuns({6, 1, 40, 4, 5, 4, 5, 4, 21}), "61X13mN000`0");
    EXPECT_EQ(runsFromText("61X13mN000`0"), (Runs{6, 1, 40, 4, 5, 4, 5, 4, 21}));
    const Runs long_{0, 1, 1'000'000, 3, 31, 32, 63'000'000, 16};
    EXPECT_EQ(runsFromText(textOfRuns(long_)), long_);
}

TEST(RunLengths, RefuseWhatDoesNotCoverThePicture)
{
    expectError<BadInput>([] { maskOfRuns({3, 2}, {3, 2}, RunOrder::Rows); }, "5 pixels of 6");
    expectError<BadInput>([] { maskOfRuns({3, 4}, {3, 2}, RunOrder::Rows); }, "more pixels");
    expectError<BadInput>([] { maskOfRuns({8, -2}, {3, 2}, RunOrder::Rows); }, "negative");
    expectError<BadInput>([] { runsFromText("6 1"); }, "character");
    expectError<BadInput>([] { runsFromText("oooooooooooooooooooo"); }, "none has");
    expectError<BadInput>([] { runsFromText("X"); }, "end within");
}

} // namespace
} // namespace palimpsest
