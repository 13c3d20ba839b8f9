// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/error.h"
#include "core/setup/class_match.h"
#include "support/expect_error.h"

#include <gtest/gtest.h>

namespace palimpsest {
namespace {

using Positions = std::vector<int>;

TEST(MatchClasses, GoesByNameWhateverItsSpelling)
{
    const ClassMatch match =
        matchClasses({"002.Laysan_Albatross", "001.Black_footed_Albatross", "tiger"},
                     {"black-footed albatross", "Laysan Albatross"});
    EXPECT_EQ(match.positions, (Positions{1, 0, -1}));
    ASSERT_EQ(match.warnings.size(), 1u);
    EXPECT_NE(match.warnings[0].find("left out: \"tiger\""), std::string::npos);
    EXPECT_EQ(matchClasses({"a", "b"}, {"b", "a"}),
              (ClassMatch{.positions = {1, 0}, .warnings = {}}));
    // Two that look alike are no match.
    EXPECT_EQ(matchClasses({"cat", "dog"}, {"Cat", "CAT", "dog"}).positions, (Positions{-1, 2}));
}

TEST(MatchClasses, GoesByNumberWithAWarning)
{
    const ClassMatch numbers = matchClasses({"0", "1"}, {"negative", "positive"});
    EXPECT_EQ(numbers.positions, (Positions{0, 1}));
    ASSERT_EQ(numbers.warnings.size(), 1u);
    EXPECT_NE(numbers.warnings[0].find("\"0\", \"1\" for \"negative\", \"positive\""),
              std::string::npos);
    EXPECT_EQ(matchClasses({"0.0", "1.0"}, {"0", "1"}).positions, (Positions{0, 1}));
    const ClassMatch order = matchClasses({"n01", "n02"}, {"negative", "positive"});
    EXPECT_EQ(order.positions, (Positions{0, 1}));
    EXPECT_NE(order.warnings.at(0).find("in the same order"), std::string::npos);
    expectError<BadInput>(
        [] {
            matchClasses({"x", "y", "z"}, {"negative", "positive"});
        },
        "\"x\", \"y\", \"z\", is one of the study's");
    expectError<BadInput>([] { matchClasses({"2"}, {"negative", "positive"}); }, "\"2\"");
}

TEST(ClassNamed, IsAPositionOrANumber)
{
    EXPECT_EQ(classNamed("Dog", {"cat", "dog"}), 1);
    EXPECT_EQ(classNamed("1", {"cat", "dog"}), 1);
    EXPECT_EQ(classNamed("1", {"1", "0"}), 0);
    expectError<BadInput>([] { classNamed("cow", {"cat", "dog"}); }, "It has \"cat\", \"dog\"");
    expectError<BadInput>([] { classNamed("2", {"cat", "dog"}); }, "no class \"2\"");
}

} // namespace
} // namespace palimpsest
