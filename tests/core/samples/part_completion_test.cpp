// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/samples/part_completion.h"

#include <gtest/gtest.h>

namespace palimpsest {
namespace {

using Names = std::vector<std::string>;

PartNames setOf(const Names& names)
{
    PartNames set{.name = "set", .parts = {}};
    for (const std::string& name : names) {
        set.parts.push_back({.name = name, .colour = {}, .key = {}});
    }
    return set;
}

TEST(Completions, AreThoseThatBeginSoThenThoseOfWhichAWordDoes)
{
    const PartNames set = setOf({"left wing", "wingtip", "Belly", "right wing", "wing"});
    EXPECT_EQ(completions(set, "wi"), (Names{"wingtip", "wing", "left wing", "right wing"}));
    EXPECT_EQ(completions(set, "be"), Names{"Belly"});
    EXPECT_EQ(completions(set, "RIGHT w"), Names{"right wing"});
    EXPECT_EQ(completions(set, "ing"), Names()) << "no word begins so";
    EXPECT_EQ(completions(set, "wings"), Names());
}

TEST(Completions, OfNothingAreAllAndSpaceAtTheEndsDoesNotCount)
{
    const PartNames set = setOf({"tail", "beak"});
    EXPECT_EQ(completions(set, ""), (Names{"tail", "beak"}));
    EXPECT_EQ(completions(set, " tai "), Names{"tail"});
}

TEST(Completions, KnowWordsAndCapitalsOfOtherLanguages)
{
    const PartNames set = setOf({"Ärmel", "linker-ärmel", "Flügel", "bein_links"});
    EXPECT_EQ(completions(set, "är"), (Names{"Ärmel", "linker-ärmel"}));
    EXPECT_EQ(completions(set, "gel"), Names()) << "ü is a letter";
    EXPECT_EQ(completions(set, "LI"), (Names{"linker-ärmel", "bein_links"}));
}

} // namespace
} // namespace palimpsest
