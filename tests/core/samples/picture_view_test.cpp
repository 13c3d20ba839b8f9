// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/error.h"
#include "core/samples/picture_view.h"
#include "core/samples/preprocessing_presets.h"
#include "support/expect_error.h"

#include <gtest/gtest.h>

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

} // namespace
} // namespace palimpsest
