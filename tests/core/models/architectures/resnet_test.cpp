// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/error.h"
#include "core/models/architectures/networks.h"
#include "support/expect_error.h"

namespace palimpsest {
namespace {

namespace nn = torch::nn;

/// A block of He et al. with two or three convolutions.
struct BlockImpl : nn::Module
{
    BlockImpl(int in, int out, int stride, bool isBottleneck, const std::string& shortcutName)
        : stride(stride), padding(shortcutName.empty() && in != out ? (out - in) / 2 : 0)
    {
        const int middle = isBottleneck ? out / 4 : out;
        add(isBottleneck ? convolution(in, middle, 1, 1, 0, false)
                         : convolution(in, middle, 3, stride, 1, false));
        add(convolution(middle, middle, 3, isBottleneck ? stride : 1, 1, false));
        if (isBottleneck) {
            add(convolution(middle, out, 1, 1, 0, false));
        }
        if (!shortcutName.empty() && (stride != 1 || in != out)) {
            shortcut->push_back(convolution(in, out, 1, stride, 0, false));
            shortcut->push_back(nn::BatchNorm2d(out));
            register_module(shortcutName, shortcut);
        }
    }
    torch::Tensor forward(const torch::Tensor& x)
    {
        torch::Tensor y = x;
        for (std::size_t i = 0; i < convolutions.size(); ++i) {
            y = norms[i](convolutions[i]((i > 0) ? y.relu() : y));
        }
        if (!shortcut->is_empty()) {
            return (y + shortcut->forward(x)).relu();
        }
        using torch::indexing::Slice;
        const torch::Tensor kept =
            x.index({Slice(), Slice(), Slice(0, {}, stride), Slice(0, {}, stride)});
        return (y + nn::functional::pad(
                        kept, nn::functional::PadFuncOptions({0, 0, 0, 0, padding, padding})))
            .relu();
    }
    void add(const nn::Conv2d& layer)
    {
        const std::string number = std::to_string(convolutions.size() + 1);
        convolutions.push_back(register_module("conv" + number, layer));
        norms.push_back(register_module(
            "bn" + number, nn::BatchNorm2d(static_cast<int>(layer->options.out_channels()))));
    }
    int stride;
    int padding;
    std::vector<nn::Conv2d> convolutions;
    std::vector<nn::BatchNorm2d> norms;
    nn::Sequential shortcut;
};
TORCH_MODULE(Block);

struct SmallResNet : nn::Module
{
    SmallResNet(const std::vector<int>& blocks, bool isBottleneck, bool isForCifar,
                const std::string& shortcutName)
        : isForCifar(isForCifar), pools(!isForCifar)
    {
        conv1 = register_module("conv1", isForCifar ? convolution(3, 4, 3, 1, 1, false)
                                                    : convolution(3, 4, 7, 2, 3, false));
        bn1 = register_module("bn1", nn::BatchNorm2d(4));
        int in = 4;
        int out = isBottleneck ? 16 : 4;
        for (std::size_t stage = 0; stage < blocks.size(); ++stage, out *= 2) {
            nn::Sequential layer;
            for (int block = 0; block < blocks[stage]; ++block) {
                const int stride = stage > 0 && block == 0 ? 2 : 1;
                layer->push_back(Block(in, out, stride, isBottleneck, shortcutName));
                in = out;
            }
            layers.push_back(register_module("layer" + std::to_string(stage + 1), layer));
        }
        head = register_module(isForCifar ? "linear" : "fc", nn::Linear(in, 7));
    }
    torch::Tensor features(const torch::Tensor& x)
    {
        torch::Tensor y = bn1(conv1(x)).relu();
        if (pools) {
            y = torch::max_pool2d(y, 3, 2, 1);
        }
        for (nn::Sequential& layer : layers) {
            y = layer->forward(y);
        }
        return y.mean({2, 3});
    }
    torch::Tensor forward(const torch::Tensor& x) { return head(features(x)); }

