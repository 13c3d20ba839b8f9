// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/error.h"
#include "core/samples/preprocessing_presets.h"
#include "support/expect_error.h"

#include <gtest/gtest.h>

namespace palimpsest {
namespace {

const std::string kNormalisation =
    R"("image_mean": [0.5, 0.25, 0.5], "image_std": [0.5, 0.5, 0.25])";

Preprocessing fromHuggingFace(const std::string& entries)
{
    return preprocessingFromHuggingFace("{" + entries + ", " + kNormalisation + "}",
                                        "preprocessor_config.json");
}

/// What `entries` should come to.
void expectReadAs(const std::string& entries, int width, int height, const Resizing& resizing)
{
    EXPECT_EQ(fromHuggingFace(entries), (Preprocessing{.width = width,
                                                       .height = height,
                                                       .mean = {0.5, 0.25, 0.5},
                                                       .std = {0.5, 0.5, 0.25},
                                                       .resizing = resizing}))
        << entries;
}

TEST(Presets, OfTorchvisionAndTimm)
{
    EXPECT_EQ(torchvisionPreprocessing().resizing,
              (Resizing{.mode = ResizeMode::ShorterSide, .side = 256}));
    EXPECT_EQ(torchvisionPreprocessing(299).resizing.side, 342);
    EXPECT_EQ(exactPreprocessing(32).resizing, Resizing());
    EXPECT_EQ(timmPreprocessing(224, 0.875).resizing.side, 256);
    EXPECT_EQ(timmPreprocessing(224, 0.9).resizing.side, 248);
    EXPECT_EQ(timmPreprocessing(224, 0.95).resizing.side, 235);
    EXPECT_EQ(timmPreprocessing(384, 1.0).resizing.interpolation, Interpolation::Bicubic);
    expectError<BadInput>([] { timmPreprocessing(224, 0.0); }, "makes no sense");
    expectError<BadInput>([] { timmPreprocessing(-1, 0.9); }, "makes no sense");
}

TEST(Presets, OfHuggingFaceFollowTheKindOfProcessor)
{
    const auto squash = [](int side, Interpolation interpolation) {
        return Resizing{.mode = ResizeMode::Squash,
                        .interpolation = interpolation,
                        .side = side,
                        .cropStart = CropStart::Floor};
    };
    const auto shorter = [](int side) {
        return Resizing{.mode = ResizeMode::ShorterSide,
                        .interpolation = Interpolation::Bicubic,
                        .side = side,
                        .cropStart = CropStart::Floor};
    };
    expectReadAs(R"("feature_extractor_type": "ViTFeatureExtractor", "size": 224, "resample": 2)",
                 224, 224, squash(0, Interpolation::Bilinear));
    expectReadAs(R"("image_processor_type": "ViTImageProcessorFast", "crop_size": null,
                    "do_center_crop": null, "crop_pct": null, "resample": 2,
                    "size": {"height": 64, "width": 64, "shortest_edge": null})",
                 64, 64, squash(0, Interpolation::Bilinear));
    expectReadAs(R"("image_processor_type": "ViTImageProcessor",
                    "size": {"height": 200, "width": 300})",
                 300, 200, squash(0, Interpolation::Bilinear));
    expectReadAs(R"("feature_extractor_type": "DeiTFeatureExtractor", "size": 256,
                    "do_center_crop": true, "crop_size": 224, "resample": 3)",
                 224, 224, squash(256, Interpolation::Bicubic));
    expectReadAs(R"("image_processor_type": "CLIPImageProcessor", "size": {"shortest_edge": 224},
                    "do_center_crop": true, "crop_size": {"height": 224, "width": 224},
                    "resample": 3)",
                 224, 224, shorter(224));
    expectReadAs(R"("feature_extractor_type": "CLIPFeatureExtractor", "size": 224,
                    "crop_size": 224, "resample": 3)",
                 224, 224, shorter(224));
    expectReadAs(R"("feature_extractor_type": "ConvNextFeatureExtractor", "size": 224,
                    "crop_pct": 0.875, "resample": 3)",
                 224, 224, shorter(256));
    expectReadAs(R"("image_processor_type": "ConvNextImageProcessor",
                    "size": {"shortest_edge": 384}, "resample": 3)",
                 384, 384, squash(0, Interpolation::Bicubic));
    expectReadAs(R"("image_processor_type": "LevitImageProcessor", "size": {"shortest_edge": 224},
                    "do_center_crop": true, "crop_size": 224, "resample": 3)",
                 224, 224, shorter(256));
    expectReadAs(R"("do_resize": false, "size": 32)", 32, 32, {});
}

TEST(Presets, OfHuggingFaceSayWhatIsWrong)
{
    const auto expectRefused = [](const std::string& entries, const std::string& message) {
        expectError<BadFile>([&] { fromHuggingFace(entries); }, message);
    };
    expectRefused(R"("do_resize": true)", "\"size\" is no side");
    expectRefused(R"("size": {"height": 3})", "no \"width\" and \"height\"");
    expectRefused(R"("size": 0)", "\"size\" is no side");
    expectRefused(R"("size": true)", "\"size\" is no side");
    expectRefused(R"("size": {"shortest_edge": 224})", "only gives the shorter side");
    expectRefused(R"("size": 224, "resample": 1)", "\"resample\"");
    expectRefused(R"("size": 224, "resample": "x")", "\"resample\"");
    expectRefused(R"("size": 224, "do_center_crop": true, "crop_size": 256)", "crops to more");
    expectRefused(R"("size": 224, "do_flip_channel_order": true)", "red and blue");
    expectRefused(R"("size": 224, "include_top": true)", "include_top");
    expectRefused(R"("size": 224, "rescale_factor": 0.0078)", "divide levels by 255");
    expectRefused(R"("size": 224, "do_normalize": 1)", "\"do_normalize\"");
    expectRefused(R"("size": 224, "crop_pct": 0)", "\"crop_pct\"");
    expectError<BadFile>([] { preprocessingFromHuggingFace("[]", "a.json"); }, "a.json");
    expectError<BadFile>([] { preprocessingFromHuggingFace(R"({"size": 2})", "a.json"); },
                         "image_mean");
}

} // namespace
} // namespace palimpsest
