// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/models/networks/timm_names.h"

#include <gtest/gtest.h>

namespace palimpsest {
namespace {

TEST(TimmNames, PlainVisionTransformersTellTheirSizes)
{
    const auto large = timmViT("vit_large_patch32_384.orig_in21k_ft_in1k");
    ASSERT_TRUE(large);
    EXPECT_EQ(large->width, 1024);
    EXPECT_EQ(large->blocks, 24);
    EXPECT_EQ(large->patch, 32);
    EXPECT_EQ(large->heads, 16);
    EXPECT_EQ(timmViT("deit_small_patch16_224")->heads, 6);
    EXPECT_EQ(timmViT("vit_base_patch16_224_in21k")->heads, 12);
}

TEST(TimmNames, KinThatComputeOtherwiseAndOtherFamiliesAreNotPlain)
{
    for (const char* name :
         {"deit3_small_patch16_224", "deit_base_distilled_patch16_224", "vit_base_patch16_clip_224",
          "vit_base_patch16_siglip_224", "vit_relpos_small_patch16_224", "vit_base_patch16_rpn_224",
          "vit_small_patch14_dinov2.lvd142m", "vit_base_patch16_gap_224", "vit_base_resnet50_384",
          "beit_base_patch16_224", "swin_tiny_patch4_window7_224", "resnet50", "vit_", ""}) {
        EXPECT_FALSE(timmViT(name)) << name;
    }
}

} // namespace
} // namespace palimpsest
