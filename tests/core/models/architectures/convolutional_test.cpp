// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/error.h"
#include "core/models/architectures/networks.h"
#include "support/expect_error.h"

namespace palimpsest {
namespace {

namespace nn = torch::nn;

nn::Conv2d convolution(int in, int out, int kernel, int stride = 1, int padding = 0,
                       bool hasBias = true)
{
    return nn::Conv2d(
        nn::Conv2dOptions(in, out, kernel).stride(stride).padding(padding).bias(hasBias));
}

/// VGG-11 with few channels: 0 stands for a pooling.
struct SmallVgg : nn::Module
{
    explicit SmallVgg(bool isNormalised)
    {
        int in = 3;
        for (const int out : {4, 0, 6, 0, 8, 8, 0, 8, 8, 0, 8, 8, 0}) {
            if (out == 0) {
                features->push_back(nn::MaxPool2d(2));
                continue;
            }
            features->push_back(convolution(in, out, 3, 1, 1));
            if (isNormalised) {
                features->push_back(nn::BatchNorm2d(out));
            }
            features->push_back(nn::ReLU());
            in = out;
        }
        classifier =
            nn::Sequential(nn::Linear(8 * 49, 20), nn::ReLU(), nn::Dropout(), nn::Linear(20, 12),
                           nn::ReLU(), nn::Dropout(), nn::Linear(12, 5));
        register_module("features", features);
        register_module("classifier", classifier);
    }
    torch::Tensor forward(const torch::Tensor& x)
    {
        return classifier->forward(nn::AdaptiveAvgPool2d(7)(features->forward(x)).flatten(1));
    }
    nn::Sequential features;
    nn::Sequential classifier;
};

TEST(VggArchitecture, ComputesWhatItsLayersDo)
{
    for (const bool isNormalised : {false, true}) {
        torch::manual_seed(1);
        SmallVgg network(isNormalised);
        unsettle(network);
        const TensorMap tensors = tensorsOf(network);
        const auto found = recognise(tensors, "");
        ASSERT_TRUE(found);
        EXPECT_EQ(found->name, isNormalised ? "VGG-11 with batch norm" : "VGG-11");
        EXPECT_EQ(found->classes, 5);
        EXPECT_EQ(found->head, (ClassifierHead{"classifier.6.weight", "classifier.6.bias", 12}));
        for (const int side : {64, 230}) {
            const torch::Tensor x = torch::randn({2, 3, side, side});
            expectClose(outputOf(tensors, {x}), network.forward(x));
        }
    }
}

TEST(VggArchitecture, DropoutThatIsLeftOutShiftsNoLayer)
{
    torch::manual_seed(1);
    SmallVgg network(false);
    unsettle(network);
    TensorMap tensors = tensorsOf(network);
    for (const auto& [from, to] : {std::pair("3", "2"), std::pair("6", "4")}) {
        for (const std::string kind : {".weight", ".bias"}) {
            auto node = tensors.extract("classifier." + std::string(from) + kind);
            node.key() = "classifier." + std::string(to) + kind;
            tensors.insert(std::move(node));
        }
    }
    const torch::Tensor x = torch::randn({2, 3, 64, 64});
    expectClose(outputOf(tensors, {x}), network.forward(x));
    EXPECT_EQ(recognise(tensors, "")->head.weight, "classifier.4.weight");
    EXPECT_NE(assumptionNote(recognise(tensors, "")->facts), "") << "of the activation";
}

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
        : isForCifar(isForCifar)
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
        if (!isForCifar) {
            y = torch::max_pool2d(y, 3, 2, 1);
        }
        for (nn::Sequential& layer : layers) {
            y = layer->forward(y);
        }
        return y.mean({2, 3});
    }
    torch::Tensor forward(const torch::Tensor& x) { return head(features(x)); }

