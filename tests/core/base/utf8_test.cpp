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

TEST(TrimmedText, KeepsTheSpaceWithin)
{
    EXPECT_EQ(trimmed(" \tleft wing\r\n"), "left wing");
    EXPECT_EQ(trimmed("beak"), "beak");
    EXPECT_EQ(trimmed(" \n"), "");
    EXPECT_EQ(trimmed(""), "");
}

TEST(PrintableText, HasNothingThatATerminalObeys)
{
    EXPECT_EQ(printable("\x1B[31mrot\x1B[0m\r\n\tfüß\x7F"), "?[31mrot?[0m?\n\tfüß?");
    EXPECT_EQ(printable("\xC2\x9B"
                        "31m"),
              "?31m")
        << "the same in one character";
    EXPECT_EQ(printable("caf\xE9"), "caf?");
    EXPECT_EQ(shown("\xC2\x9B"
                    "31m\x7F"),
              "?31m?");
    EXPECT_EQ(printable(""), "");
}

} // namespace
} // namespace palimpsest
