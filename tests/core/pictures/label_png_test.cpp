// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/pictures/image.h"
#include "core/pictures/label_png.h"
#include "support/expect_error.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>

namespace palimpsest {
namespace {

TEST(LabelPng, KeepsNumbersAndPalette)
{
    LabelPicture picture{.width = 3, .height = 2, .labels = {0, 1, 2, 2, 1, 0}, .colours = {}};
    picture.colours = {{0, 0, 0}, {128, 0, 0}, {0, 0, 0}}; // two labels of one colour
    const std::string png = encodeLabelPng(picture);
    EXPECT_EQ(decodeLabelPng(png, "mask"), picture);
    EXPECT_EQ(decodeImage(png, "mask", 3).pixels[3], 128) << "other programs see its colours";
}

TEST(LabelPng, TakesLevelsOfGreyAsTheyAre)
{
    const LabelPicture picture{.width = 2, .height = 1, .labels = {7, 255}, .colours = {}};
    EXPECT_EQ(decodeLabelPng(encodeLabelPng(picture), "mask"), picture);
}

TEST(LabelPng, NumbersTrueColoursAsTheyCome)
{
    const TemporaryFolder folder;
    const Image image{
        .width = 3, .height = 1, .channels = 3, .pixels = {0, 0, 0, 9, 8, 7, 0, 0, 0}};
    writePng(folder / "mask.png", image);
    const LabelPicture read = decodeLabelPng(readFile(folder / "mask.png", 1 << 20), "mask");
    EXPECT_TRUE(read.isTrueColour);
    EXPECT_EQ(read.labels, (std::vector<std::uint8_t>{0, 1, 0}));
    EXPECT_EQ(read.colours, (std::vector<Rgb>{{0, 0, 0}, {9, 8, 7}}));
}

TEST(LabelPng, RefusesWhatCannotBeLabels)
{
    Image photograph{.width = 300, .height = 1, .channels = 3, .pixels = {}};
    for (int i = 0; i < 300; ++i) {
        photograph.pixels.insert(photograph.pixels.end(), {static_cast<std::uint8_t>(i),
                                                           static_cast<std::uint8_t>(i / 2), 1});
    }
    const TemporaryFolder folder;
    writePng(folder / "photograph.png", photograph);
    const std::string png = readFile(folder / "photograph.png", 1 << 20);
    expectError<BadFile>([&] { decodeLabelPng(png, "mask"); }, "more than 256 colours");
    expectError<BadFile>([&] { decodeLabelPng("GIF89a", "mask"); }, "mask");
    expectError<BadFile>([&] { decodeLabelPng(png.substr(0, 60), "mask"); }, "damaged");
}

TEST(LabelPng, ColoursAreThoseOfPascalVoc)
{
    EXPECT_EQ(vocColour(0), (Rgb{0, 0, 0}));
    EXPECT_EQ(vocColour(1), (Rgb{128, 0, 0}));
    EXPECT_EQ(vocColour(8), (Rgb{64, 0, 0}));
    EXPECT_EQ(vocColour(15), (Rgb{192, 128, 128}));
    EXPECT_EQ(vocColour(255), (Rgb{224, 224, 192}));
}

} // namespace
} // namespace palimpsest
