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

} // namespace

/// Simonyan and Zisserman, arXiv 1409.1556; names of torchvision. A pooling has no tensors, but
/// leaves a hole in the numbering.
std::optional<Blueprint> vgg(const TensorMap& tensors, const nlohmann::json& /*config*/)
{
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
    std::int64_t width = channels * 7 * 7;
    for (const std::string name : {"classifier.0", "classifier.3"}) {
        const std::int64_t out = sizeOr(tensors, name + ".weight", 0, 4096);
        let(network, "x", relu(linear(network, "x", name, width, out)));
        width = out;
    }
    putHead(network, tensors, "x", "classifier.6", width);
    return network;
}

} // namespace palimpsest
