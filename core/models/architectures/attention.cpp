// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/models/architectures/attention.h"

#include "core/base/error.h"

#include <nlohmann/json.hpp>

#include <cmath>
#include <limits>

namespace palimpsest {

namespace {

/// [batch, length, width] to [batch, heads, length, width / heads].
std::string byHeads(const std::string& input, const Attention& layer)
{
    return "torch.transpose(torch.view(" + input + ", [torch.size(" + input + ", 0), -1, " +
           std::to_string(layer.heads) + ", " + std::to_string(layer.width / layer.heads) +
           "]), 1, 2)";
}

} // namespace

std::string attention(Blueprint& network, const std::string& input, const Attention& layer)
{
    const std::int64_t width = layer.width;
    if (layer.projections.size() == 1) {
        let(network, "query, key, value",
            "torch.chunk(" +
                linear(network, input, layer.projections[0], width, 3 * width, layer.hasBias) +
                ", 3, 2)");
    } else {
        let(network, "query",
            linear(network, input, layer.projections[0], width, width, layer.hasBias));
        let(network, "key",
            linear(network, input, layer.projections[1], width, width, layer.hasBias));
        let(network, "value",
            linear(network, input, layer.projections[2], width, width, layer.hasBias));
    }
    const double scale = 1.0 / std::sqrt(static_cast<double>(width / layer.heads));
    let(network, "scores",
        "torch.matmul(" + byHeads("query", layer) + " * " + literal(scale) + ", torch.transpose(" +
            byHeads("key", layer) + ", 2, 3))");
    if (!layer.masked.empty()) {
        // The lowest float32: exp of it is 0 in either precision.
        let(network, "scores",
            "torch.masked_fill(scores, " + layer.masked + ", " +
                literal(std::numeric_limits<float>::lowest()) + ")");
    }
    let(network, "mixed",
        "torch.matmul(torch.softmax(scores, 3), " + byHeads("value", layer) + ")");
    return linear(network, "torch.flatten(torch.transpose(mixed, 1, 2), 2)", layer.output, width,
                  width);
}

std::string layerNorm(Blueprint& network, const std::string& input, const std::string& weight,
                      const std::string& bias, std::int64_t width, double epsilon)
{
    return "torch.layer_norm(" + input + ", [" + std::to_string(width) + "], " +
           parameter(network, weight, {width}) + ", " + parameter(network, bias, {width}) + ", " +
           literal(epsilon) + ")";
}

std::string activation(const nlohmann::json& config, const std::string& key,
                       const std::string& input)
{
    const std::string name = textOr(config, key, "gelu");
    if (name == "gelu") {
        return "torch.gelu(" + input + ")";
    }
    if (name == "gelu_new" || name == "gelu_pytorch_tanh") {
        return "torch.gelu(" + input + ", approximate=\"tanh\")";
    }
    if (name == "relu") {
        return relu(input);
    }
    throw BadFile("config.json asks for the activation \"" + name + "\" (" + key +
                  "), which is none of gelu, gelu_new, gelu_pytorch_tanh and relu. Use a "
                  "TorchScript export of the model.");
}

std::string textOr(const nlohmann::json& config, const std::string& key,
                   const std::string& otherwise)
{
    const auto found = config.find(key);
    if (found == config.end()) {
        return otherwise;
    }
    if (!found->is_string()) {
        throw BadFile("config.json has no text under \"" + key + "\". Correct or remove it.");
    }
    return found->get<std::string>();
}

double numberOr(const nlohmann::json& config, const std::string& key, double otherwise)
{
    const auto found = config.find(key);
    if (found == config.end()) {
        return otherwise;
    }
    if (!found->is_number()) {
        throw BadFile("config.json has no number under \"" + key + "\". Correct or remove it.");
    }
    return found->get<double>();
}

std::int64_t headsOf(Blueprint& network, const nlohmann::json& config, const std::string& key,
                     std::int64_t width)
{
    constexpr std::int64_t kUsualHeadWidth = 64;
    constexpr std::int64_t kHugeWidth = 1280; // ViT-H and its like have 16 heads of 80
    std::int64_t heads = width == kHugeWidth ? 16 : width / kUsualHeadWidth;
    const bool isTold = config.contains(key);
    const double told = numberOr(config, key, static_cast<double>(heads));
    heads = told >= 1.0 && told <= static_cast<double>(width) ? static_cast<std::int64_t>(told) : 0;
    if (heads < 1 || width % heads != 0) {
        throw BadFile("The number of attention heads is not known: the width " +
                      std::to_string(width) + " does not divide into " + std::to_string(heads) +
                      ". Put a config.json with \"" + key + "\" beside the weights.");
    }
    if (!isTold) {
        network.architecture.notes.push_back(
            std::to_string(heads) + " attention heads of " + std::to_string(width / heads) +
            " were assumed, as no config.json tells their number.");
    }
    return heads;
}

} // namespace palimpsest
