// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/error.h"
#include "core/base/utf8.h"
#include "core/models/architectures/layers.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <numeric>

namespace palimpsest {

namespace {

/// How the authors of a file named the layers of a residual network.
struct Naming
{
    std::string keys;
    std::string family;
    std::string stem; ///< first convolution
    std::string stemNorm;
    std::string stages;       ///< before the number of a stage, from `firstStage` on
    std::string blocks;       ///< between the numbers of stage and block
    std::string convolutions; ///< before the number of a layer, from `firstLayer` on
    std::string convolution;  ///< behind it
    std::string norms;
    std::string norm;
    std::string shortcut;
    std::string shortcutNorm;
    std::string head;
    int firstStage = 1;
    int firstLayer = 1;
    bool isForSmallPictures = false; ///< the stem keeps the picture's size

    std::string block(int stage, int index) const
    {
        return stages + std::to_string(stage + firstStage) + blocks + std::to_string(index) + ".";
    }
    std::string convolutionOf(const std::string& block, int layer) const
    {
        return block + convolutions + std::to_string(layer + firstLayer) + convolution;
    }
    std::string normOf(const std::string& block, int layer) const
    {
        return block + norms + std::to_string(layer + firstLayer) + norm;
    }
};

Naming torchvisionNaming()
{
    return {.keys = "torchvision, timm",
            .family = "ResNet-",
            .stem = "conv1",
            .stemNorm = "bn1",
            .stages = "layer",
            .blocks = ".",
            .convolutions = "conv",
            .norms = "bn",
            .shortcut = "downsample.0",
            .shortcutNorm = "downsample.1",
            .head = "fc"};
}

Naming smallPictureNaming()
{
    Naming naming = torchvisionNaming();
    naming.keys = "pytorch_resnet_cifar10";
    naming.family = "CIFAR ResNet-";
    naming.shortcut = "shortcut.0";
    naming.shortcutNorm = "shortcut.1";
    naming.head = "linear";
    naming.isForSmallPictures = true;
    return naming;
}

/// `prefix` is "resnet.", or empty in a file of the backbone alone.
Naming huggingFaceNaming(const std::string& prefix)
{
    return {.keys = "Hugging Face",
            .family = "ResNet-",
            .stem = prefix + "embedder.embedder.convolution",
            .stemNorm = prefix + "embedder.embedder.normalization",
            .stages = prefix + "encoder.stages.",
            .blocks = ".layers.",
            .convolutions = "layer.",
            .convolution = ".convolution",
            .norms = "layer.",
            .norm = ".normalization",
            .shortcut = "shortcut.convolution",
            .shortcutNorm = "shortcut.normalization",
            .head = "classifier.1",
            .firstStage = 0,
            .firstLayer = 0};
}

std::optional<Naming> namingOf(const TensorMap& tensors)
{
    if (has(tensors, "conv1.weight") && has(tensors, "layer1.0.conv1.weight")) {
        // A backbone without its head tells by the stem.
        const bool isForSmallPictures =
            has(tensors, "linear.weight") ||
            (!has(tensors, "fc.weight") && sizeOr(tensors, "conv1.weight", 2, 0) == 3);
        return isForSmallPictures ? smallPictureNaming() : torchvisionNaming();
    }
    for (const Naming& huggingFace : {huggingFaceNaming("resnet."), huggingFaceNaming("")}) {
        if (has(tensors, huggingFace.stem + ".weight")) {
            return huggingFace;
        }
    }
    return std::nullopt;
}

/// Number of blocks of each stage.
std::vector<int> blockCounts(const TensorMap& tensors, const Naming& naming)
{
    const auto isThere = [&](int stage, int block) {
        return has(tensors, naming.convolutionOf(naming.block(stage, block), 0) + ".weight");
    };
    std::vector<int> counts;
    for (int stage = 0; isThere(stage, 0); ++stage) {
        int count = 1;
        while (isThere(stage, count)) {
            ++count;
        }
        counts.push_back(count);
    }
    return counts;
}

struct BlockSizes
{
    std::int64_t in = 0;
    std::int64_t middle = 0; ///< of a bottleneck
    std::int64_t out = 0;
    int stride = 1;
    int layers = 2; ///< convolutions: 2, or 3 in a bottleneck
    int stridingLayer = 0;
    std::string activation;
};

/// Statement for the way past the convolutions, `y`.
void addShortcut(Blueprint& network, const TensorMap& tensors, const Naming& naming,
                 const std::string& block, const BlockSizes& sizes)
{
    if (sizes.stride == 1 && sizes.in == sizes.out) {
        return;
    }
    const std::string name = block + naming.shortcut;
    if (naming.isForSmallPictures && !has(tensors, name + ".weight")) {
        // Option A of He et al.: every other pixel, with channels of zeros on both sides.
        const std::string step = std::to_string(sizes.stride);
        const std::string zeros = std::to_string((sizes.out - sizes.in) / 2);
        let(network, "x",
            "torch.constant_pad_nd(x[:, :, ::" + step + ", ::" + step + "], [0, 0, 0, 0, " + zeros +
                ", " + zeros + "], 0)");
        return;
    }
    let(network, "x",
        convolution(network, "x", name,
                    {.in = sizes.in, .out = sizes.out, .stride = sizes.stride}));
    let(network, "x", batchNorm(network, "x", block + naming.shortcutNorm, sizes.out));
}

void addBlock(Blueprint& network, const TensorMap& tensors, const Naming& naming,
              const std::string& block, const BlockSizes& sizes)
{
    const bool isBottleneck = sizes.layers == 3;
    let(network, "y", "x");
    for (int layer = 0; layer < sizes.layers; ++layer) {
        const bool isLast = layer + 1 == sizes.layers;
        const bool isWide = !isBottleneck || layer == 1;
        const std::int64_t out = isLast ? sizes.out : sizes.middle;
        let(network, "y",
            convolution(network, "y", naming.convolutionOf(block, layer),
                        {.in = layer == 0 ? sizes.in : sizes.middle,
                         .out = out,
                         .kernel = isWide ? 3 : 1,
                         .stride = layer == sizes.stridingLayer ? sizes.stride : 1,
                         .padding = isWide ? 1 : 0}));
        let(network, "y", batchNorm(network, "y", naming.normOf(block, layer), out));
        if (!isLast) {
            let(network, "y", activation(sizes.activation, "y"));
        }
    }
    addShortcut(network, tensors, naming, block, sizes);
    let(network, "x", "y + x");
    let(network, "x", activation(sizes.activation, "x"));
}

/// What tensors do not tell of a residual network.
struct Variant
{
    std::string activation = "relu";
    int stridingLayer = 0;
    bool firstStageHalves = false;
    bool stemPooling = true;
};

void addStem(Blueprint& network, const Naming& naming, std::int64_t width, const Variant& variant)
{
    const bool isSmall = naming.isForSmallPictures;
    let(network, "x",
        convolution(network, "x", naming.stem,
                    {.in = network.architecture.inputChannels,
                     .out = width,
                     .kernel = isSmall ? 3 : 7,
                     .stride = isSmall ? 1 : 2,
                     .padding = isSmall ? 1 : 3}));
    let(network, "x", batchNorm(network, "x", naming.stemNorm, width));
    let(network, "x", activation(variant.activation, "x"));
    if (variant.stemPooling) {
        let(network, "x", "torch.max_pool2d(x, [3, 3], [2, 2], [1, 1])");
    }
}

std::string nameOf(const Naming& naming, const std::vector<int>& counts, int layers,
                   std::int64_t width)
{
    const int blocks = std::accumulate(counts.begin(), counts.end(), 0);
    const int usual = naming.isForSmallPictures && counts.size() == 3 ? 16 : 64;
    return naming.family + std::to_string(blocks * layers + 2) +
           (width == usual ? "" : " (" + std::to_string(width) + " channels at first)");
}

/// Throws BadFile for what cannot be built.
Variant variantOf(Blueprint& network, const NetworkSource& source, const Naming& naming,
                  bool isBottleneck)
{
    Variant variant;
    settleBatchNorms(network, source);
    variant.stemPooling = settled(network, source, kStemPoolingFact, &NetworkFacts::stemPooling,
                                  !naming.isForSmallPictures);
    const NetworkFacts facts = source.facts();
    if (facts.activation) {
        variant.activation = settled<std::string>(network, source, kActivationFact,
                                                  &NetworkFacts::activation, "relu");
    }
    if (isBottleneck) {
        // As the weights of torchvision, timm and Hugging Face expect: v1.5.
        const std::string strides =
            settled<std::string>(network, source, kStridesFact, &NetworkFacts::strides, "second");
        if (strides != "first" && strides != "second") {
            throw BadFile("The convolution of a bottleneck that strides is \"first\" or "
                          "\"second\", and \"" +
                          shown(strides) + "\" was said.");
        }
        variant.stridingLayer = strides == "first" ? 0 : 1;
    }
    if (facts.firstStageHalves) {
        variant.firstStageHalves =
            settled(network, source, kFirstStageFact, &NetworkFacts::firstStageHalves, false);
    }
    return variant;
}

/// What config.json of Hugging Face or timm may ask for, in words of either, and is built in one
/// way. Dilation keeps the numbers of tensors and strides, so it has no facts.
void limitConfig(Blueprint& network, bool isBottleneck)
{
    network.limits = {{"layer_type", {isBottleneck ? "\"bottleneck\"" : "\"basic\""}},
                      {"global_pool", {"\"avg\"", "\"fast\""}},
                      {"output_stride", {"32"}},
                      {"replace_stride_with_dilation", {"false", "[false,false,false]"}},
                      {"dilation", {"1"}},
                      {"norm_layer", {"\"batchnorm\"", "\"batchnorm2d\""}},
                      {"stem_type", {"\"\""}},
                      {"avg_down", {"false"}},
                      {"block_reduce_first", {"1"}},
                      {"cardinality", {"1"}},
                      {"down_kernel_size", {"1"}}};
}

} // namespace

/// He et al., arXiv 1512.03385, for ImageNet (names of torchvision and timm, or of Hugging Face)
/// and for CIFAR.
std::optional<Blueprint> resNet(const NetworkSource& source)
{
    const TensorMap& tensors = source.tensors;
    const std::optional<Naming> naming = namingOf(tensors);
    if (!naming) {
        return std::nullopt;
    }
    const std::vector<int> counts = blockCounts(tensors, *naming);
    const bool isBottleneck =
        has(tensors, naming->convolutionOf(naming->block(0, 0), 2) + ".weight");
    const int layers = isBottleneck ? 3 : 2;
    const std::int64_t width = sizeOr(tensors, naming->stem + ".weight", 0, 0);

    Blueprint network{.inputs = "x: Tensor"};
    network.architecture = {.name = nameOf(*naming, counts, layers, width),
                            .keys = naming->keys,
                            .inputChannels = sizeOr(tensors, naming->stem + ".weight", 1, 0)};
    const Variant variant = variantOf(network, source, *naming, isBottleneck);
    network.architecture.notes.emplace_back(
        "Taken as published, as tensors do not tell it: each stage after the first halves pictures "
        "by strides, without dilation, and what goes past the convolutions is not pooled.");
    addStem(network, *naming, width, variant);
    const std::int64_t firstMiddle =
        sizeOr(tensors, naming->convolutionOf(naming->block(0, 0), 0) + ".weight", 0, width);
    std::vector<std::int64_t> stageWidths;
    std::int64_t channels = width;
    std::int64_t usual = width;
    for (std::size_t stage = 0; stage < counts.size(); ++stage, usual *= 2) {
        for (int index = 0; index < counts[stage]; ++index) {
            const std::string first = naming->block(static_cast<int>(stage), 0);
            const std::int64_t middle =
                sizeOr(tensors, naming->convolutionOf(first, 0) + ".weight", 0, usual);
            const bool halves = index == 0 && (stage > 0 || variant.firstStageHalves);
            const BlockSizes sizes{.in = channels,
                                   .middle = middle,
                                   .out = isBottleneck ? usual * 4 : middle,
                                   .stride = halves ? 2 : 1,
                                   .layers = layers,
                                   .stridingLayer = variant.stridingLayer,
                                   .activation = variant.activation};
            addBlock(network, tensors, *naming, naming->block(static_cast<int>(stage), index),
                     sizes);
            channels = sizes.out;
        }
        stageWidths.push_back(channels);
    }
    limitConfig(network, isBottleneck);
    network.sizes = {{"embedding_size", {width}},
                     {"stem_width", {width}},
                     {"base_width", {64 * firstMiddle / std::max<std::int64_t>(width, 1)}},
                     {"num_channels", {network.architecture.inputChannels}},
                     {"in_chans", {network.architecture.inputChannels}},
                     {"hidden_sizes", stageWidths},
                     {"depths", {counts.begin(), counts.end()}}};
    if (const auto blocks = source.config.find("layers");
        blocks != source.config.end() && blocks->is_array()) { // timm's; of a training, a number
        network.sizes.push_back({"layers", {counts.begin(), counts.end()}});
    }
    putHead(network, source, "torch.flatten(torch.adaptive_avg_pool2d(x, [1, 1]), 1)", naming->head,
            channels);
    return network;
}

} // namespace palimpsest
