// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/listed_names.h"
#include "core/base/utf8.h"

#include <gtest/gtest.h>

namespace palimpsest {
namespace {

TEST(ShownText, IsCutBetweenCharacters)
{
    std::string umlauts;
    for (int i = 0; i < 100; ++i) {
        umlauts += "ü";
    }
    for (const std::size_t most : {39U, 40U, 41U}) {
        const std::string cut = shown("a" + umlauts, most);
        EXPECT_TRUE(isUtf8(cut)) << most;
        EXPECT_TRUE(cut.ends_with("ü…")) << most;
        EXPECT_LE(cut.size(), most + 1 + std::string("…").size()) << most;
    }
    EXPECT_EQ(shown("füß", 5), "füß");
}

TEST(ShownText, HoldsWhatMessagesCanHold)
{
    EXPECT_EQ(shown("a\nb\xE4"), "a?b?");
    EXPECT_TRUE(isUtf8(listedNames({"caf\xE9", std::string(1000, 'x')})));
    EXPECT_LT(listedNames({std::string(100'000, 'x')}).size(), 200U);
}

} // namespace
} // namespace palimpsest
