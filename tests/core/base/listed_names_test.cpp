// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/listed_names.h"

#include <gtest/gtest.h>

namespace palimpsest {
namespace {

TEST(ListedNames, AreFiveAtMost)
{
    EXPECT_EQ(listedNames({"cat", "dog"}), "\"cat\", \"dog\"");
    EXPECT_EQ(listedNames({"a", "b", "c", "d", "e", "f", "g"}),
              "\"a\", \"b\", \"c\", \"d\", \"e\" and 2 more");
}

TEST(ListedNames, AreAllThereWhenJoined)
{
    EXPECT_EQ(joined({}), "");
    EXPECT_EQ(joined({"4", "8"}), "4, 8");
    EXPECT_EQ(joined({"", "b"}), ", b") << "an empty one is one too";
    EXPECT_EQ(joined({"head", "tail"}, " & "), "head & tail");
}

TEST(ListedNames, AreCountedInOneOrInMany)
{
    EXPECT_EQ(numberOf(1, "epoch", "epochs"), "1 epoch");
    EXPECT_EQ(numberOf(0, "epoch", "epochs"), "0 epochs");
    EXPECT_EQ(numberOf(2, "picture is", "pictures are"), "2 pictures are");
}

TEST(ListedNames, OfNumbersHaveAsManyDigitsAsAreWanted)
{
    EXPECT_EQ(listedNumbers({0.485, 0.4561234}), "0.485,0.456123");
    EXPECT_EQ(listedNumbers({0.485, 0.4561234}, 2), "0.48,0.46");
}

} // namespace
} // namespace palimpsest
