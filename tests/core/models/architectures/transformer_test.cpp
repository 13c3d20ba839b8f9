// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/error.h"
#include "core/models/architectures/blueprint.h"
#include "core/models/architectures/networks.h"
#include "support/expect_error.h"

#include <nlohmann/json.hpp>

namespace palimpsest {
namespace {

namespace nn = torch::nn;

constexpr int kWidth = 128;

/// A block of a vision transformer, with torchvision's names.
struct EncoderBlockImpl : nn::Module
{
    EncoderBlockImpl(int heads, double epsilon)
        : ln_1(nn::LayerNormOptions({kWidth}).eps(epsilon)), self_attention(kWidth, heads),
          ln_2(nn::LayerNormOptions({kWidth}).eps(epsilon)),
          mlp(nn::Linear(kWidth, 96), nn::GELU(), nn::Dropout(), nn::Linear(96, kWidth))
    {
        register_module("ln_1", ln_1);
        register_module("self_attention", self_attention);
        register_module("ln_2", ln_2);
        register_module("mlp", mlp);
    }
    torch::Tensor forward(const torch::Tensor& x) // [length, batch, width]
    {
        const torch::Tensor y = ln_1(x);
        const torch::Tensor seen = x + std::get<0>(self_attention(y, y, y));
        return seen + mlp->forward(ln_2(seen));
    }
    nn::LayerNorm ln_1;
    nn::MultiheadAttention self_attention;
    nn::LayerNorm ln_2;
    nn::Sequential mlp;
};
TORCH_MODULE(EncoderBlock);

struct SmallViT : nn::Module
{
    SmallViT(int heads, double epsilon, bool isAveraged = false)
        : isAveraged(isAveraged), conv_proj(nn::Conv2dOptions(3, kWidth, 8).stride(8)),
          ln(nn::LayerNormOptions({kWidth}).eps(epsilon)), head(kWidth, 6)
    {
        classToken = register_parameter("class_token", torch::randn({1, 1, kWidth}));
        register_module("conv_proj", conv_proj);
        auto encoder = register_module("encoder", std::make_shared<nn::Module>());
        positions = encoder->register_parameter("pos_embedding", torch::randn({1, 17, kWidth}));
        encoder->register_module("ln", ln);
        auto layers = encoder->register_module("layers", std::make_shared<nn::Module>());
        for (int i = 0; i < 2; ++i) {
            blocks.push_back(layers->register_module("encoder_layer_" + std::to_string(i),
                                                     EncoderBlock(heads, epsilon)));
        }
        register_module("heads", std::make_shared<nn::Module>())->register_module("head", head);
    }
    torch::Tensor forward(const torch::Tensor& x)
    {
        const torch::Tensor patches = conv_proj(x).flatten(2).permute({2, 0, 1});
        const torch::Tensor first = classToken.expand({1, x.size(0), kWidth});
        torch::Tensor y = torch::cat({first, patches}) + positions.transpose(0, 1);
        for (EncoderBlock& block : blocks) {
            y = block(y);
        }
        return head(ln(isAveraged ? y.slice(0, 1).mean(0) : y[0]));
    }
    bool isAveraged;
    torch::Tensor classToken;
    torch::Tensor positions;
    nn::Conv2d conv_proj;
    std::vector<EncoderBlock> blocks;
    nn::LayerNorm ln;
    nn::Linear head;
};

TensorMap byTimm(const TensorMap& tensors)
{
    return renamed(tensors, {{"class_token", "cls_token"},
                             {"encoder.pos_embedding", "pos_embed"},
                             {"conv_proj", "patch_embed.proj"},
                             {"encoder.layers.encoder_layer_", "blocks."},
                             {"ln_1", "norm1"},
                             {"ln_2", "norm2"},
                             {"self_attention.in_proj_", "attn.qkv."},
                             {"self_attention.out_proj", "attn.proj"},
                             {"mlp.0", "mlp.fc1"},
                             {"mlp.3", "mlp.fc2"},
                             {"encoder.ln", "norm"},
                             {"heads.head", "head"}});
}

TensorMap byHuggingFace(const TensorMap& tensors)
{
    TensorMap result =
        renamed(tensors, {{"class_token", "vit.embeddings.cls_token"},
                          {"encoder.pos_embedding", "vit.embeddings.position_embeddings"},
                          {"conv_proj", "vit.embeddings.patch_embeddings.projection"},
                          {"encoder.layers.encoder_layer_", "vit.encoder.layer."},
                          {"ln_1", "layernorm_before"},
                          {"ln_2", "layernorm_after"},
                          {"self_attention.out_proj", "attention.output.dense"},
                          {"mlp.0", "intermediate.dense"},
                          {"mlp.3", "output.dense"},
                          {"encoder.ln", "vit.layernorm"},
                          {"heads.head", "classifier"}});
    separate(
        result, "self_attention.in_proj_",
        {"attention.attention.query.", "attention.attention.key.", "attention.attention.value."});
    return result;
}

TEST(VisionTransformerArchitecture, ComputesWhatItsBlocksDoUnderAllNames)
{
    torch::manual_seed(6);
    SmallViT network(2, 1e-6);
    unsettle(network);
    const TensorMap tensors = tensorsOf(network);
    const torch::Tensor x = torch::randn({3, 3, 32, 32});
    const torch::Tensor expected = network.forward(x);
    const std::string config = R"({"layer_norm_eps": 1e-6})";
    for (const TensorMap& named : {tensors, byTimm(tensors), byHuggingFace(tensors)}) {
        expectClose(outputOf(named, {x}, config), expected);
        const auto found = recognise(named, "");
        ASSERT_TRUE(found);
        EXPECT_EQ(found->name, "ViT/8 (2 layers, 128 wide)");
        EXPECT_EQ(found->inputSize, 32);
        EXPECT_EQ(found->classes, 6);
    }
}

TEST(VisionTransformerArchitecture, HeadsComeFromTheConfigOrAreSaidToBeAssumed)
{
    torch::manual_seed(7);
    SmallViT network(8, 1e-6);
    unsettle(network);
    const TensorMap tensors = tensorsOf(network);
    const torch::Tensor x = torch::randn({2, 3, 32, 32});
    const std::string config = R"({"num_attention_heads": 8})";
    expectClose(outputOf(tensors, {x}, config), network.forward(x));
    EXPECT_EQ(recognise(tensors, config)->facts.heads, 8);
    EXPECT_TRUE(recognise(tensors, config)->questions.empty());
    const auto guessed = recognise(tensors, "");
    EXPECT_EQ(
        assumptionNote(guessed->facts),
        "Assumed, as neither the tensors nor a config.json tell it: 2 attention heads, epsilon "
        "1e-06 of layer norms, activation gelu.");
    EXPECT_EQ(remarksOn(*guessed),
              std::vector<std::string>{"Assumed, as neither the tensors nor a config.json tell it: "
                                       "epsilon 1e-06 of layer norms, activation gelu."})
        << "what is asked for is not assumed";
    ASSERT_EQ(guessed->questions.size(), 1U);
    EXPECT_EQ(guessed->questions[0].fact, kHeadsFact);
    EXPECT_EQ(guessed->questions[0].candidates,
              (std::vector<std::string>{"1", "2", "4", "8", "16", "32", "64", "128"}))
        << "whatever divides the width";
    expectError<BadFile>([&] { recognise(tensors, R"({"num_attention_heads": 7})"); },
                         "128 does not divide into 7");
}

TEST(VisionTransformerArchitecture, AConfigOfOtherSizesIsRefused)
{
    torch::manual_seed(7);
    const TensorMap tensors = tensorsOf(SmallViT(8, 1e-6));
    for (const char* entry : {R"("image_size": 32)", R"("image_size": [32, 32])",
                              R"("img_size": 32)", R"("embed_dim": 128)", R"("depth": 2)"}) {
        EXPECT_NO_THROW(recognise(tensors, std::string("{") + entry + "}")) << entry;
    }
    for (const char* entry : {R"("image_size": 48)", R"("image_size": [32, 48])",
                              R"("img_size": 224)", R"("embed_dim": 64)", R"("depth": 3)"}) {
        expectError<BadFile>([&] { recognise(tensors, std::string("{") + entry + "}"); },
                             "belongs to another model");
    }
}

TEST(VisionTransformerArchitecture, WhatAPersonSaysGoesBeforeTheConfig)
{
    torch::manual_seed(7);
    SmallViT network(8, 1e-2);
    unsettle(network);
    const TensorMap tensors = tensorsOf(network);
    const torch::Tensor x = torch::randn({2, 3, 32, 32});
    const NetworkFacts told{.heads = 8, .normEpsilon = 1e-2};
    const torch::NoGradGuard noGradients;
    expectClose(buildModule(tensors, R"({"num_attention_heads": 4, "layer_norm_eps": 1e-5})", "net",
                            Output::Logits, told)
                    .forward({x})
                    .toTensor(),
                network.forward(x));
    EXPECT_EQ(recognise(tensors, "", told)->facts.assumed, std::set<std::string>{kActivationFact});
    // timm says the size, and in model_args what differs from it.
    EXPECT_EQ(recognise(tensors, R"({"architecture": "vit_large_patch8_32",
                                     "model_args": {"embed_dim": 128, "depth": 2}})")
                  ->facts.heads,
              16);
    EXPECT_EQ(recognise(tensors, R"({"architecture": "vit_large_patch16_32",
                                     "model_args": {"embed_dim": 128, "depth": 2, "patch_size": 8,
                                                    "num_heads": 4}})")
                  ->facts.heads,
              4);
}

