// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/error.h"
#include "core/models/architectures/blueprint.h"
#include "core/models/architectures/networks.h"
#include "core/models/modules/torch_loading.h"
#include "core/models/readers/safetensors.h"
#include "support/expect_error.h"
#include "support/places.h"
#include "support/temporary_folder.h"

namespace palimpsest {
namespace {

NamedTensor random(const std::vector<std::int64_t>& shape)
{
    return named(torch::randn(shape) * 0.6);
}

void addConvolution(TensorMap& tensors, const std::string& name, const std::string& norm, int in,
                    int out, int kernel)
{
    tensors[name + ".weight"] = random({out, in, kernel, kernel});
    for (const char* part : {".weight", ".bias", ".running_mean"}) {
        tensors[norm + part] = random({out});
    }
    tensors[norm + ".running_var"] = named(torch::rand({out}) + 0.5);
}

/// A ResNet-10 of 4 to 32 channels with torchvision's names.
TensorMap smallResNet()
{
    torch::manual_seed(10);
    TensorMap tensors;
    addConvolution(tensors, "conv1", "bn1", 3, 4, 7);
    int in = 4;
    for (int stage = 1, out = 4; stage <= 4; ++stage, out *= 2) {
        const std::string block = "layer" + std::to_string(stage) + ".0.";
        addConvolution(tensors, block + "conv1", block + "bn1", in, out, 3);
        addConvolution(tensors, block + "conv2", block + "bn2", out, out, 3);
        if (in != out) {
            addConvolution(tensors, block + "downsample.0", block + "downsample.1", in, out, 1);
        }
        in = out;
    }
    tensors["fc.weight"] = random({5, in});
    tensors["fc.bias"] = random({5});
    return tensors;
}

void expectRefusal(const TensorMap& tensors, const std::string& text)
{
    expectError<BadFile>([&] { buildModule(tensors, "", "net.safetensors"); }, text);
}

TEST(BuildModule, SaysWhatItLookedForInUnknownTensors)
{
    EXPECT_FALSE(recognise({{"weight", {{1}, {0.0F}}}}, ""));
    expectRefusal({{"weight", {{1}, {0.0F}}}}, "no known architecture (VGG, ResNet");
    expectRefusal({}, "give a TorchScript export of the model as the template");
}

// The program of a network is text, in which no name of a file may stand as it is.
TEST(BuildModule, NamesOfTensorsThatAreCodeStayNames)
{
    const TensorMap tensors = smallResNet();
    const std::string own = blueprintOf(tensors, "")->body;
    const std::string evil = "weight\n    return torch.from_file(\"/tmp/pwned\", True, 9)\n#";
    TensorMap added = tensors;
    for (const std::string& name : std::vector<std::string>{
             evil, "layer1.0." + evil, "layer1.0.conv1." + evil, "layer1.1" + evil, "fc." + evil,
             "fc\"); import os; (\"", "layer1.__class__"}) {
        added[name] = {{1}, {0.0F}};
    }
    EXPECT_EQ(blueprintOf(added, "")->body, own);
    expectRefusal(added, "does not fit it");
}

TEST(BuildModule, NamesEveryTensorThatDoesNotFit)
{
    TensorMap tensors = smallResNet();
    tensors.erase("layer2.0.bn1.weight");
    tensors["layer3.0.conv2.weight"] = random({16, 8, 3, 3});
    tensors["layer4.0.se.weight"] = random({3});
    for (const char* problem :
         {"\"net.safetensors\" looks like ResNet-10", "Missing: layer2.0.bn1.weight.",
          "Other shapes: layer3.0.conv2.weight is [16×8×3×3] for [16×16×3×3].",
          "Not part of it: layer4.0.se.weight."}) {
        expectRefusal(tensors, problem);
    }
}

TEST(BuildModule, ShapesThatMakeNoSenseAreRefused)
{
    TensorMap tensors = smallResNet();
    tensors["conv1.weight"] = {.shape = {0, std::int64_t{1} << 62, 7, 7}};
    expectRefusal(tensors, "\"conv1.weight\" has a dimension of 4611686018427387904");
    tensors["conv1.weight"] = {.shape = {}, .values = {1.0F}};
    expectRefusal(tensors, "conv1.weight is [] for");
}

TEST(BuildModule, AMissingHeadIsSaidAndNotNeededForFeatures)
{
    TensorMap tensors = smallResNet();
    const torch::Tensor x = torch::randn({2, 3, 64, 64});
    const torch::Tensor features = outputOf(tensors, {x}, "", Output::Features);
    EXPECT_EQ(features.sizes(), (std::vector<std::int64_t>{2, 32}));
    tensors.erase("fc.weight");
    tensors.erase("fc.bias");
    const auto found = recognise(tensors, "");
    ASSERT_TRUE(found);
    EXPECT_EQ(found->classes, 0);
    EXPECT_EQ(found->head, (ClassifierHead{"fc.weight", "fc.bias", 32}));
    EXPECT_NE(describe(*found).find("no classifier head"), std::string::npos);
    expectRefusal(tensors, "without its classifier head. Missing: fc.weight, fc.bias.");
    EXPECT_TRUE(outputOf(tensors, {x}, "", Output::Features).equal(features));
}

TEST(BuildModule, TakesOverTheMemoryOfTheTensors)
{
    TensorMap tensors = smallResNet();
    const float* before = tensors.at("conv1.weight").values.data();
    const torch::jit::Module module = buildModule(std::move(tensors), "", "net");
    EXPECT_EQ(module.attr("conv1").toModule().attr("weight").toTensor().data_ptr<float>(), before);
}

TEST(BuildModule, SavedAndOpenedAgainItIsTheSame)
{
    const TemporaryFolder folder;
    const TensorMap tensors = smallResNet();
    const torch::Tensor x = torch::randn({2, 3, 64, 64});
    buildModule(tensors, "", "net").save(folder / "net.pt");
    const TrustedProgram program(folder / "net.pt", {.everything = true});
    torch::jit::Module opened = loadModule(&program, folder / "net.pt");
    EXPECT_TRUE(opened.forward({x}).toTensor().equal(outputOf(tensors, {x})));

    TensorMap held;
    for (const auto& parameter : opened.named_parameters()) {
        held[parameter.name] = named(parameter.value);
    }
    for (const auto& buffer : opened.named_buffers()) {
        held[buffer.name] = named(buffer.value);
    }
    EXPECT_EQ(held, tensors);
}

TEST(BuildModule, EveryGraphAndPrecisionGivesTheSameLogits)
{
    const TensorMap tensors = smallResNet();
    const torch::Tensor x = torch::randn({2, 3, 64, 64});
    const torch::Tensor expected = outputOf(tensors, {x});
    for (const Graph graph : {Graph::Plain, Graph::Frozen, Graph::Optimised}) {
        torch::jit::Module module = prepared(buildModule(tensors, "", "net"), {.graph = graph});
        const c10::InferenceMode noGradients;
        expectClose(module.forward({x}).toTensor(), expected);
        if (graph == Graph::Frozen) {
            for (const torch::jit::Node* node : module.get_method("forward").graph()->nodes()) {
                EXPECT_STRNE(node->kind().toQualString(), "aten::batch_norm") << "was not folded";
            }
        }
    }
    const c10::InferenceMode noGradients;
    torch::jit::Module exact = buildModule(tensors, "", "net");
    makeDouble(exact);
    const torch::Tensor logits = exact.forward({x.to(torch::kFloat64)}).toTensor();
    EXPECT_EQ(logits.dtype(), torch::kFloat64);
    expectClose(logits.to(torch::kFloat32), expected);
}

TEST(BuildModule, WeightsAloneStandForThemselves)
{
    const TemporaryFolder folder;
    const TensorMap tensors = smallResNet();
    writeSafetensors(folder / "net.safetensors", tensors);
    const torch::Tensor x = torch::randn({2, 3, 64, 64});
    EXPECT_TRUE(loadModule(nullptr, folder / "net.safetensors")
                    .forward({x})
                    .toTensor()
                    .equal(outputOf(tensors, {x})));
}

const std::filesystem::path kRealModels = sourceFolder() / ".." / "shared" / "data" / "models";

void expectRecordedLogits(const std::filesystem::path& weights,
                          const std::filesystem::path& recorded, const std::string& logits)
{
    if (!std::filesystem::exists(weights)) {
        GTEST_SKIP() << "The models are not on this machine.";
    }
    const TensorMap record = readSafetensors(recorded);
    const auto tensorOf = [&](const std::string& name) {
        const NamedTensor& tensor = record.at(name);
        return torch::tensor(tensor.values).view(tensor.shape);
    };
    const torch::Tensor actual = outputOf(readSafetensors(weights), {tensorOf("input")});
    EXPECT_LE((actual - tensorOf(logits)).abs().max().item<double>(), 1e-4);
}

TEST(RealModels, SqueezeNetGivesTheRecordedLogits)
{
    const auto folder = kRealModels / "imagenet_squeezenet1_0";
    expectRecordedLogits(folder / "squeezenet1_0_imagenet_rgb.safetensors",
                         folder / "reference_io_4.safetensors", "logits");
}

TEST(RealModels, CifarResNetGivesTheRecordedLogits)
{
    expectRecordedLogits(kRealModels / "derived_formats/resnet20_cifar10.safetensors",
                         kRealModels / "cifar10_resnet/reference_io_foolbox20.safetensors",
                         "logits_resnet20");
}

} // namespace
} // namespace palimpsest
