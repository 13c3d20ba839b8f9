// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/models/architectures/build.h"

#include "core/base/error.h"
#include "core/models/architectures/blueprint.h"
#include "core/models/torch_loading.h"

#include <torch/script.h>

#include <algorithm>
#include <memory>
#include <set>
#include <sstream>

namespace palimpsest {

namespace {

std::string shapeText(const std::vector<std::int64_t>& shape)
{
    std::string text;
    for (const std::int64_t size : shape) {
        text += (text.empty() ? "" : "×") + std::to_string(size);
    }
    return "[" + text + "]";
}

/// One sentence that lists `names` after `title`, the first ones where they are many.
std::string listed(const std::string& title, const std::vector<std::string>& names)
{
    constexpr std::size_t kMost = 20;
    std::string text;
    for (std::size_t i = 0; i < std::min(names.size(), kMost); ++i) {
        text += (i == 0 ? " " + title + ": " : ", ") + names[i];
    }
    if (names.size() > kMost) {
        text += " and " + std::to_string(names.size() - kMost) + " more";
    }
    return text.empty() ? text : text + ".";
}

bool isOfOtherHead(const Blueprint& network, const std::string& name)
{
    return std::any_of(network.otherHeads.begin(), network.otherHeads.end(),
                       [&](const std::string& prefix) { return name.starts_with(prefix); });
}

void requireHead(const TensorMap& tensors, const Blueprint& network, const std::string& fileName)
{
    std::vector<std::string> missing;
    for (const TensorSpec& tensor : network.head) {
        if (!tensors.contains(tensor.name)) {
            missing.push_back(tensor.name);
        }
    }
    if (!missing.empty()) {
        throw BadFile("\"" + fileName + "\" is the backbone of a " + network.architecture.name +
                      " without its classifier head." + listed("Missing", missing) +
                      " Fit a linear probe on it, or use a checkpoint that was trained to "
                      "classify.");
    }
}

/// Every disagreement between the tensors there are and those needed is named at once.
void requireFit(const TensorMap& tensors, const Blueprint& network,
                const std::vector<TensorSpec>& needed, const std::string& fileName)
{
    std::vector<std::string> missing;
    std::vector<std::string> misshapen;
    std::vector<std::string> unexpected;
    std::set<std::string> known = {network.architecture.head.weight,
                                   network.architecture.head.bias};
    for (const TensorSpec& tensor : needed) {
        known.insert(tensor.name);
        const auto found = tensors.find(tensor.name);
        if (found == tensors.end()) {
            missing.push_back(tensor.name);
        } else if (found->second.shape != tensor.shape) {
            misshapen.push_back(tensor.name + " is " + shapeText(found->second.shape) + " for " +
                                shapeText(tensor.shape));
        }
    }
    for (const auto& [name, tensor] : tensors) {
        if (!known.contains(name) && !isOfOtherHead(network, name)) {
            unexpected.push_back(name);
        }
    }
    const std::string problems = listed("Missing", missing) + listed("Other shapes", misshapen) +
                                 listed("Not part of it", unexpected);
    if (!problems.empty()) {
        throw BadFile("\"" + fileName + "\" looks like " + network.architecture.name +
                      " with the names of " + network.architecture.keys + " but does not fit it." +
                      problems +
                      " Use a complete checkpoint, or a TorchScript export of its model as the "
                      "template.");
    }
}

torch::jit::Module emptyModule(const std::shared_ptr<torch::jit::CompilationUnit>& unit)
{
    torch::jit::Module module("__torch__.palimpsest.Network", unit, /*shouldMangle=*/true);
    module.register_attribute("training", c10::BoolType::get(), false);
    return module;
}

/// A tensor in the memory of `values`, which live as long as it does.
torch::Tensor tensorOver(std::vector<float> values, const std::vector<std::int64_t>& shape)
{
    const auto owner = std::make_shared<std::vector<float>>(std::move(values));
    return torch::from_blob(
        owner->data(), shape, [owner](void*) {}, torch::kFloat32);
}

/// Registers `tensor` as name says: "layer1.0.conv1.weight" in a module in a module in a module.
void put(torch::jit::Module module, const TensorSpec& spec, const torch::Tensor& tensor)
{
    std::istringstream parts(spec.name);
    std::string part;
    std::getline(parts, part, '.');
    for (std::string next; std::getline(parts, next, '.'); part = next) {
        if (!module.hasattr(part)) {
            module.register_module(part, emptyModule(module._ivalue()->compilation_unit()));
        }
        module = module.attr(part).toModule();
    }
    if (spec.isBuffer) {
        module.register_buffer(part, tensor);
    } else {
        module.register_parameter(part, tensor, /*is_buffer=*/false);
    }
}

torch::jit::Module assembled(TensorMap& tensors, const Blueprint& network,
                             const std::vector<TensorSpec>& needed, const std::string& result)
{
    torch::jit::Module module = emptyModule(std::make_shared<torch::jit::CompilationUnit>());
    for (const TensorSpec& spec : needed) {
        put(module, spec, tensorOver(std::move(tensors.at(spec.name).values), spec.shape));
    }
    module.define("def forward(self, " + network.inputs + ") -> Tensor:\n" + network.body +
                  "    return " + result + "\n");
    return module;
}

} // namespace

torch::jit::Module buildModule(TensorMap tensors, const std::string& config,
                               const std::string& fileName, Output output)
{
    const std::optional<Blueprint> network = blueprintOf(tensors, config);
    if (!network) {
        throw BadFile("The tensors of \"" + fileName + "\" belong to no known architecture. " +
                      "Looked for: " + knownArchitectures() +
                      ". For any other, give a TorchScript export of the model as the template.");
    }
    std::vector<TensorSpec> needed = network->tensors;
    if (output == Output::Logits) {
        requireHead(tensors, *network, fileName);
        needed.insert(needed.end(), network->head.begin(), network->head.end());
    }
    requireFit(tensors, *network, needed, fileName);
    return translated("building the network of \"" + fileName + "\"", [&] {
        return assembled(tensors, *network, needed,
                         output == Output::Logits ? network->logits : network->features);
    });
}

} // namespace palimpsest
