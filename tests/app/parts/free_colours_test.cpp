// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/parts/free_colours.h"
#include "core/parts/edits.h"
#include "support/drawings.h"
#include "widgets/style/part_colours.h"

#include <gtest/gtest.h>

namespace palimpsest {
namespace {

std::string colourOf(const Drawing& drawing, int part)
{
    return partColour(drawing.parts[static_cast<std::size_t>(part)], part).name().toStdString();
}

std::string colourOfNumber(int part)
{
    return partColour(part).name().toStdString();
}

TEST(FreeColours, ANewPartHasNeitherThatOfAPartNorThatOfANameOfTheSet)
{
    const PartNames set{.name = "animal", .parts = {{"head", "", 1}, {"tail", "", 2}}};
    Drawing before{.width = 4, .height = 4};
    before.parts = {{.name = "collar", .colour = colourOfNumber(2)}};
    const Drawing after = withFreeColours(withPart(before), before, &set);
    EXPECT_EQ(colourOf(after, 0), colourOfNumber(2));
    EXPECT_EQ(colourOf(after, 1), colourOfNumber(3)) << "0 and 1 are of the set";
    const Drawing two = withFreeColours(withPart(after), after, &set);
    EXPECT_EQ(colourOf(two, 2), colourOfNumber(4));
}

TEST(FreeColours, WhatItsNumberSaysIsNotSaid)
{
    const Drawing before{.width = 4, .height = 4};
    const Drawing after = withPart(withPart(before));
    EXPECT_EQ(withFreeColours(after, before, nullptr), after);
}

TEST(FreeColours, PartsThatAreThereKeepTheirs)
{
    const PartNames set{.name = "animal", .parts = {{"head", "", 1}}};
    const Drawing before = drawingOf({box("paw", 0, 0, 1, 1)}, 4, 4);
    const Drawing renamed = withPartRenamed(before, 0, "foot");
    EXPECT_EQ(withFreeColours(renamed, before, &set), renamed);
    EXPECT_EQ(colourOf(withFreeColours(withPart(before), before, &set), 0), colourOfNumber(0));
}

TEST(FreeColours, WhereAllAreTakenTheNumberSaysOne)
{
    PartNames set{.name = "all", .parts = {}};
    for (int entry = 0; entry < kPartColours; ++entry) {
        set.parts.push_back({std::to_string(entry), "", std::nullopt});
    }
    const Drawing before{.width = 4, .height = 4};
    EXPECT_EQ(withFreeColours(withPart(before), before, &set), withPart(before));
}

TEST(FreeColours, PartsOfASentenceHaveFreeOnesToo)
{
    const PartNames set{.name = "phrases", .parts = {{"subject", "", 1}}};
    SentenceParts words;
    words.parts = {{.label = "a", .words = {0}, .colour = {}}};
    EXPECT_EQ(withFreeColours(words, &set).parts[0].colour, colourOfNumber(1));
    EXPECT_EQ(withFreeColours(words, nullptr), words);
}

} // namespace
} // namespace palimpsest