    bool isForCifar;
    bool pools; ///< behind the stem
    nn::Conv2d conv1 = nullptr;
    nn::BatchNorm2d bn1 = nullptr;
    std::vector<nn::Sequential> layers;
    nn::Linear head = nullptr;
};

TEST(ResNetArchitecture, ComputesWhatItsBlocksDo)
{
    const struct
    {
        std::vector<int> blocks;
        bool isBottleneck, isForCifar;
        const char* shortcut;
        const char* name;
    } cases[] = {
        {{2, 2, 2, 2}, false, false, "downsample", "ResNet-18 (4 channels at first)"},
        {{1, 2, 1, 1}, true, false, "downsample", "ResNet-17 (4 channels at first)"},
        {{3, 3, 3}, false, true, "", "CIFAR ResNet-20 (4 channels at first)"},
        {{1, 1, 1}, false, true, "shortcut", "CIFAR ResNet-8 (4 channels at first)"},
    };
    for (const auto& test : cases) {
        SCOPED_TRACE(test.name);
        torch::manual_seed(2);
        SmallResNet network(test.blocks, test.isBottleneck, test.isForCifar, test.shortcut);
        unsettle(network);
        const TensorMap tensors = tensorsOf(network);
        const auto found = recognise(tensors, "");
        ASSERT_TRUE(found);
        EXPECT_EQ(found->name, test.name);
        EXPECT_EQ(found->classes, 7);
        const torch::Tensor x = torch::randn({2, 3, 48, 48});
        expectClose(outputOf(tensors, {x}), network.forward(x));
        expectClose(outputOf(tensors, {x}, "", Output::Features), network.features(x));
    }
}

/// The keys of Hugging Face's ResNets, from those of torchvision.
TensorMap byHuggingFace(const TensorMap& tensors)
{
    TensorMap renamed;
    for (const auto& [name, tensor] : tensors) {
        const std::string last = name.substr(name.rfind('.'));
        std::string key = "resnet.embedder.embedder.";
        if (name.starts_with("layer")) { // layerS.B.convN or layerS.B.downsample.N
            const std::string layer = name.substr(9);
            const bool isConvolution =
                layer.starts_with("conv") || layer.starts_with("downsample.0");
            const bool isShortcut = layer.starts_with("downsample");
            const int number = layer[layer.find_first_of("123")] - '1';
            key = "resnet.encoder.stages." + std::to_string(name[5] - '1') + ".layers." + name[7] +
                  (isShortcut ? ".shortcut." : ".layer." + std::to_string(number) + ".") +
                  (isConvolution ? "convolution" : "normalization") + last;
        } else if (name.starts_with("fc")) {
            key = "classifier.1" + last;
        } else {
            key += (name.starts_with("conv1") ? "convolution" : "normalization") + last;
        }
        renamed[key] = tensor;
    }
    return renamed;
}

TEST(ResNetArchitecture, ReadsTheNamesOfHuggingFace)
{
    for (const bool isBottleneck : {false, true}) {
        torch::manual_seed(3);
        SmallResNet network({1, 2, 1, 1}, isBottleneck, false, "downsample");
        unsettle(network);
        const TensorMap tensors = byHuggingFace(tensorsOf(network));
        EXPECT_EQ(recognise(tensors, "")->keys, "Hugging Face");
        const torch::Tensor x = torch::randn({2, 3, 40, 40});
        expectClose(outputOf(tensors, {x}), network.forward(x));
    }
}

TEST(ResNetArchitecture, StridesWhereItIsTold)
{
    torch::manual_seed(3);
    SmallResNet network({1, 2, 1, 1}, true, false, "downsample");
    unsettle(network);
    const TensorMap tensors = tensorsOf(network);
    EXPECT_EQ(assumptionNote(recognise(tensors, "")->facts),
              "Assumed, as neither the tensors nor a config.json tell it: strides in the second "
              "convolution of a bottleneck (v1.5), epsilon 1e-05 of batch norms, a max pooling "
              "after the stem.");
    const torch::Tensor x = torch::randn({2, 3, 40, 40});
    for (std::size_t stage = 1; stage < 4; ++stage) { // v1 of He et al., in the same network
        auto block = network.layers[stage]->ptr<BlockImpl>(0);
        block->convolutions[0]->options.stride(2);
        block->convolutions[1]->options.stride(1);
    }
    const torch::Tensor expected = network.forward(x);
    const std::string config = R"({"downsample_in_bottleneck": true})";
    expectClose(outputOf(tensors, {x}, config), expected);
    EXPECT_FALSE(recognise(tensors, config)->facts.assumed.contains(kStridesFact));
    const torch::NoGradGuard noGradients;
    expectClose(buildModule(tensors, "", "net", Output::Logits, {.strides = "first"})
                    .forward({x})
                    .toTensor(),
                expected);
    expectError<BadFile>([&] { recognise(tensors, R"({"architecture": "resnetblur50"})"); },
                         "resnetblur50");
    EXPECT_TRUE(recognise(tensors, R"({"architecture": "resnet17.a1_in1k"})"));
}

TEST(ResNetArchitecture, BatchNormsAndStemsAreAsTheyAreTold)
{
    for (const bool isForCifar : {false, true}) {
        torch::manual_seed(5);
        SmallResNet network({1, 1, 1}, false, isForCifar, isForCifar ? "shortcut" : "downsample");
        unsettle(network);
        network.pools = !network.pools;
        for (const auto& module : network.modules(false)) {
            if (auto* norm = module->as<nn::BatchNorm2d>()) {
                norm->options.eps(0.5);
            }
        }
        const TensorMap tensors = tensorsOf(network);
        const torch::Tensor x = torch::randn({2, 3, 40, 40});
        const torch::NoGradGuard noGradients;
        const NetworkFacts told{.batchNormEpsilon = 0.5, .stemPooling = network.pools};
        expectClose(buildModule(tensors, "", "net", Output::Logits, told).forward({x}).toTensor(),
                    network.forward(x));
        expectClose(buildModule(tensors, R"({"batch_norm_eps": 0.5})", "net", Output::Logits,
                                {.stemPooling = network.pools})
                        .forward({x})
                        .toTensor(),
                    network.forward(x));
        EXPECT_TRUE(recognise(tensors, "", told)->facts.assumed.empty());
        EXPECT_EQ(recognise(tensors, "")->facts.assumed,
                  (std::set<std::string>{kBatchNormEpsilonFact, kStemPoolingFact}));
        EXPECT_EQ(recognise(tensors, "")->facts.stemPooling, !network.pools);
        EXPECT_NE(recognise(tensors, "")->notes.front().find("without dilation"),
                  std::string::npos);
    }
}

/// A ResNet of four stages of bottlenecks, [1, 2, 1, 1].
TensorMap smallBottlenecks()
{
    torch::manual_seed(3);
    SmallResNet network({1, 2, 1, 1}, true, false, "downsample");
    unsettle(network);
    return tensorsOf(network);
}

const std::string kHuggingFace = R"(
    "model_type": "resnet", "architectures": ["ResNetForImageClassification"],
    "num_channels": 3, "embedding_size": 4, "hidden_sizes": [16, 32, 64, 128],
    "depths": [1, 2, 1, 1], "layer_type": "bottleneck", "hidden_act": "relu",
    "downsample_in_first_stage": false, "downsample_in_bottleneck": false,
    "out_features": ["stage4"], "out_indices": [4], "stage_names": ["stem", "stage1"],
    "torch_dtype": "float32", "transformers_version": "4.40.0", "problem_type": null)";
const std::string kTimm = R"(
    "architecture": "resnet17", "num_classes": 7, "num_features": 128, "global_pool": "avg",
    "pretrained_cfg": {"tag": "x", "input_size": [3, 64, 64], "first_conv": "conv1"})";

