// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/coalition.h"
#include "core/base/error.h"
#include "core/parts/label_map.h"
#include "support/expect_error.h"

#include <gtest/gtest.h>

namespace palimpsest {
namespace {

Shape box(const std::string& label, double left, double top, double right, double bottom)
{
    return {label, {{left, top}, {right, top}, {right, bottom}, {left, bottom}}};
}

TEST(LabelMap, TakesPixelsWhoseCentreLiesInside)
{
    const std::vector<Shape> shapes = {box("a", 0.4, 0, 2.4, 1), box("b", 2.4, 0, 4, 1)};
    const LabelMap map = rasterise(shapes, 4, 2);
    EXPECT_EQ(map.labels, (std::vector<std::uint8_t>{1, 1, 2, 2, 0, 0, 0, 0}));
    EXPECT_EQ(map.parts, (std::vector<Part>{{"a", 2}, {"b", 2}}));
}

TEST(LabelMap, LaterShapesLieOnTopAndEqualLabelsAreOnePart)
{
    const std::vector<Shape> shapes = {box("a", 0, 0, 3, 1), box("b", 1, 0, 2, 1),
                                       box("a", 3, 0, 4, 1)};
    const LabelMap map = rasterise(shapes, 4, 1);
    EXPECT_EQ(map.labels, (std::vector<std::uint8_t>{1, 2, 1, 1}));
    EXPECT_EQ(map.partCount(), 2);
}

TEST(LabelMap, NeighboursThatShareAnEdgeTile)
{
    const std::vector<Shape> shapes = {{"a", {{0, 0}, {7, 0}, {0, 5}}},
                                       {"b", {{7, 0}, {7, 5}, {0, 5}}}};
    const LabelMap map = rasterise(shapes, 7, 5);
    EXPECT_EQ(map.parts[0].pixels + map.parts[1].pixels, 35u);
}

TEST(LabelMap, ReachesBeyondThePictureAreCut)
{
    const std::vector<Shape> shapes = {box("a", -50, -3, 1e9, 40)};
    EXPECT_EQ(rasterise(shapes, 3, 3).parts[0].pixels, 9u);
}

TEST(LabelMap, RefusesPartsWithoutPixelsByName)
{
    const std::vector<Shape> outside = {box("a", 0, 0, 2, 2), box("far", 10, 10, 12, 12)};
    expectError<BadInput>([&] { rasterise(outside, 4, 4); }, "\"far\"");
    const std::vector<Shape> covered = {box("below", 0, 0, 2, 2), box("above", 0, 0, 4, 4)};
    expectError<BadInput>([&] { rasterise(covered, 4, 4); }, "\"below\"");
    expectError<BadInput>([&] { rasterise({}, 4, 4); }, "No part");
}

TEST(LabelMap, RefusesMorePartsThanCanBeEnumerated)
{
    std::vector<Shape> shapes;
    for (int i = 0; i <= kMaxParts; ++i) {
        shapes.push_back(box("part " + std::to_string(i), i, 0, i + 1, 1));
    }
    expectError<BadInput>([&] { rasterise(shapes, 40, 1); }, "more than 20");
}

TEST(LabelMap, ItsHashIgnoresNamesOnly)
{
    const auto hash = [](const std::string& name, double right) {
        return sha256(rasterise(std::vector<Shape>{box(name, 0, 0, right, 1)}, 4, 1));
    };
    EXPECT_EQ(hash("a", 2), hash("b", 2));
    EXPECT_NE(hash("a", 2), hash("a", 3));
}

} // namespace
} // namespace palimpsest
