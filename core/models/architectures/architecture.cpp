// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/models/architectures/architecture.h"

#include "core/base/error.h"
#include "core/base/listed_names.h"
#include "core/models/architectures/blueprint.h"
#include "core/models/architectures/network_config.h"
#include "core/models/networks/network_facts_json.h"

#include <nlohmann/json.hpp>

#include <utility>

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

NetworkFacts NetworkSource::facts() const
{
    return completed(told, factsInConfig(config));
}

std::optional<Blueprint> blueprintOf(const TensorMap& tensors, const std::string& config,
                                     const NetworkFacts& told)
{
    requireSaneShapes(tensors);
    const nlohmann::json settings = networkConfig(config);
    for (const auto family : {squeezeNet, vgg, resNet, visionTransformer, bert}) {
        std::optional<Blueprint> network =
            family({.tensors = tensors, .config = settings, .told = told});
        if (!network) {
            continue;
        }
        requireConfigOf(*network, settings);
        addMeaning(*network, settings);
        if (std::string note = overrideNote(network->architecture.facts, factsInConfig(settings));
            !note.empty()) {
            network->architecture.notes.push_back(std::move(note));
        }
        return network;
    }
    return std::nullopt;
}

std::optional<Architecture> recognise(const TensorMap& tensors, const std::string& config,
                                      const NetworkFacts& told)
{
    std::optional<Blueprint> network = blueprintOf(tensors, config, told);
    if (!network) {
        return std::nullopt;
    }
    const TensorFit fit = fitOf(tensors, *network);
    network->architecture.misfit = describe(fit);
    if (!fit.unused.empty()) {
        network->architecture.notes.push_back("Left out, as neither features nor answers depend "
                                              "on them: " +
                                              listedNames(fit.unused) + ".");
    }
    return network->architecture;
}

std::vector<std::string> remarksOn(const Architecture& architecture)
{
    std::vector<std::string> remarks = architecture.notes;
    if (std::string note = assumptionNote(architecture.facts, architecture.questions);
        !note.empty()) {
        remarks.push_back(std::move(note));
    }
    return remarks;
}

std::string describe(const Architecture& architecture)
{
    if (architecture.input == InputKind::Image && architecture.inputChannels == 0) {
        return architecture.name + ", which does not tell what pictures it takes";
    }
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

std::string unknownTo(const std::string& config)
{
    const std::string type = typeIn(config);
    return "belong to no known architecture (" + knownArchitectures() + ")" +
           (type.empty() ? ""
                         : "; config.json says that the model is of the type \"" + type + "\"");
}

} // namespace palimpsest