TEST(ResNetArchitecture, ConfigsOfLibrariesAreTakenAsTheyAreWritten)
{
    const TensorMap tensors = smallBottlenecks();
    for (const std::string& config :
         {kHuggingFace, kTimm,
          kTimm + R"(, "model_args": {"output_stride": 32, "drop_rate": 0.1, "aa_layer": null})",
          std::string(R"("lr": 0.1, "optimizer": "adam", "output_stride": 32)")}) {
        EXPECT_EQ(recognise(tensors, "{" + config + "}")->misfit, "") << config;
    }
    EXPECT_EQ(recognise(tensors, "{" + kTimm + R"(, "model_args": {"act_layer": "silu"}})")
                  ->facts.activation,
              "silu");
}

TEST(ResNetArchitecture, WhatAConfigAsksForAndCannotBeBuiltIsRefusedByName)
{
    const TensorMap tensors = smallBottlenecks();
    const auto expectRefusal = [&](const std::string& config, const std::string& name) {
        expectError<BadFile>([&] { recognise(tensors, "{" + config + "}"); }, "\"" + name + "\"");
    };
    for (const std::string entry :
         {R"("replace_stride_with_dilation": [false, false, true])", R"("output_stride": 16)",
          R"("dilation": 2)", R"("layer_norm_eps": 1e-3)", R"("norm_layer": "groupnorm")",
          R"("bn_eps": 1e-3)", R"("global_pool": "max")", R"("avg_down": true)",
          R"("stem_type": "deep")", R"("attn_layer": "se")",
          R"("block_args": {"attn_layer": "se"})"}) {
        const std::string name = entry.substr(1, entry.find('"', 1) - 1);
        expectRefusal(kHuggingFace + ", " + entry, name);
        expectRefusal(kTimm + R"(, "model_args": {)" + entry + "}", name);
    }
    expectRefusal(R"("output_stride": 16)", "output_stride"); // of no library, and understood
    expectRefusal(kTimm + R"(, "model_args": {"act_layer": "mish"})", "mish");
}

