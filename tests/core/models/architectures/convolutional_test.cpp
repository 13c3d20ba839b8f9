// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/models/architectures/networks.h"

namespace palimpsest {
namespace {

namespace nn = torch::nn;

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
        EXPECT_EQ(assumptionNote(found->facts),
                  isNormalised ? "Assumed, as neither the tensors nor a config.json tell it: "
                                 "epsilon 1e-05 of batch norms."
                               : "");
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