TEST(VisionTransformerArchitecture, NamesOfOtherNetworksAreRefused)
{
    torch::manual_seed(7);
    const TensorMap tensors = byTimm(tensorsOf(SmallViT(8, 1e-6)));
    for (const std::string name :
         {"vit_base_patch16_224", "vit_large_patch8_32", "vit_tiny_patch8_32.augreg",
          "deit3_small_patch16_224", "swin_tiny_patch4_window7_224", "beit_base_patch16_224",
          "resnet50", "vit_relpos_small_patch16_224", "vit_base_patch16_siglip_224",
          "vit_base_patch16_clip_224"}) {
        expectError<BadFile>([&] { recognise(tensors, R"({"architecture": ")" + name + R"("})"); },
                             "to another model");
    }
    expectError<BadFile>(
        [&] {
            recognise(tensors, R"({"architecture": "vit_base_patch16_224",
                                   "model_args": {"embed_dim": 128, "depth": 2}})");
        },
        "belongs to another model"); // of patches of 16
}

TEST(VisionTransformerArchitecture, AConfigThatContradictsTheTensorsIsRefusedByName)
{
    torch::manual_seed(7);
    const TensorMap tensors = byTimm(tensorsOf(SmallViT(8, 1e-6)));
    for (const std::string entry :
         {R"("qkv_bias": false)", R"("pre_norm": true)", R"("qk_norm": true)",
          R"("class_token": false)", R"("no_embed_class": true)", R"("reg_tokens": 4)",
          R"("init_values": 1e-5)", R"("fc_norm": true)", R"("mlp_ratio": 4)"}) {
        const std::string name = entry.substr(0, entry.find(':'));
        expectError<BadFile>([&] { recognise(tensors, "{" + entry + "}"); }, name);
        expectError<BadFile>([&] { recognise(tensors, R"({"model_args": {)" + entry + "}}"); },
                             name);
    }
    EXPECT_NO_THROW(recognise(tensors, R"({"qkv_bias": true, "pre_norm": false, "reg_tokens": 0,
                                           "class_token": true, "init_values": null,
                                           "mlp_ratio": 0.75})"));
}

