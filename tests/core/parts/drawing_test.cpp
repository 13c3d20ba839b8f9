// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/coalition.h"
#include "core/base/error.h"
#include "core/parts/drawing.h"
#include "support/drawings.h"
#include "support/expect_error.h"

#include <gtest/gtest.h>

#include <chrono>
#include <cmath>
#include <numbers>

namespace palimpsest {
namespace {

using Labels = std::vector<std::uint8_t>;

TEST(Drawing, TakesPixelsWhoseCentreLiesInside)
{
    const LabelMap map =
        rasterise(drawingOf({box("a", 0.4, 0, 2.4, 1), box("b", 2.4, 0, 4, 1)}, 4, 2));
    EXPECT_EQ(map.labels, (Labels{1, 1, 2, 2, 0, 0, 0, 0}));
    EXPECT_EQ(map.parts, (std::vector<Part>{{"a", 2}, {"b", 2}}));
}

TEST(Drawing, LaterShapesLieOnTopAndEqualLabelsAreOnePart)
{
    const LabelMap map = rasterise(
        drawingOf({box("a", 0, 0, 3, 1), box("b", 1, 0, 2, 1), box("a", 3, 0, 4, 1)}, 4, 1));
    EXPECT_EQ(map.labels, (Labels{1, 2, 1, 1}));
    EXPECT_EQ(map.partCount(), 2);
}

TEST(Drawing, BackgroundShapesErase)
{
    const Drawing drawing = drawingOf(
        {box("a", 0, 0, 4, 1), box(kBackgroundLabel, 1, 0, 3, 1), box("b", 2, 0, 3, 1)}, 4, 1);
    EXPECT_EQ(rasterise(drawing).labels, (Labels{1, 0, 2, 1}));
}

TEST(Drawing, NumbersAreThePlacesInItsListOfParts)
{
    Drawing drawing = drawingOf({box("a", 0, 0, 1, 1), box("b", 1, 0, 2, 1)}, 2, 1);
    std::swap(drawing.parts[0], drawing.parts[1]);
    EXPECT_EQ(rasterise(drawing).labels, (Labels{2, 1}));
    EXPECT_EQ(partIndex(drawing, "a"), 1);
    EXPECT_EQ(partIndex(drawing, "c"), -1);
}

TEST(Drawing, NeighboursThatShareAnEdgeTile)
{
    const LabelMap map = rasterise(drawingOf(
        {{"a", {{0, 0}, {7, 0}, {0, 5}}, {}}, {"b", {{7, 0}, {7, 5}, {0, 5}}, {}}}, 7, 5));
    EXPECT_EQ(map.parts[0].pixels + map.parts[1].pixels, 35u);
}

TEST(Drawing, ACrossedPolygonHasAHole)
{
    // Two turns around the middle: inside twice is outside by the even–odd rule.
    const Drawing drawing = drawingOf(
        {{"a",
          {{0, 0}, {5, 0}, {5, 5}, {0, 5}, {0, 0}, {2, 2}, {3, 2}, {3, 3}, {2, 3}, {2, 2}},
          {}}},
        5, 5);
    const LabelMap map = rasterise(drawing);
    EXPECT_EQ(map.parts[0].pixels, 24u);
    EXPECT_EQ(map.labels[12], 0);
}

TEST(Drawing, ReachesBeyondThePictureAreCut)
{
    EXPECT_EQ(rasterise(drawingOf({box("a", -50, -3, 1e9, 40)}, 3, 3)).parts[0].pixels, 9u);
}

TEST(Drawing, ModelsRefusePartsWithoutPixelsByName)
{
    const auto refused = [](const Drawing& drawing, const std::string& text) {
        expectError<BadInput>([&] { rasterise(drawing); }, text);
        EXPECT_EQ(paint(drawing).partCount(), static_cast<int>(drawing.parts.size()));
    };
    refused(drawingOf({box("a", 0, 0, 2, 2), box("far", 10, 10, 12, 12)}, 4, 4), "\"far\"");
    refused(drawingOf({box("below", 0, 0, 2, 2), box("above", 0, 0, 4, 4)}, 4, 4), "\"below\"");
    refused(drawingOf({}, 4, 4), "No part");
    Drawing drawing = drawingOf({box("a", 0, 0, 2, 2)}, 4, 4);
    drawing.parts.push_back({.name = "later", .colour = {}});
    refused(drawing, "\"later\" has no shape");
}

TEST(Drawing, ModelsRefuseMorePartsThanCanBeEnumerated)
{
    std::vector<Shape> shapes;
    for (int i = 0; i <= kMaxParts; ++i) {
        shapes.push_back(box("part " + std::to_string(i), i, 0, i + 1, 1));
    }
    const Drawing drawing = drawingOf(shapes, 40, 1);
    expectError<BadInput>([&] { rasterise(drawing); }, "more than 20");
    EXPECT_EQ(paint(drawing).labels[kMaxParts], kMaxParts + 1);
}

TEST(Drawing, RefusesShapesOfNoPart)
{
    Drawing drawing = drawingOf({box("a", 0, 0, 2, 2), box("stray", 0, 0, 1, 1)}, 4, 4);
    drawing.parts.pop_back();
    expectError<BadInput>([&] { paint(drawing); }, "\"stray\"");
}

TEST(Drawing, RefusesMorePartsThanLabels)
{
    Drawing drawing = drawingOf({}, 4, 4);
    for (std::size_t i = 0; i <= kMaxDrawnParts; ++i) {
        drawing.parts.push_back({.name = std::to_string(i), .colour = {}});
    }
    expectError<BadInput>([&] { paint(drawing); }, "more than 255");
}

// Every stroke repaints, so painting must not be felt.
TEST(Drawing, TwentyPolygonsOnAPictureOfAnImageNetSizeArePaintedAtOnce)
{
    std::vector<Shape> shapes;
    for (int i = 0; i < kMaxParts; ++i) {
        Shape shape{.label = "part " + std::to_string(i), .polygon = {}, .otherKeys = {}};
        for (int corner = 0; corner < 24; ++corner) {
            const double angle = 2.0 * std::numbers::pi * corner / 24;
            shape.polygon.push_back({30.0 + i * 8.5 + 28.0 * std::cos(angle),
                                     190.0 - i * 8.0 + 28.0 * std::sin(angle)});
        }
        shapes.push_back(shape);
    }
    const Drawing drawing = drawingOf(shapes, 224, 224);
    double fastest = 1e9; // milliseconds
    for (int run = 0; run < 10; ++run) {
        const auto start = std::chrono::steady_clock::now();
        EXPECT_EQ(paint(drawing).partCount(), kMaxParts);
        const std::chrono::duration<double, std::milli> took =
            std::chrono::steady_clock::now() - start;
        fastest = std::min(fastest, took.count());
    }
    RecordProperty("milliseconds", std::to_string(fastest));
    EXPECT_LT(fastest, 10.0); // it takes 0.2; sanitizers and other programs slow it down
}

TEST(Drawing, MasksArePaintedWhereTheyLieOnThePicture)
{
    const Mask mask{.left = -1, .top = 1, .width = 3, .height = 2, .pixels = {1, 1, 0, 1, 0, 1}};
    const LabelMap map = paint(drawingOf({{"a", {}, {}, mask}}, 3, 2));
    EXPECT_EQ(map.labels, (Labels{0, 0, 0, 1, 0, 0}));
    EXPECT_EQ(map.parts[0].pixels, 1U);
}

TEST(Drawing, ThePixelsOfALabelAreTheirSmallestBox)
{
    const Labels labels = {0, 0, 0, 0, //
                           0, 2, 0, 1, //
                           2, 0, 2, 0};
    EXPECT_EQ(pixelsWith(2, labels, 4),
              (Mask{.left = 0, .top = 1, .width = 3, .height = 2, .pixels = {0, 1, 0, 1, 0, 1}}));
    EXPECT_EQ(pixelsWith(3, labels, 4), Mask());
    EXPECT_EQ(pixelsWith(1, {}, 0), Mask());
}

} // namespace
} // namespace palimpsest
