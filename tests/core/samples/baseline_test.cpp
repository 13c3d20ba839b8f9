// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/error.h"
#include "core/samples/baseline.h"
#include "support/expect_error.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>

namespace palimpsest {
namespace {

const Preprocessing kColour{
    .width = 2, .height = 1, .mean = {0.5, 0.25, 0.0}, .std = {0.5, 0.25, 1.0}};
const Image kTwoPixels{.width = 2, .height = 1, .channels = 3, .pixels = {255, 0, 10, 5, 100, 20}};

/// A picture of noise with a square part in its middle.
struct NoisePicture
{
    explicit NoisePicture(int channels, int side = 24)
        : preprocessing{.width = side,
                        .height = side,
                        .mean = std::vector<double>(static_cast<std::size_t>(channels), 0.5),
                        .std = std::vector<double>(static_cast<std::size_t>(channels), 0.5)},
          picture{.width = side, .height = side, .channels = channels},
          parts{.width = side, .height = side, .parts = {{"square", 0}}}
    {
        std::mt19937 random(7);
        for (int i = 0; i < side * side * channels; ++i) {
            picture.pixels.push_back(static_cast<std::uint8_t>(random() % 256));
        }
        for (int i = 0; i < side * side; ++i) {
            const bool inside = std::abs(i % side - side / 2) < side / 4 &&
                                std::abs(i / side - side / 2) < side / 4;
            parts.labels.push_back(inside ? 1 : 0);
        }
    }

    Image with(const Baseline& baseline) const
    {
        return baselinePicture(baseline, preprocessing, picture, parts);
    }