    bool isForCifar;
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
              "convolution of a bottleneck (v1.5).");
    const torch::Tensor x = torch::randn({2, 3, 40, 40});
    for (std::size_t stage = 1; stage < 4; ++stage) { // v1 of He et al., in the same network
        auto block = network.layers[stage]->ptr<BlockImpl>(0);
        block->convolutions[0]->options.stride(2);
        block->convolutions[1]->options.stride(1);
    }
    const torch::Tensor expected = network.forward(x);
    const std::string config = R"({"downsample_in_bottleneck": true})";
    expectClose(outputOf(tensors, {x}, config), expected);
    EXPECT_EQ(assumptionNote(recognise(tensors, config)->facts), "");
    const torch::NoGradGuard noGradients;
    expectClose(buildModule(tensors, "", "net", Output::Logits, {.strides = "first"})
                    .forward({x})
                    .toTensor(),
                expected);
    expectError<BadFile>([&] { recognise(tensors, R"({"architecture": "resnetblur50"})"); },
                         "resnetblur50");
    EXPECT_TRUE(recognise(tensors, R"({"architecture": "resnet50.a1_in1k"})"));
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

struct FireImpl : nn::Module
{
    FireImpl(int in, int squeezed, int expanded)
    {
        squeeze = register_module("squeeze", convolution(in, squeezed, 1));
        narrow = register_module("expand1x1", convolution(squeezed, expanded, 1));
        wide = register_module("expand3x3", convolution(squeezed, expanded, 3, 1, 1));
    }
    torch::Tensor forward(const torch::Tensor& x)
    {
        const torch::Tensor y = squeeze(x).relu();
        return torch::cat({narrow(y), wide(y)}, 1).relu();
    }
    nn::Conv2d squeeze = nullptr;
    nn::Conv2d narrow = nullptr;
    nn::Conv2d wide = nullptr;
};
TORCH_MODULE(Fire);

struct SmallSqueezeNet : nn::Module
{
    explicit SmallSqueezeNet(bool isFirst)
    {
        features->push_back(convolution(3, 6, isFirst ? 7 : 3, 2));
        features->push_back(nn::ReLU());
        int in = 6;
        for (int index = 2; index <= 12; ++index) {
            if (isFirst ? index == 2 || index == 6 || index == 11
                        : index == 2 || index == 5 || index == 8) {
                features->push_back(
                    nn::MaxPool2d(nn::MaxPool2dOptions(3).stride(2).ceil_mode(true)));
            } else {
                features->push_back(Fire(in, 8, index));
                in = 2 * index;
            }
        }
        classifier = nn::Sequential(nn::Dropout(), convolution(in, 5, 1), nn::ReLU(),
                                    nn::AdaptiveAvgPool2d(1));
        register_module("features", features);
        register_module("classifier", classifier);
    }
    torch::Tensor forward(const torch::Tensor& x)
    {
        return classifier->forward(features->forward(x)).flatten(1);
    }
    nn::Sequential features;
    nn::Sequential classifier;
};

TEST(SqueezeNetArchitecture, ComputesWhatItsFiresDo)
{
    for (const bool isFirst : {true, false}) {
        torch::manual_seed(4);
        SmallSqueezeNet network(isFirst);
        unsettle(network);
        const TensorMap tensors = tensorsOf(network);
        EXPECT_EQ(recognise(tensors, "")->name, isFirst ? "SqueezeNet 1.0" : "SqueezeNet 1.1");
        const torch::Tensor x = torch::randn({2, 3, 96, 96});
        expectClose(outputOf(tensors, {x}), network.forward(x));
    }
}

TEST(SqueezeNetArchitecture, AHeadOfTwoDimensionsIsLinearOnTheAveragedFeatures)
{
    torch::manual_seed(5);
    SmallSqueezeNet network(false);
    unsettle(network);
    TensorMap tensors = tensorsOf(network);
    const torch::Tensor weight = torch::randn({4, 24});
    const torch::Tensor bias = torch::randn({4});
    tensors["classifier.1.weight"] = named(weight);
    tensors["classifier.1.bias"] = named(bias);
    EXPECT_EQ(recognise(tensors, "")->classes, 4);

    const torch::Tensor x =
        torch::randn({2, 3, 96, 96}) * torch::tensor({1.0F, 9.0F}).view({2, 1, 1, 1});
    const torch::Tensor features = network.features->forward(x).mean({2, 3});
    expectClose(outputOf(tensors, {x}), features.matmul(weight.t()) + bias);
    expectClose(outputOf(tensors, {x}, "", Output::Features), features);
}

} // namespace
} // namespace palimpsest
