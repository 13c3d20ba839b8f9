// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/models/architectures/layers.h"

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

std::string batchNorm(Blueprint& network, const std::string& input, const std::string& name,
                      std::int64_t channels)
{
    const std::string weight = parameter(network, name + ".weight", {channels});
    const std::string bias = parameter(network, name + ".bias", {channels});
    const std::string mean = buffer(network, name + ".running_mean", {channels});
    const std::string variance = buffer(network, name + ".running_var", {channels});
    return "torch.batch_norm(" + input + ", " + weight + ", " + bias + ", " + mean + ", " +
           variance + ", False, 0.1, 1e-5, True)";
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

void putHead(Blueprint& network, const TensorMap& tensors, const std::string& features,
             const std::string& name, std::int64_t width)
{
    ClassifierHead& head = network.architecture.head;
    head = {name + ".weight", name + ".bias", width};
    network.architecture.classes = sizeOr(tensors, head.weight, 0, 0);
    network.head = {{head.weight, {network.architecture.classes, width}},
                    {head.bias, {network.architecture.classes}}};
    network.features = features;
    network.logits = "torch.linear(" + features + ", " + expressionOf(head.weight) + ", " +
                     expressionOf(head.bias) + ")";
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
