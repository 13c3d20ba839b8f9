// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/pictures/image.h"
#include "core/setup/flat_background.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>

#include <random>

namespace palimpsest {
namespace {

constexpr int kSide = 16;

/// A letter: a bright square in the middle of `ground`, which may be a little uneven.
Image letter(int ground, int unevenness = 1)
{
    std::mt19937 random(1);
    Image image{.width = kSide, .height = kSide, .channels = 1, .pixels = {}};
    for (int y = 0; y < kSide; ++y) {
        for (int x = 0; x < kSide; ++x) {
            const bool isInk = x > 4 && x < 11 && y > 4 && y < 11;
            const int noise = static_cast<int>(random() % static_cast<unsigned>(unevenness));
            image.pixels.push_back(static_cast<std::uint8_t>(isInk ? 230 : ground + noise));
        }
    }
    return image;
}

TEST(FlatBackground, IsTheColourOfTheEdgeWhereThatIsOne)
{
    EXPECT_EQ(flatBackground(letter(0)), std::vector<double>{0.0});
    const auto uneven = flatBackground(letter(100, 8));
    ASSERT_TRUE(uneven) << "as JPEG stores it";
    EXPECT_NEAR(uneven->front(), 103.5, 1.0);
    EXPECT_EQ(flatBackground(letter(0, 200)), std::nullopt) << "a photograph";
    Image cut = letter(0); // as a garment that reaches the edges
    for (int pixel = 0; pixel < kSide * kSide; ++pixel) {
        if (pixel % kSide > 4 && pixel % kSide < 12) {
            cut.pixels[static_cast<std::size_t>(pixel)] = 230;
        }
    }
    EXPECT_EQ(flatBackground(cut), std::vector<double>{0.0});
    const Image blank{
        .width = 4, .height = 4, .channels = 1, .pixels = std::vector<std::uint8_t>(16)};
    EXPECT_EQ(flatBackground(blank), std::nullopt) << "nothing is hidden in nothing";
}

TEST(FlatBackground, AsksForTheBaselineUntilOneIsChosen)
{
    const TemporaryFolder folder;
    writePng(folder / "images/photo.png", letter(0, 200));
    writePng(folder / "images/alpha.png", letter(0));
    Study study{.classes = {"a", "b"},
                .preprocessing = {.width = kSide, .height = kSide, .mean = {0.5}, .std = {0.5}},
                .samples = {{.id = "photo", .image = "images/photo.png"},
                            {.id = "alpha", .image = "images/alpha.png"}}};
    EXPECT_FALSE(baselineQuestion(folder.path(), study)) << "older studies are never asked";
    study.settings.asksBaseline = true;
    const auto question = baselineQuestion(folder.path(), study);
    ASSERT_TRUE(question);
    EXPECT_EQ(question->sample, 1U);
    EXPECT_EQ(question->ofBackground, (Baseline{.kind = BaselineKind::Colour, .colour = {0.0}}));
    const std::string why = describe(*question, study);
    EXPECT_NE(why.find("the background of alpha is of one colour (black)"), std::string::npos)
        << why;
    EXPECT_NE(why.find("they see the mean of the normalisation"), std::string::npos) << why;
    EXPECT_EQ(question->others, 0U);
    EXPECT_EQ(why.find("No one colour"), std::string::npos);
    writePng(folder / "images/beta.png", letter(200));
    study.samples.push_back({.id = "beta", .image = "images/beta.png"});
    const auto mixed = baselineQuestion(folder.path(), study);
    ASSERT_TRUE(mixed);
    EXPECT_EQ(mixed->others, 1U);
    EXPECT_NE(describe(*mixed, study).find("of the 2 pictures that were looked at, 1 has"),
              std::string::npos)
        << describe(*mixed, study);
    study.samples.pop_back();
    study.preprocessing.mean = {0.0};
    EXPECT_FALSE(baselineQuestion(folder.path(), study)) << "both are black";
}

} // namespace
} // namespace palimpsest
