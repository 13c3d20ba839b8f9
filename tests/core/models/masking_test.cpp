// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/models/masking.h"

#include <gtest/gtest.h>

#include <vector>

namespace palimpsest {
namespace {

/// Two channels of 3 × 2 pixels; parts 1 and 2 are scattered, one pixel is background.
struct Scene
{
    ImageTensor sample{.channels = 2, .height = 2, .width = 3, .values = {}};
    ImageTensor baseline = sample;
    LabelMap parts{
        .width = 3, .height = 2, .parts = {{"a", 3}, {"b", 2}}, .labels = {1, 1, 2, 0, 2, 1}};

    Scene()
    {
        for (int i = 0; i < 12; ++i) {
            sample.values.push_back(static_cast<float>(i + 1));
            baseline.values.push_back(static_cast<float>(-i - 1));
        }
    }

    float expected(Coalition visible, int channel, int pixel) const
    {
        const int label = parts.labels[static_cast<std::size_t>(pixel)];
        const bool isVisible = label == 0 || ((visible >> (label - 1)) & 1U) != 0;
        return (isVisible ? sample : baseline)
            .values[static_cast<std::size_t>(channel * 6 + pixel)];
    }
};

TEST(Masking, TakesAbsentPartsFromTheBaselineInBothLayouts)
{
    const Scene scene;
    for (const bool channelsLast : {false, true}) {
        const Masking<float> masking(scene.sample, scene.baseline, scene.parts, channelsLast);
        ASSERT_EQ(masking.size(), 12u);
        std::vector<float> picture(12, 99.0F);
        for (Coalition visible = 0; visible < 4; ++visible) {
            masking.write(visible, picture.data()); // over the one before
            for (int channel = 0; channel < 2; ++channel) {
                for (int pixel = 0; pixel < 6; ++pixel) {
                    const int at = channelsLast ? pixel * 2 + channel : channel * 6 + pixel;
                    EXPECT_EQ(picture[static_cast<std::size_t>(at)],
                              scene.expected(visible, channel, pixel))
                        << channelsLast << " " << visible << " " << channel << " " << pixel;
                }
            }
        }
    }
}

TEST(Masking, WithoutPartsShowsTheSample)
{
    const Scene scene;
    const LabelMap none{.width = 3, .height = 2, .labels = std::vector<std::uint8_t>(6, 0)};
    const Masking<double> masking(scene.sample, scene.baseline, none, false);
    std::vector<double> picture(12);
    masking.write(0, picture.data());
    EXPECT_EQ(picture, std::vector<double>(scene.sample.values.begin(), scene.sample.values.end()));
}

} // namespace
} // namespace palimpsest
