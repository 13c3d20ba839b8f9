// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/models/architectures/architecture.h"

#include "core/base/error.h"
#include "core/base/json.h"
#include "core/models/architectures/blueprint.h"

#include <nlohmann/json.hpp>

#include <array>

namespace palimpsest {

namespace {

/// No network comes near it, and sums of such sizes stay far from overflowing.
constexpr std::int64_t kLongestSide = std::int64_t{1} << 31;

void requireSaneShapes(const TensorMap& tensors)
{
    for (const auto& [name, tensor] : tensors) {
        for (const std::int64_t size : tensor.shape) {
            if (size < 0 || size > kLongestSide) {
                throw BadFile("The tensor \"" + name + "\" has a dimension of " +
                              std::to_string(size) + ". The file is damaged.");
            }
        }
    }
}

} // namespace

std::optional<Blueprint> blueprintOf(const TensorMap& tensors, const std::string& config)
{
    requireSaneShapes(tensors);
    const nlohmann::json settings =
        config.empty() ? nlohmann::json::object() : parseJson(config, "config.json");
    if (!settings.is_object()) {
        throw BadFile("config.json is no list of names and values. Correct or remove it.");
    }
    for (const auto family : {squeezeNet, vgg, resNet, visionTransformer, bert}) {
        if (std::optional<Blueprint> network = family(tensors, settings)) {
            return network;
        }
    }
    return std::nullopt;
}

std::optional<Architecture> recognise(const TensorMap& tensors, const std::string& config)
{
    const std::optional<Blueprint> network = blueprintOf(tensors, config);
    return network ? std::optional(network->architecture) : std::nullopt;
}

std::string describe(const Architecture& architecture)
{
    const std::string size = std::to_string(architecture.inputSize);
    const std::string channels = std::to_string(architecture.inputChannels);
    return architecture.name + " (names of " + architecture.keys + "), " +
           (architecture.classes == 0 ? "no classifier head"
                                      : std::to_string(architecture.classes) + " classes") +
           (architecture.input == InputKind::Tokens
                ? ", texts of up to " + size + " tokens"
                : ", pictures of " + (architecture.inputSize == 0 ? "" : size + "×" + size + ", ") +
                      channels + (channels == "1" ? " channel" : " channels"));
}

std::string knownArchitectures()
{
    return "VGG, ResNet, SqueezeNet and ViT with the names of torchvision, timm or Hugging Face, "
           "CIFAR ResNets, BERT and DistilBERT";
}

} // namespace palimpsest
