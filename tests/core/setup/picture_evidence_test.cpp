// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/samples/preprocessing_presets.h"
#include "core/setup/picture_evidence.h"
#include "core/setup/picture_notes.h"
#include "support/places.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>

namespace palimpsest {
namespace {

PictureList listOf(const std::vector<Image>& images)
{
    PictureList list;
    for (const Image& image : images) {
        list.pictures.push_back({.path = "set", .image = image});
    }
    return list;
}

Image pictureOf(int side, int channels, std::vector<std::uint8_t> levels)
{
    Image image{.width = side, .height = side, .channels = channels, .pixels = {}};
    while (image.pixels.size() < static_cast<std::size_t>(side * side * channels)) {
        image.pixels.insert(image.pixels.end(), levels.begin(), levels.end());
    }
    return image;
}

TEST(PictureEvidence, OfSmallGreyPicturesMakesOneChannelOfTheirSize)
{
    // Half black, half white: mean and standard deviation are one half.
    const PictureEvidence grey = evidenceOf(listOf({pictureOf(28, 1, {0, 255})}));
    EXPECT_TRUE(grey.isGrey);
    EXPECT_EQ(grey.most, 255);
    EXPECT_EQ(
        fittingPreprocessing(grey),
        (Preprocessing{.width = 28, .height = 28, .mean = {0.5}, .std = {0.5}, .resizing = {}}));
    const PictureEvidence stored = evidenceOf(listOf({pictureOf(28, 3, {9, 9, 9, 200, 200, 200})}));
    EXPECT_TRUE(stored.isGrey) << "whatever the file says";
    EXPECT_EQ(fittingPreprocessing(stored).channels(), 1);
}

TEST(PictureEvidence, OfOthersGoesByColourAndSize)
{
    const PictureEvidence small = evidenceOf(listOf({pictureOf(32, 3, {255, 0, 0})}));
    EXPECT_FALSE(small.isGrey);
    EXPECT_EQ(fittingPreprocessing(small).mean, (std::vector<double>{1.0, 0.0, 0.0}));
    EXPECT_EQ(fittingPreprocessing(small).std, (std::vector<double>{1.0, 1.0, 1.0}))
        << "what has no deviation is not divided by it";
    const PictureEvidence two =
        evidenceOf(listOf({pictureOf(32, 3, {1, 2, 3}), pictureOf(40, 3, {1, 2, 3})}));
    EXPECT_EQ(fittingPreprocessing(two), torchvisionPreprocessing());
    EXPECT_EQ(fittingPreprocessing(evidenceOf(listOf({pictureOf(200, 1, {0, 9})}))),
              torchvisionPreprocessing());
    EXPECT_NE(describe(two).find("2 pictures of 32–40 × 32–40, in colour, levels 1 to 3"),
              std::string::npos)
        << describe(two);
}

TEST(PictureNotes, SayOnceWhatTorchvisionDoesOtherwise)
{
    const TemporaryFolder folder;
    const auto grey = pictureOf(4, 1, {0, 255});
    writePng(folder / "plain.png", grey);
    EXPECT_TRUE(pictureNotes({folder / "plain.png", folder / "missing.png"}).empty());
    const auto robust = sourceFolder() / "../shared/data/robustness";
    if (!std::filesystem::exists(robust)) {
        GTEST_SKIP() << "The data set is not on this machine.";
    }
    const auto deep = robust / "pngsuite/basn0g16.png";
    const auto notes = pictureNotes({deep, deep, folder / "plain.png"});
    ASSERT_EQ(notes.size(), 1U);
    EXPECT_NE(notes[0].find("2 pictures, such as "), std::string::npos) << notes[0];
    EXPECT_NE(notes[0].find("16 bits a channel"), std::string::npos) << notes[0];
}

} // namespace
} // namespace palimpsest
