// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/models/architectures/layers.h"

namespace palimpsest {

namespace {

std::string position(int index)
{
    return "features." + std::to_string(index);
}

/// Where the convolutions stand in the sequence `features`.
std::vector<int> convolutionPositions(const TensorMap& tensors)
{
    std::vector<int> positions;
    constexpr int kLongest = 200;
    for (int index = 0; index < kLongest; ++index) {
        if (sizeOr(tensors, position(index) + ".weight", 3, 0) > 0) {
            positions.push_back(index);
        }
    }
    return positions;
}

/// Three linear layers at 0, 3 and 6 as published; others where dropout was left out or a layer
/// was added, as the names tell.
void putClassifier(Blueprint& network, const NetworkSource& source, std::int64_t width)
{
    const TensorMap& tensors = source.tensors;
    std::vector<std::string> layers = linearLayers(tensors, "classifier");
    const std::vector<std::string> published = {"classifier.0", "classifier.3", "classifier.6"};
    const bool isHeadless = layers == std::vector(published.begin(), published.end() - 1) &&
                            sizeOr(tensors, "classifier.3.weight", 0, 0) ==
                                sizeOr(tensors, "classifier.3.weight", 1, 0);
    if (layers.empty() || isHeadless) {
        layers = published;
    }
    const std::string between = layers.size() < 2 || layers == published
                                    ? "relu"
                                    : settled<std::string>(network, source, kHeadActivationFact,
                                                           &NetworkFacts::headActivation, "relu");
    for (std::size_t i = 0; i + 1 < layers.size(); ++i) {
        const std::int64_t out = sizeOr(tensors, layers[i] + ".weight", 0, 4096);
        let(network, "x", linear(network, "x", layers[i], width, out));
        let(network, "x", activation(between, "x"));
        width = out;
    }
    putHead(network, source, "x", layers.back(), width);
}

} // namespace

/// Simonyan and Zisserman, arXiv 1409.1556; names of torchvision. A pooling has no tensors, but
/// leaves a hole in the numbering.
std::optional<Blueprint> vgg(const NetworkSource& source)
{
    const TensorMap& tensors = source.tensors;
    const std::vector<int> positions = convolutionPositions(tensors);
    if (positions.size() < 4 || positions.front() != 0 ||
        sizeOr(tensors, "features.0.weight", 3, 0) != 3) {
        return std::nullopt;
    }
    const bool isNormalised = has(tensors, "features.1.running_mean");
    const int step = isNormalised ? 3 : 2;

    Blueprint network{.inputs = "x: Tensor"};
    std::int64_t channels = sizeOr(tensors, "features.0.weight", 1, 0);
    network.architecture = {.name = "VGG-" + std::to_string(positions.size() + 3) +
                                    (isNormalised ? " with batch norm" : ""),
                            .keys = "torchvision",
                            .inputChannels = channels};
    if (isNormalised) {
        settleBatchNorms(network, source);
    }
    for (std::size_t i = 0; i < positions.size(); ++i) {
        const std::string name = position(positions[i]);
        const std::int64_t out = sizeOr(tensors, name + ".weight", 0, 0);
        let(network, "x",
            convolution(network, "x", name,
                        {.in = channels, .out = out, .kernel = 3, .padding = 1, .hasBias = true}));
        if (isNormalised) {
            let(network, "x", batchNorm(network, "x", position(positions[i] + 1), out));
        }
        let(network, "x", relu("x"));
        const bool isLast = i + 1 == positions.size();
        if (isLast || positions[i + 1] - positions[i] > step) {
            let(network, "x", "torch.max_pool2d(x, [2, 2], [2, 2])");
        }
        channels = out;
    }
    // Without the underscore, oneDNN takes it over in optimised graphs, and refuses most sizes.
    let(network, "x", "torch.flatten(torch._adaptive_avg_pool2d(x, [7, 7]), 1)");
    putClassifier(network, source, channels * 7 * 7);
    return network;
}

} // namespace palimpsest
