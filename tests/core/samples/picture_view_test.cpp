// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/error.h"
#include "core/parts/labelme_picture.h"
#include "core/samples/picture_view.h"
#include "core/samples/preprocessing_presets.h"
#include "support/expect_error.h"

#include <gtest/gtest.h>

#include <random>

namespace palimpsest {
namespace {

/// A drawing of one rectangle.
Drawing drawingOf(int width, int height, Point from, Point to)
{
    return {.width = width,
            .height = height,
            .shapes = {{.label = "a",
                        .polygon = {from, {to.x, from.y}, to, {from.x, to.y}},
                        .otherKeys = {}}},
            .parts = {{.name = "a", .colour = "#102030"}}};
}

TEST(PictureMapping, IsThatOfTheResizedAndCroppedPicture)
{
    // torchvision: 500 × 375 to 341 × 256 (256 · 500 / 375 = 341.3), then the middle 224 × 224.
    const Preprocessing torchvision = torchvisionPreprocessing();
    EXPECT_EQ(fittingOf(500, 375, torchvision),
              (Fitting{.width = 341, .height = 256, .left = 58, .top = 16}));
    const PictureMapping view = viewOf(500, 375, torchvision);
    const Point seen = seenAt({.x = 250.0, .y = 187.5}, view);
    EXPECT_DOUBLE_EQ(seen.x, 341.0 / 2.0 - 58.0);
    EXPECT_DOUBLE_EQ(seen.y, 112.0);
    const Point back = seenAt(seen, inverted(view));
    EXPECT_NEAR(back.x, 250.0, 1e-9);
    EXPECT_NEAR(back.y, 187.5, 1e-9);
}

TEST(PictureMapping, OfAPlainResizeHasTwoScales)
{
    const Preprocessing plain{.width = 48,
                              .height = 64,
                              .mean = {0.5},
                              .std = {0.5},
                              .resizing = {.mode = ResizeMode::Squash}};
    const PictureMapping view = viewOf(96, 32, plain);
    EXPECT_EQ(view, (PictureMapping{.scaleX = 0.5, .scaleY = 2.0}));
    const Drawing seen =
        onView(drawingOf(96, 32, {10, 4}, {30, 16}), 96, 32, plain, "parts/a.json");
    EXPECT_EQ(seen, drawingOf(48, 64, {5, 8}, {15, 32}));
}

TEST(PictureMapping, TakesPartsOfTheOriginalAndOfWhatIsSeenAndNoOthers)
{
    const Preprocessing exact{.width = 8, .height = 8, .mean = {0.5}, .std = {0.5}, .resizing = {}};
    const Drawing seen = drawingOf(8, 8, {1, 1}, {4, 4});
    EXPECT_EQ(onView(seen, 8, 8, exact, "a"), seen);
    Preprocessing cropped = exact;
    cropped.resizing = {.mode = ResizeMode::ShorterSide, .side = 16};
    EXPECT_EQ(onView(seen, 32, 32, cropped, "a"), seen) << "drawn on what the model sees";
    EXPECT_EQ(onView(drawingOf(32, 32, {8, 8}, {16, 16}), 32, 32, cropped, "a"),
              drawingOf(8, 8, {0, 0}, {4, 4}));
    expectError<BadInput>(
        [&] {
            onView(drawingOf(31, 32, {0, 0}, {4, 4}), 32, 32, cropped, "parts/a.json");
        },
        "parts/a.json were drawn on a picture of 31 × 32 pixels, but the sample has 32 × 32");
}

TEST(PictureMapping, NamesPartsThatACropLeavesOutside)
{
    const Preprocessing cropped{.width = 8,
                                .height = 8,
                                .mean = {0.5},
                                .std = {0.5},
                                .resizing = {.mode = ResizeMode::ShorterSide, .side = 16}};
    EXPECT_EQ(partsWithoutPixels(onView(drawingOf(16, 16, {0, 0}, {3, 3}), 16, 16, cropped, "a")),
              std::vector<std::string>{"a"});
    EXPECT_TRUE(partsWithoutPixels(onView(drawingOf(16, 16, {0, 0}, {6, 6}), 16, 16, cropped, "a"))
                    .empty());
}

/// Columns of random heights in a box that may reach beyond the picture: one outline goes around
/// all of them, without ways from one to another.
Mask randomColumns(std::mt19937& random, int width, int height)
{
    const auto below = [&](int end) {
        return static_cast<int>(random() % static_cast<unsigned>(end));
    };
    Mask mask{.left = below(20) - 8,
              .top = below(20) - 8,
              .width = 1 + below(width),
              .height = 1 + below(height),
              .pixels = {}};
    mask.pixels.assign(static_cast<std::size_t>(mask.width) * mask.height, 0);
    for (int x = 0; x < mask.width; ++x) {
        for (int y = below(mask.height); y >= 0; --y) {
            mask.pixels[static_cast<std::size_t>(y) * mask.width + x] = 1;
        }
    }
    return mask;
}

TEST(PictureMapping, CarriesPixelsAsItCarriesTheirOutline)
{
    std::mt19937 random(7);
    for (int trial = 0; trial < 300; ++trial) {
        const int width = 20 + static_cast<int>(random() % 40);
        const int height = 20 + static_cast<int>(random() % 40);
        const int side = 8 + static_cast<int>(random() % 40);
        const Preprocessing preprocessing{
            .width = side,
            .height = side,
            .mean = {0.5},
            .std = {0.5},
            .resizing = {.mode = trial % 2 == 0 ? ResizeMode::Squash : ResizeMode::ShorterSide,
                         .side = side + static_cast<int>(random() % 5)}};
        Drawing painted = drawingOf(width, height, {0, 0}, {1, 1});
        painted.shapes[0] = {"a", {}, {}, randomColumns(random, width, height)};
        Drawing outlined = painted;
        outlined.shapes[0] = {"a", outlineOf(*painted.shapes[0].mask), {}};
        const Drawing seen = onView(painted, width, height, preprocessing, "a");
        EXPECT_EQ(paint(seen).labels,
                  paint(onView(outlined, width, height, preprocessing, "a")).labels)
            << width << " × " << height << " to " << side;
        EXPECT_LE(seen.shapes.size(), 1U);
    }
}

TEST(PictureMapping, APixelOfAMaskIsTheOneInWhichItsCentreWas)
{
    const Preprocessing half{.width = 4,
                             .height = 2,
                             .mean = {0.5},
                             .std = {0.5},
                             .resizing = {.mode = ResizeMode::Squash}};
    Drawing drawing = drawingOf(8, 4, {0, 0}, {1, 1});
    drawing.shapes[0] = {
        "a", {}, {}, Mask{.left = 3, .top = 1, .width = 1, .height = 1, .pixels = {1}}};
    // The centre of pixel (1, 0) of the smaller picture is the corner (3, 1) of the larger one.
    const Drawing seen = onView(drawing, 8, 4, half, "a");
    EXPECT_EQ(seen.shapes[0].mask,
              (Mask{.left = 1, .top = 0, .width = 1, .height = 1, .pixels = {1}}));
    EXPECT_EQ(onStored(seen, {8, 4}, half).shapes[0].mask,
              (Mask{.left = 2, .top = 0, .width = 2, .height = 2, .pixels = {1, 1, 1, 1}}));
    drawing.shapes[0].mask->left = 4;
    EXPECT_TRUE(onView(drawing, 8, 4, half, "a").shapes.empty()) << "it lies between the centres";
}

TEST(PictureMapping, IsComposedOfTwo)
{
    const PictureMapping first{.scaleX = 2, .scaleY = 3, .left = 1, .top = -1};
    const PictureMapping second{.scaleX = 0.5, .scaleY = 4, .left = -3, .top = 2};
    const Point point{5, 7};
    EXPECT_EQ(seenAt(point, composed(first, second)), seenAt(seenAt(point, first), second));
}

} // namespace
} // namespace palimpsest