    Preprocessing preprocessing;
    Image picture;
    LabelMap parts;
};

TEST(Baseline, DatasetMeanIsZeroAfterNormalising)
{
    EXPECT_EQ(baselineTensor({}, kColour, kTwoPixels, {}).values, std::vector<float>(6, 0.0F));
    EXPECT_EQ(baselinePicture({}, kColour, kTwoPixels, {}).pixels,
              (std::vector<std::uint8_t>{128, 64, 0, 128, 64, 0}));
}

TEST(Baseline, ColourIsNormalisedAsAPictureOfIt)
{
    const Baseline baseline{.kind = BaselineKind::Colour, .colour = {255, 0, 51}};
    const Image image{.width = 2, .height = 1, .channels = 3, .pixels = {255, 0, 51, 255, 0, 51}};
    EXPECT_EQ(baselineTensor(baseline, kColour, kTwoPixels, {}), preprocess(image, kColour, "x"));
    EXPECT_EQ(baselinePicture(baseline, kColour, kTwoPixels, {}), image);
    EXPECT_EQ(describe(baseline), "colour 255, 0, 51");
    EXPECT_EQ(describe({.kind = BaselineKind::Colour, .colour = {0, 0, 0}}), "black");
    EXPECT_EQ(describe({.kind = BaselineKind::Colour, .colour = {0.1, 127.5, 200}}),
              "colour 0.1, 128, 200");
}

TEST(Baseline, RefusesAColourOfOtherChannels)
{
    const Baseline baseline{.kind = BaselineKind::Colour, .colour = {7}};
    expectError<BadInput>([&] { baselineTensor(baseline, kColour, kTwoPixels, {}); }, "1 channels");
}

TEST(Baseline, MeanOfThePictureIsThatOfEachChannel)
{
    const Baseline mean{.kind = BaselineKind::ImageMean};
    EXPECT_EQ(baselinePicture(mean, kColour, kTwoPixels, {}).pixels,
              (std::vector<std::uint8_t>{130, 50, 15, 130, 50, 15}));
    const auto tensor = baselineTensor(mean, kColour, kTwoPixels, {});
    EXPECT_EQ(tensor.values[2], static_cast<float>((50.0 / 255.0 - 0.25) / 0.25));
    const Image half{.width = 2, .height = 1, .channels = 1, .pixels = {0, 1}};
    const Preprocessing grey{.width = 2, .height = 1, .mean = {0.0}, .std = {1.0}};
    EXPECT_EQ(baselineTensor(mean, grey, half, {}).values[0], static_cast<float>(0.5 / 255.0));
}

TEST(Baseline, OfAConstantPictureIsThePicture)
{
    for (const int channels : {1, 3}) {
        NoisePicture of(channels);
        std::ranges::fill(of.picture.pixels, 93);
        for (const BaselineKind kind :
             {BaselineKind::ImageMean, BaselineKind::Blur, BaselineKind::NavierStokes}) {
            EXPECT_EQ(of.with({.kind = kind, .sigma = 3.0}), of.picture);
        }
        for (const int level : of.with({.kind = BaselineKind::Telea}).pixels) {
            EXPECT_NEAR(level, 93, 4); // means of means, each of them rounded
        }
    }
}

/// Reflects without repeating the edge: … 2 1 | 0 1 2 … n−1 | n−2 …
int reflected(int i, int n)
{
    while (i < 0 || i >= n) {
        i = i < 0 ? -i : 2 * (n - 1) - i;
    }
    return i;
}

TEST(Baseline, BlurIsTheConvolutionWithAGaussian)
{
    constexpr int kSide = 24;
    const NoisePicture of(1, kSide);
    for (const double sigma : {0.8, 2.4, 20.0}) {
        const Image blurred = of.with({.kind = BaselineKind::Blur, .sigma = sigma});
        const int reach = static_cast<int>(std::lround(sigma * 4.0));
        double weights = 0.0;
        for (int d = -reach; d <= reach; ++d) {
            weights += std::exp(-d * d / (2 * sigma * sigma));
        }
        for (int y = 0; y < kSide; y += 5) {
            for (int x = 0; x < kSide; x += 5) {
                double sum = 0.0;
                for (int dy = -reach; dy <= reach; ++dy) {
                    for (int dx = -reach; dx <= reach; ++dx) {
                        const int at = reflected(y + dy, kSide) * kSide + reflected(x + dx, kSide);
                        sum += std::exp(-(dx * dx + dy * dy) / (2 * sigma * sigma)) *
                               of.picture.pixels[static_cast<std::size_t>(at)];
                    }
                }
                const double wanted = sum / (weights * weights);
                EXPECT_NEAR(blurred.pixels[static_cast<std::size_t>(y * kSide + x)], wanted, 0.51);
            }
        }
    }
}

TEST(Baseline, BlurNeedsASoundSigma)
{
    const NoisePicture of(1);
    for (const double sigma : {0.0, -1.0, 1e9, std::nan("")}) {
        expectError<BadInput>([&] { of.with({.kind = BaselineKind::Blur, .sigma = sigma}); },
                              "σ above 0");
    }
    EXPECT_NEAR(defaultBlurSigma(of.preprocessing), 2.4, 1e-12);
    EXPECT_EQ(describe({.kind = BaselineKind::Blur, .sigma = 2.4}), "blur with σ = 2.4 pixels");
}

TEST(Baseline, BlurTakesAnyPictureHoweverWideItIs)
{
    const Preprocessing line{.width = 5, .height = 1, .mean = {0.0}, .std = {1.0}};
    const Image picture{.width = 5, .height = 1, .channels = 1, .pixels = {0, 0, 255, 0, 0}};
    const Image blurred =
        baselinePicture({.kind = BaselineKind::Blur, .sigma = 100.0}, line, picture, {});
    for (const std::uint8_t level : blurred.pixels) {
        EXPECT_NEAR(level, 64, 1); // 255 · 2/8, the reflected picture's mean
    }
}

TEST(Baseline, InpaintingKeepsTheBackgroundAndChangesThePart)
{
    for (const int channels : {1, 3}) {
        for (const BaselineKind kind : {BaselineKind::Telea, BaselineKind::NavierStokes}) {
            const NoisePicture of(channels);
            const Image painted = of.with({.kind = kind});
            std::size_t changed = 0;
            std::size_t inside = 0;
            for (std::size_t i = 0; i < painted.pixels.size(); ++i) {
                const bool isSame = painted.pixels[i] == of.picture.pixels[i];
                if (of.parts.labels[i / static_cast<std::size_t>(channels)] == 0) {
                    EXPECT_TRUE(isSame);
                } else {
                    ++inside;
                    changed += isSame ? 0 : 1;
                }
            }
            EXPECT_GT(changed, inside * 9 / 10);
            EXPECT_EQ(of.with({.kind = kind}), painted);
        }
    }
}

TEST(Baseline, InpaintingDoesNotLookAtWhatIsHidden)
{
    NoisePicture of(3);
    const Image painted = of.with({.kind = BaselineKind::Telea});
    const Image continued = of.with({.kind = BaselineKind::NavierStokes});
    EXPECT_NE(painted, continued);
    for (std::size_t i = 0; i < of.picture.pixels.size(); ++i) {
        if (of.parts.labels[i / 3] != 0) {
            of.picture.pixels[i] = 17;
        }
    }
    EXPECT_EQ(of.with({.kind = BaselineKind::Telea}), painted);
    EXPECT_EQ(of.with({.kind = BaselineKind::NavierStokes}), continued);
}

TEST(Baseline, InpaintingWithoutBackgroundIsRefused)
{
    NoisePicture of(1);
    std::ranges::fill(of.parts.labels, 1);
    for (const BaselineKind kind : {BaselineKind::Telea, BaselineKind::NavierStokes}) {
        expectError<BadInput>([&] { of.with({.kind = kind}); }, "no background");
    }
}

} // namespace
} // namespace palimpsest
