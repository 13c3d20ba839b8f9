// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/parts/label_map.h"
#include "support/drawings.h"

#include <gtest/gtest.h>

namespace palimpsest {
namespace {

TEST(LabelMap, ItsHashIgnoresNamesOnly)
{
    const auto hash = [](const std::string& name, double right) {
        return sha256(rasterise(drawingOf({box(name, 0, 0, right, 1)}, 4, 1)));
    };
    EXPECT_EQ(hash("a", 2), hash("b", 2));
    EXPECT_NE(hash("a", 2), hash("a", 3));
}

LabelMap mapOf(int partCount, std::vector<std::uint8_t> labels)
{
    LabelMap map{.width = static_cast<int>(labels.size()), .height = 1, .labels = labels};
    map.parts.resize(static_cast<std::size_t>(partCount));
    return map;
}

TEST(BackgroundPart, IsTheLastAndHasItsOwnName)
{
    LabelMap map = mapOf(2, {0, 1, 0, 2});
    map.parts = {{"background", 1}, {"background 2", 1}};
    const LabelMap with = withBackgroundPart(map);
    EXPECT_EQ(with.labels, (std::vector<std::uint8_t>{3, 1, 3, 2}));
    EXPECT_EQ(with.parts.back(), (Part{.name = "background 3", .pixels = 2}));
    EXPECT_EQ(withBackgroundPart(mapOf(1, {0, 1})).parts.back().name, "background");
}

TEST(BackgroundPart, IsNotThereWhereNoPixelIsLeft)
{
    EXPECT_EQ(withBackgroundPart(mapOf(2, {1, 2})), mapOf(2, {1, 2}));
}

TEST(PartsThatLostAll, AreThoseWhoseLastPixelIsGone)
{
    const auto map = [](std::vector<Part> parts) {
        LabelMap map;
        map.parts = std::move(parts);
        return map;
    };
    const LabelMap before = map({{"eye", 3}, {"empty", 0}, {"ear", 2}});
    EXPECT_EQ(partsThatLostAll(before, map({{"ear", 0}, {"eye", 1}, {"empty", 0}, {"new", 0}})),
              std::vector<std::string>{"ear"});
    EXPECT_TRUE(partsThatLostAll(before, map({{"eye", 1}, {"empty", 4}})).empty())
        << "a part that is deleted is no loss";
}

TEST(Coarsening, SaysWhereEveryPartWent)
{
    const LabelMap fine = mapOf(4, {0, 1, 1, 2, 3, 4});
    EXPECT_EQ(coarsening(fine, fine), (std::vector<int>{0, 1, 2, 3}));
    // 1 and 3 are one part now, 2 is background, 4 comes first.
    EXPECT_EQ(coarsening(fine, mapOf(2, {0, 2, 2, 0, 2, 1})), (std::vector<int>{1, -1, 1, 0}));
}

TEST(Coarsening, IsNoneWhenARegionIsCutOrGrows)
{
    const LabelMap fine = mapOf(2, {0, 1, 1, 2});
    EXPECT_FALSE(coarsening(fine, mapOf(2, {0, 1, 2, 2}))); // cut
    EXPECT_FALSE(coarsening(fine, mapOf(2, {0, 1, 0, 2}))); // partly gone
    EXPECT_FALSE(coarsening(fine, mapOf(2, {1, 1, 1, 2}))); // over the background
    EXPECT_FALSE(coarsening(fine, mapOf(2, {0, 1, 1, 2, 0})));
}

TEST(Coarsening, PartsWithoutAPixelAreBackground)
{
    const LabelMap fine = mapOf(3, {0, 1, 3});
    EXPECT_EQ(coarsening(fine, mapOf(2, {0, 1, 2})), (std::vector<int>{0, -1, 1}));
}

} // namespace
} // namespace palimpsest
