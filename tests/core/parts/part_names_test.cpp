// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/error.h"
#include "core/parts/drawing.h"
#include "core/parts/part_names.h"
#include "support/drawings.h"
#include "support/expect_error.h"

#include <gtest/gtest.h>

#include <functional>

namespace palimpsest {
namespace {

using Names = std::vector<std::string>;

PartNames bird()
{
    return {.name = "bird",
            .parts = {{.name = "beak", .colour = "#102030", .key = 1},
                      {.name = "crown", .colour = {}, .key = 2},
                      {.name = "left wing", .colour = {}, .key = {}}},
            .classes = {"wren"}};
}

TEST(PartNames, OfASampleHaveItsOrderColoursAndDigits)
{
    std::vector<PartStyle> parts;
    for (int i = 1; i <= 11; ++i) {
        parts.push_back({.name = "part " + std::to_string(i), .colour = i == 2 ? "#abcdef" : ""});
    }
    const PartNames set = partSetOf("things", parts);
    EXPECT_EQ(set.name, "things");
    ASSERT_EQ(set.parts.size(), 11U);
    EXPECT_EQ(set.parts[1], (NamedPart{.name = "part 2", .colour = "#abcdef", .key = 2}));
    EXPECT_EQ(set.parts[8].key, 9);
    EXPECT_EQ(set.parts[9].key, 0) << "as the keys lie on a keyboard";
    EXPECT_EQ(set.parts[10].key, std::nullopt);
    EXPECT_EQ(problemOf(set), "");
}

TEST(PartNames, SayWhatIsWrongWithThem)
{
    const auto problem = [](const std::function<void(PartNames&)>& change) {
        PartNames set = bird();
        change(set);
        return problemOf(set);
    };
    EXPECT_EQ(problemOf(bird()), "");
    EXPECT_EQ(problem([](PartNames& set) { set.name = " "; }),
              "a part set has no name; give it one");
    EXPECT_EQ(problem([](PartNames& set) { set.parts.clear(); }),
              "the part set \"bird\" names no part; give it at least one");
    EXPECT_EQ(problem([](PartNames& set) { set.parts[1].name = ""; }),
              "the part set \"bird\" has a part without a name; give it one");
    EXPECT_EQ(problem([](PartNames& set) { set.parts[1].name = "beak"; }),
              "the part set \"bird\" names \"beak\" twice; name each part once");
    EXPECT_EQ(problem([](PartNames& set) { set.parts[1].key = 1; }),
              "the part set \"bird\" gives the key 1 to \"beak\" and to \"crown\"; give each part "
              "a key of its own, or none");
    EXPECT_EQ(problem([](PartNames& set) { set.parts[1].key = 10; }),
              "the part set \"bird\" gives \"crown\" the key 10; use a digit from 0 to 9");
    EXPECT_EQ(problem([](PartNames& set) { set.parts[0].colour = "red"; }),
              "the part set \"bird\" gives \"beak\" the colour \"red\"; write it as #rrggbb");
    EXPECT_EQ(problem([](PartNames& set) { set.parts[0].name = kBackgroundLabel; }),
              "the part set \"bird\" names \"_background_\", which stands for what belongs to no "
              "part");
    EXPECT_EQ(problem([](PartNames& set) {
                  set.classes = {"wren", "wren"};
              }),
              "the part set \"bird\" lists the class \"wren\" twice; list it once");
    EXPECT_EQ(
        problem([](PartNames& set) {
            for (std::size_t i = 3; i <= kMaxDrawnParts; ++i) {
                set.parts.push_back({.name = std::to_string(i), .colour = {}, .key = {}});
            }
        }),
        "the part set \"bird\" names 256 parts, and a sample has 255 at most; leave some out");
}

TEST(PartNames, OneIsRenamedInASetThatHasIt)
{
    PartNames expected = bird();
    expected.parts[0].name = "bill";
    EXPECT_EQ(withPartRenamed(bird(), "beak", "bill"), expected);
    EXPECT_EQ(withPartRenamed(bird(), "tail", "bill"), bird());
    EXPECT_EQ(withPartRenamed(bird(), "beak", "beak"), bird());
    expectError<BadInput>([] { withPartRenamed(bird(), "beak", "crown"); },
                          "The part set \"bird\" has the parts \"beak\" and \"crown\"");
}

TEST(PartNames, OneIsRenamedInADrawingThatHasIt)
{
    const Drawing drawing = drawingOf({box("beak", 0, 0, 1, 1), box("crown", 1, 0, 2, 1)}, 2, 1);
    const Drawing renamed = drawingOf({box("bill", 0, 0, 1, 1), box("crown", 1, 0, 2, 1)}, 2, 1);
    EXPECT_EQ(withPartRenamed(drawing, "beak", "bill"), renamed);
    EXPECT_EQ(sha256(paint(renamed)), sha256(paint(drawing))) << "so values stay";
    EXPECT_EQ(withPartRenamed(drawing, "tail", "bill"), drawing);
    expectError<BadInput>([&] { withPartRenamed(drawing, "beak", "crown"); },
                          "Choose another name, or merge the two.");
}

TEST(PartNames, AreMissingWhereNoShapeHasThem)
{
    Drawing drawing = drawingOf({box("crown", 0, 0, 1, 1), box("tail", 1, 0, 2, 1)}, 2, 1);
    drawing.parts.push_back({.name = "beak", .colour = {}}); // named, and not drawn yet
    EXPECT_EQ(drawnParts(drawing), (Names{"crown", "tail"}));
    EXPECT_EQ(missingParts(bird(), drawnParts(drawing)), (Names{"beak", "left wing"}));
    EXPECT_EQ(missingParts(bird(), {"left wing", "beak", "crown", "tail"}), Names());
}

} // namespace
} // namespace palimpsest
