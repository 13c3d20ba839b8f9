// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/models/architectures/layers.h"

#include "core/base/error.h"
#include "core/base/utf8.h"

#include <array>
#include <cctype>
#include <charconv>
#include <sstream>

namespace palimpsest {

namespace {

/// "self.layer1" and so on; names that are no identifiers ("features.0") by getattr.
std::string expressionOf(const std::string& name)
{
    std::string expression = "self";
    std::istringstream parts(name);
    for (std::string part; std::getline(parts, part, '.');) {
        if (std::isdigit(static_cast<unsigned char>(part.front())) != 0) {
            expression = "getattr(" + expression + ", \"" + part + "\")";
        } else {
            expression += "." + part;
        }
    }
    return expression;
}

std::string pair(std::int64_t value)
{
    return "[" + std::to_string(value) + ", " + std::to_string(value) + "]";
}

std::string buffer(Blueprint& network, const std::string& name,
                   const std::vector<std::int64_t>& shape)
{
    network.tensors.push_back({name, shape, true});
    return expressionOf(name);
}

} // namespace

std::string parameter(Blueprint& network, const std::string& name,
                      const std::vector<std::int64_t>& shape)
{
    network.tensors.push_back({name, shape, false});
    return expressionOf(name);
}

std::string literal(double value)
{
    std::array<char, 32> text{};
    const auto end =
        std::to_chars(text.data(), text.data() + text.size(), value, std::chars_format::scientific);
    return {text.data(), end.ptr};
}

std::string convolution(Blueprint& network, const std::string& input, const std::string& name,
                        const Convolution& sizes)
{
    const std::string weight =
        parameter(network, name + ".weight", {sizes.out, sizes.in, sizes.kernel, sizes.kernel});
    const std::string bias =
        sizes.hasBias ? parameter(network, name + ".bias", {sizes.out}) : "None";
    return "torch.conv2d(" + input + ", " + weight + ", " + bias + ", " + pair(sizes.stride) +
           ", " + pair(sizes.padding) + ")";
}

void settleBatchNorms(Blueprint& network, const NetworkSource& source)
{
    constexpr double kUsual = 1e-5;
    settled(network, source, kBatchNormEpsilonFact, &NetworkFacts::batchNormEpsilon, kUsual);
}

std::string batchNorm(Blueprint& network, const std::string& input, const std::string& name,
                      std::int64_t channels)
{
    const std::string weight = parameter(network, name + ".weight", {channels});
    const std::string bias = parameter(network, name + ".bias", {channels});
    const std::string mean = buffer(network, name + ".running_mean", {channels});
    const std::string variance = buffer(network, name + ".running_var", {channels});
    return "torch.batch_norm(" + input + ", " + weight + ", " + bias + ", " + mean + ", " +
           variance + ", False, 0.1, " +
           literal(network.architecture.facts.batchNormEpsilon.value()) + ", True)";
}

std::string linear(Blueprint& network, const std::string& input, const std::string& name,
                   std::int64_t in, std::int64_t out, bool hasBias)
{
    const std::string start = name.ends_with('_') ? name : name + ".";
    const std::string weight = parameter(network, start + "weight", {out, in});
    const std::string bias = hasBias ? parameter(network, start + "bias", {out}) : "None";
    return "torch.linear(" + input + ", " + weight + ", " + bias + ")";
}

std::string relu(const std::string& input)
{
    return "torch.relu_(" + input + ")";
}

void let(Blueprint& network, const std::string& variable, const std::string& expression)
{
    network.body += "    " + variable + " = " + expression + "\n";
}

std::vector<std::string> linearLayers(const TensorMap& tensors, const std::string& name)
{
    const auto isLinear = [&](const std::string& layer) {
        const auto weight = tensors.find(layer + ".weight");
        return weight != tensors.end() && weight->second.shape.size() == 2;
    };
    if (has(tensors, name + ".weight")) {
        return {name};
    }
    std::vector<std::string> layers;
    constexpr int kLongest = 32;
    for (int index = 0; index < kLongest; ++index) {
        if (isLinear(name + "." + std::to_string(index))) {
            layers.push_back(name + "." + std::to_string(index));
        }
    }
    return layers;
}

void putHead(Blueprint& network, const NetworkSource& source, const std::string& features,
             const std::string& name, std::int64_t width)
{
    const TensorMap& tensors = source.tensors;
    std::vector<std::string> layers = linearLayers(tensors, name);
    if (layers.empty()) {
        layers.push_back(name); // missing
    }
    network.features = features;
    if (layers.size() > 1) {
        const bool isTold = source.facts().headActivation.has_value();
        const std::string between = settled<std::string>(network, source, kHeadActivationFact,
                                                         &NetworkFacts::headActivation, "relu");
        if (!isTold) {
            network.architecture.questions.push_back(
                {kHeadActivationFact,
                 "Its head \"" + name + "\" has " + std::to_string(layers.size()) +
                     " layers, and tensors do not tell which activation stands between them.",
                 {"relu", "gelu", "tanh", "none"}});
        }
        for (std::size_t i = 0; i + 1 < layers.size(); ++i) {
            const std::int64_t out = sizeOr(tensors, layers[i] + ".weight", 0, 0);
            let(network, "hidden", linear(network, network.features, layers[i], width, out));
            let(network, "hidden", activation(between, "hidden"));
            network.features = "hidden";
            width = out;
        }
    } else if (layers.front() != name) {
        network.architecture.notes.push_back("Its head is the layer " + layers.front() +
                                             ", before which nothing but dropout was assumed.");
    }
    ClassifierHead& head = network.architecture.head;
    head = {layers.back() + ".weight", layers.back() + ".bias", width};
    network.architecture.classes = sizeOr(tensors, head.weight, 0, 0);
    network.head = {{head.weight, {network.architecture.classes, width}}};
    const bool hasBias = has(tensors, head.bias) || !has(tensors, head.weight);
    if (hasBias) {
        network.head.push_back({head.bias, {network.architecture.classes}});
    }
    network.logits = "torch.linear(" + network.features + ", " + expressionOf(head.weight) + ", " +
                     (hasBias ? expressionOf(head.bias) : "None") + ")";
}

std::string activation(const std::string& name, const std::string& input)
{
    if (name == "gelu" || name == "gelu_python") {
        return "torch.gelu(" + input + ")";
    }
    if (name == "gelu_new" || name == "gelu_pytorch_tanh" || name == "gelu_fast" ||
        name == "gelu_tanh") {
        return "torch.gelu(" + input + ", approximate=\"tanh\")";
    }
    if (name == "relu") {
        return relu(input);
    }
    if (name == "silu" || name == "swish") {
        return "torch.silu(" + input + ")";
    }
    if (name == "quick_gelu") {
        return "(" + input + " * torch.sigmoid(" + input + " * 1.702))";
    }
    if (name == "tanh") {
        return "torch.tanh(" + input + ")";
    }
    if (name == "none" || name == "linear") {
        return input;
    }
    throw BadFile("The activation \"" + shown(name) +
                  "\" that config.json or a choice asks for is "
                  "none of gelu, gelu_new, gelu_pytorch_tanh, relu, silu, quick_gelu, tanh and "
                  "none. Use a TorchScript export of the model.");
}

bool has(const TensorMap& tensors, const std::string& name)
{
    return tensors.contains(name);
}

std::int64_t sizeOr(const TensorMap& tensors, const std::string& name, std::size_t dimension,
                    std::int64_t otherwise)
{
    const auto found = tensors.find(name);
    return found != tensors.end() && dimension < found->second.shape.size()
               ? found->second.shape[dimension]
               : otherwise;
}

} // namespace palimpsest