TEST(VisionTransformerArchitecture, HeadsOfPublishedSizesAreKnownAndThoseOfSmallOnesAreNot)
{
    const auto questionsOf = [](std::int64_t width, int blocks) {
        TensorMap tensors;
        tensors["patch_embed.proj.weight"].shape = {width, 3, 16, 16};
        tensors["pos_embed"].shape = {1, 197, width};
        for (int block = 0; block < blocks; ++block) {
            tensors["blocks." + std::to_string(block) + ".norm1.weight"].shape = {width};
        }
        return recognise(tensors, "")->questions.size();
    };
    EXPECT_EQ(questionsOf(768, 12), 0U);
    EXPECT_EQ(questionsOf(192, 12), 0U);
    EXPECT_EQ(questionsOf(1024, 24), 0U);
    EXPECT_EQ(questionsOf(384, 12), 1U) << "6 in DeiT, 12 in MoCo v3";
    EXPECT_EQ(questionsOf(200, 3), 1U) << "which 64 does not divide";
}

TEST(VisionTransformerArchitecture, LeavesOutWhatOtherTasksLeft)
{
    torch::manual_seed(7);
    SmallViT network(2, 1e-6);
    unsettle(network);
    const torch::Tensor x = torch::randn({2, 3, 32, 32});
    const TensorMap tensors = tensorsOf(network);
    TensorMap masked = byTimm(tensors); // as MAE saves them
    masked["mask_token"] = {{1, 1, 128}, std::vector<float>(128)};
    masked["decoder_embed.weight"] = {{1}, {0.0F}};
    TensorMap pooled = byHuggingFace(tensors); // as ViTModel does
    pooled["vit.pooler.dense.weight"] = {{1}, {0.0F}};
    for (const TensorMap& named : {masked, pooled}) {
        EXPECT_EQ(recognise(named, "")->misfit, "");
        expectClose(outputOf(named, {x}, R"({"layer_norm_eps": 1e-6})"), network.forward(x));
    }
    EXPECT_TRUE(recognise(tensors, "")->notes.empty());
    EXPECT_EQ(recognise(masked, "")->notes,
              std::vector<std::string>{"Left out, as neither features nor answers depend on them: "
                                       "\"decoder_embed.weight\", \"mask_token\"."});
    EXPECT_EQ(recognise(pooled, "")->notes,
              std::vector<std::string>{"Left out, as neither features nor answers depend on them: "
                                       "\"vit.pooler.dense.weight\"."});
}

TEST(VisionTransformerArchitecture, LooksAtTheMeanOfThePatchesWhereTimmsNameSaysSo)
{
    torch::manual_seed(8);
    SmallViT network(2, 1e-6, true);
    unsettle(network);
    TensorMap tensors = byTimm(tensorsOf(network));
    for (const char* kind : {"weight", "bias"}) {
        auto norm = tensors.extract(std::string("norm.") + kind);
        norm.key() = std::string("fc_norm.") + kind;
        tensors.insert(std::move(norm));
    }
    const torch::Tensor x = torch::randn({2, 3, 32, 32});
    expectClose(outputOf(tensors, {x}), network.forward(x));
}

} // namespace
} // namespace palimpsest