TEST(ResNetArchitecture, ConfigsOfOtherNetworksAreNoticed)
{
    const TensorMap tensors = smallBottlenecks();
    for (const std::string other :
         {R"("depths": [3, 4, 6, 3])", R"("layers": [3, 4, 6, 3])", R"("architecture": "resnet34")",
          R"("architecture": "resnet50.a1_in1k")", R"("hidden_sizes": [256, 512, 1024, 2048])",
          R"("embedding_size": 64)", R"("num_channels": 1)", R"("base_width": 128)",
          R"("stem_width": 3)", R"("architecture": "wide_resnet17_2")"}) {
        expectError<BadFile>([&] { recognise(tensors, "{" + other + "}"); },
                             "belongs to another model");
    }
    expectError<BadFile>([&] { recognise(tensors, R"({"layer_type": "basic"})"); },
                         "\"layer_type\"");
    EXPECT_EQ(recognise(tensors, R"({"architecture": "resnet50", "model_args": {"layers": [1, 2, 1,
                                  1]}})")
                  ->misfit,
              "")
        << "its blocks go before its name";
    const auto named = recognise(tensors, R"({"id2label": {"0": "a", "1": "b"}})");
    EXPECT_NE(named->notes.back().find("2 classes, and the tensors have 7"), std::string::npos);
    EXPECT_EQ(recognise(tensors, R"({"num_labels": 7})")->notes.size(), 1U);
}

TEST(ResNetArchitecture, HeadsThatAreSequencesAreReadOrAskedFor)
{
    torch::manual_seed(3);
    SmallResNet network({1, 1, 1, 1}, false, false, "downsample");
    unsettle(network);
    const torch::Tensor x = torch::randn({2, 3, 40, 40});
    TensorMap dropped = tensorsOf(network); // Sequential(Dropout, Linear)
    for (const std::string kind : {"weight", "bias"}) {
        auto node = dropped.extract("fc." + kind);
        node.key() = "fc.1." + kind;
        dropped.insert(std::move(node));
    }
    expectClose(outputOf(dropped, {x}), network.forward(x));
    EXPECT_EQ(recognise(dropped, "")->head.weight, "fc.1.weight");
    EXPECT_TRUE(recognise(dropped, "")->questions.empty());

    nn::Linear last(7, 3);
    TensorMap two = dropped; // Sequential(Dropout, Linear, an activation, Linear)
    two["fc.3.weight"] = named(last->weight);
    two["fc.3.bias"] = named(last->bias);
    const auto found = recognise(two, "");
    ASSERT_EQ(found->questions.size(), 1U);
    EXPECT_EQ(found->questions[0].fact, kHeadActivationFact);
    EXPECT_EQ(found->head, (ClassifierHead{"fc.3.weight", "fc.3.bias", 7}));
    EXPECT_EQ(found->misfit, "");
    const torch::NoGradGuard noGradients;
    const torch::Tensor hidden = network.forward(x);
    const auto with = [&](const std::string& activation, Output output) {
        return buildModule(two, "", "net", output, {.headActivation = activation})
            .forward({x})
            .toTensor();
    };
    expectClose(with("relu", Output::Logits), last(hidden.relu()));
    expectClose(with("tanh", Output::Logits), last(hidden.tanh()));
    expectClose(with("none", Output::Features), hidden);
}

} // namespace
} // namespace palimpsest
