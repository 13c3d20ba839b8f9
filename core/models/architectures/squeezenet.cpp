// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/models/architectures/layers.h"

#include <set>

namespace palimpsest {

namespace {

/// One 1×1 convolution squeezes, two expand: 1×1 and 3×3, side by side. Returns its channels.
std::int64_t addFire(Blueprint& network, const TensorMap& tensors, const std::string& name,
                     std::int64_t channels)
{
    const std::int64_t squeezed = sizeOr(tensors, name + ".squeeze.weight", 0, 0);
    const std::int64_t narrow = sizeOr(tensors, name + ".expand1x1.weight", 0, 0);
    const std::int64_t wide = sizeOr(tensors, name + ".expand3x3.weight", 0, narrow);
    let(network, "x",
        relu(convolution(network, "x", name + ".squeeze",
                         {.in = channels, .out = squeezed, .hasBias = true})));
    let(network, "narrow",
        relu(convolution(network, "x", name + ".expand1x1",
                         {.in = squeezed, .out = narrow, .hasBias = true})));
    let(network, "wide",
        relu(convolution(
            network, "x", name + ".expand3x3",
            {.in = squeezed, .out = wide, .kernel = 3, .padding = 1, .hasBias = true})));
    let(network, "x", "torch.cat([narrow, wide], 1)");
    return narrow + wide;
}

/// The published head is a convolution, whose map of logits is averaged after a ReLU. A head of two
/// dimensions is a linear layer on the averaged features: a probe.
void putSqueezeNetHead(Blueprint& network, const NetworkSource& source, std::int64_t channels)
{
    putHead(network, source, "torch.flatten(torch.adaptive_avg_pool2d(x, [1, 1]), 1)",
            "classifier.1", channels);
    const auto weight = source.tensors.find(network.architecture.head.weight);
    if (weight != source.tensors.end() && weight->second.shape.size() == 2) {
        network.architecture.notes.emplace_back("Its head is linear on the averaged features.");
        return;
    }
    network.head.clear();
    Blueprint head;
    network.logits =
        "torch.flatten(torch.adaptive_avg_pool2d(" +
        relu(convolution(head, "x", "classifier.1",
                         {.in = channels, .out = network.architecture.classes, .hasBias = true})) +
        ", [1, 1]), 1)";
    network.head = head.tensors;
}

} // namespace

/// Iandola et al., arXiv 1602.07360; names of torchvision. The two versions differ in the first
/// convolution and in where they pool.
std::optional<Blueprint> squeezeNet(const NetworkSource& source)
{
    const TensorMap& tensors = source.tensors;
    if (!has(tensors, "features.0.weight") || !has(tensors, "features.3.squeeze.weight")) {
        return std::nullopt;
    }
    const std::int64_t kernel = sizeOr(tensors, "features.0.weight", 2, 0);
    Blueprint network{.inputs = "x: Tensor"};
    network.architecture = {.name = kernel == 7 ? "SqueezeNet 1.0" : "SqueezeNet 1.1",
                            .keys = "torchvision",
                            .inputChannels = sizeOr(tensors, "features.0.weight", 1, 0)};
    std::int64_t channels = sizeOr(tensors, "features.0.weight", 0, 0);
    let(network, "x",
        relu(convolution(network, "x", "features.0",
                         {.in = network.architecture.inputChannels,
                          .out = channels,
                          .kernel = kernel,
                          .stride = 2,
                          .hasBias = true})));
    const std::set<int> poolings = kernel == 7 ? std::set{2, 6, 11} : std::set{2, 5, 8};
    constexpr int kLast = 12;
    for (int index = 2; index <= kLast; ++index) {
        if (poolings.contains(index)) {
            let(network, "x", "torch.max_pool2d(x, [3, 3], [2, 2], [0, 0], [1, 1], True)");
        } else {
            channels = addFire(network, tensors, "features." + std::to_string(index), channels);
        }
    }
    putSqueezeNetHead(network, source, channels);
    return network;
}

} // namespace palimpsest
