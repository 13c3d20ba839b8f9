// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/models/architectures/architecture.h"

#include "core/base/error.h"
#include "core/base/json.h"
#include "core/base/listed_names.h"
#include "core/base/utf8.h"
#include "core/models/architectures/blueprint.h"
#include "core/models/networks/network_facts_json.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <string_view>
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

/// The kinds of models that Hugging Face calls so and computes as we do, by the name of ours.
bool isOfKind(const std::string& architecture, const std::string& kind)
{
    struct Kind
    {
        std::string_view name;
        std::string_view architecture;
    };
    constexpr auto kKinds = std::to_array<Kind>({{"vit", "ViT"},
                                                 {"vit_mae", "ViT"},
                                                 {"resnet", "ResNet"},
                                                 {"bert", "BERT"},
                                                 {"distilbert", "DistilBERT"}});
    return std::ranges::any_of(kKinds, [&](const Kind& known) {
        return kind == known.name && architecture.starts_with(known.architecture);
    });
}

/// Whether timm's model of that name computes as ours does: blurred or renormalised ResNets and
/// ViTs with other activations bear the same names of tensors.
bool isTimmName(const Architecture& architecture, std::string_view timm)
{
    constexpr auto kStems = std::to_array<std::string_view>(
        {"resnet", "wide_resnet", "tv_resnet", "ssl_resnet", "swsl_resnet"});
    if (architecture.name.starts_with("ResNet")) {
        return std::ranges::any_of(kStems, [&](std::string_view stem) {
            if (!timm.starts_with(stem)) {
                return false;
            }
            const std::string_view depth = timm.substr(stem.size());
            const std::size_t end = std::min(depth.find_first_not_of("0123456789"), depth.size());
            return end > 0 &&
                   (end == depth.size() || depth[end] == '.' || depth.substr(end) == "_2");
        });
    }
    return timm.find("quickgelu") == std::string_view::npos;
}

/// Throws BadFile when config.json speaks of another network than the tensors do, or of a variant
/// that only its own code can build.
void requireConfigOf(const Architecture& architecture, const nlohmann::json& config)
{
    const auto text = [&](const char* key) {
        const auto found = config.find(key);
        return found != config.end() && found->is_string() ? found->get<std::string>()
                                                           : std::string();
    };
    const auto isTrue = [&](const char* key) {
        const auto found = config.find(key);
        return found != config.end() && *found == true;
    };
    const std::string kind = text("model_type");
    if (!kind.empty() && !isOfKind(architecture.name, kind)) {
        throw BadFile("config.json says that the model is of the type \"" + shown(kind) +
                      "\", and its tensors look like " + architecture.name +
                      ". Remove a config.json that belongs to another model, or use a TorchScript "
                      "export of this one.");
    }
    const std::string timm = text("architecture");
    if (!timm.empty() && !isTimmName(architecture, timm)) {
        throw BadFile("config.json says that the model is timm's \"" + shown(timm) +
                      "\", which computes otherwise than " + architecture.name +
                      ", although its tensors have these names. Use a TorchScript export of it.");
    }
    for (const char* variant : {"is_decoder", "add_cross_attention"}) {
        if (isTrue(variant)) {
            throw BadFile(std::string("config.json asks for \"") + variant +
                          "\", which cannot be built. Use a TorchScript export of the model.");
        }
    }
}

/// Throws BadFile when a size in config.json is not that of the tensors.
void requireSizes(const Blueprint& network, const nlohmann::json& config)
{
    for (const auto& [key, size] : network.sizes) {
        const auto found = config.find(key);
        if (found != config.end() && found->is_number() &&
            found->get<double>() != static_cast<double>(size)) {
            throw BadFile("config.json says \"" + key + "\": " + found->dump() +
                          ", and the tensors have " + std::to_string(size) +
                          ". It belongs to another model: remove it, or put the right one there.");
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
    const nlohmann::json settings =
        config.empty() ? nlohmann::json::object() : parseJson(config, "config.json");
    if (!settings.is_object()) {
        throw BadFile("config.json is no list of names and values. Correct or remove it.");
    }
    for (const auto family : {squeezeNet, vgg, resNet, visionTransformer, bert}) {
        std::optional<Blueprint> network =
            family({.tensors = tensors, .config = settings, .told = told});
        if (!network) {
            continue;
        }
        requireConfigOf(network->architecture, settings);
        requireSizes(*network, settings);
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

} // namespace palimpsest
