// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/error.h"
#include "core/base/sha256.h"
#include "core/pictures/resize.h"
#include "core/samples/preprocessing.h"
#include "core/samples/text_table.h"
#include "support/expect_error.h"
#include "support/places.h"

#include <gtest/gtest.h>

namespace palimpsest {
namespace {

/// The picture that resize_cases.tsv was made of.
Image pattern(int width, int height, int channels)
{
    Image image{.width = width, .height = height, .channels = channels};
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x) {
            for (int c = 0; c < channels; ++c) {
                const int level = x * x * 7 + y * 13 + c * 29 + x * y * y * 3;
                image.pixels.push_back(static_cast<std::uint8_t>(level % 256));
            }
        }
    }
    return image;
}

std::string hashOf(const Image& image)
{
    return sha256(
        std::string_view(reinterpret_cast<const char*>(image.pixels.data()), image.pixels.size()));
}

// The table was written by Pillow 9.4, with the arithmetic of torchvision's and of Hugging Face's
// centre crop between; the bits have to be the same.
TEST(Resize, HasTheBitsOfPillow)
{
    const TextTable table = readTextTable(sourceFolder() / "tests/fixtures/resize_cases.tsv");
    EXPECT_EQ(table.rows.size(), 38U);
    for (const TableRow& row : table.rows) {
        const auto number = [&](std::size_t i) { return std::stoi(row.fields[i]); };
        const Image image = pattern(number(1), number(2), number(3));
        const Interpolation interpolation =
            row.fields[4] == "bicubic" ? Interpolation::Bicubic : Interpolation::Bilinear;
        if (row.fields[0] == "resize") {
            EXPECT_EQ(hashOf(resized(image, number(5), number(6), interpolation)), row.fields[9])
                << row.line;
            continue;
        }
        const Preprocessing preprocessing{
            .width = number(5),
            .height = number(6),
            .resizing = {
                .mode = row.fields[0] == "squash" ? ResizeMode::Squash : ResizeMode::ShorterSide,
                .interpolation = interpolation,
                .side = number(7),
                .cropStart = row.fields[8] == "floor" ? CropStart::Floor : CropStart::Rounded}};
        EXPECT_EQ(hashOf(fitted(image, preprocessing, "x")), row.fields[9]) << row.line;
    }
}

TEST(Resize, KeepsAPictureOfThatSizeAndOneOfOneColour)
{
    const Image image = pattern(9, 7, 3);
    EXPECT_EQ(resized(image, 9, 7, Interpolation::Bicubic), image);
    Image plain = image;
    std::ranges::fill(plain.pixels, 137);
    for (const std::uint8_t level : resized(plain, 31, 2, Interpolation::Bicubic).pixels) {
        EXPECT_EQ(level, 137);
    }
}

TEST(Resize, RefusesSizesThatNoPictureHas)
{
    const Image image = pattern(2, 2, 1);
    expectError<BadInput>([&] { resized(image, 0, 5, Interpolation::Bilinear); }, "0 × 5");
    expectError<BadInput>([&] { resized(image, 99999, 99999, Interpolation::Bilinear); }, "crop");
}

TEST(Crop, IsBlackOutsideOfThePicture)
{
    const Image image{.width = 2, .height = 1, .channels = 1, .pixels = {7, 9}};
    EXPECT_EQ(cropped(image, -1, 0, 4, 2).pixels,
              (std::vector<std::uint8_t>{0, 7, 9, 0, 0, 0, 0, 0}));
    EXPECT_EQ(cropped(image, 1, 0, 1, 1).pixels, std::vector<std::uint8_t>{9});
    EXPECT_EQ(cropped(image, 5, 5, 1, 1).pixels, std::vector<std::uint8_t>{0});
}

TEST(Preprocessing, ResizesOnlyWhenItSaysSo)
{
    Preprocessing preprocessing{.width = 4, .height = 2, .mean = {0.0}, .std = {1.0}};
    const Image image = pattern(9, 7, 1);
    expectError<BadInput>([&] { preprocess(image, preprocessing, "cat.png"); }, "cat.png is 9 × 7");
    preprocessing.resizing.mode = ResizeMode::Squash;
    const Image seen = resized(image, 4, 2, Interpolation::Bilinear);
    EXPECT_EQ(fitted(image, preprocessing, "x"), seen);
    EXPECT_EQ(preprocess(image, preprocessing, "x"), normalised(seen, preprocessing, "x"));
}

} // namespace
} // namespace palimpsest
