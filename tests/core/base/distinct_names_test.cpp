// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/distinct_names.h"

#include <gtest/gtest.h>

namespace palimpsest {
namespace {

using Names = std::vector<std::string>;

TEST(DistinctNames, RepeatedOnesAreToldApartByTheirPlace)
{
    EXPECT_EQ(distinctNames({"the", "cat", "the", "hat", "the"}),
              (Names{"the (1st)", "cat", "the (2nd)", "hat", "the (3rd)"}));
    EXPECT_EQ(distinctNames({"a", "b"}), (Names{"a", "b"}));
    const Names many = distinctNames(Names(22, "so"));
    EXPECT_EQ(many[10], "so (11th)");
    EXPECT_EQ(many[20], "so (21st)");
}

} // namespace
} // namespace palimpsest
