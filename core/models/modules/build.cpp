// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/models/modules/build.h"

#include "core/base/error.h"
#include "core/models/architectures/blueprint.h"
#include "core/models/modules/torch_errors.h"

#include <torch/script.h>

#include <memory>
#include <sstream>

namespace palimpsest {

namespace {

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
                      describe(fitOf(tensors, network)) +
                      " Fit a linear probe on it, or use a checkpoint that was trained to "
                      "classify.");
    }
}

/// Every disagreement between the tensors there are and those needed is named at once.
void requireFit(const TensorMap& tensors, const Blueprint& network, Output output,
                const std::string& fileName)
{
    const std::string problems = describe(fitOf(tensors, network, output == Output::Logits));
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
                               const std::string& fileName, Output output, const NetworkFacts& told)
{
    const std::optional<Blueprint> network = blueprintOf(tensors, config, told);
    if (!network) {
        throw BadFile("The tensors of \"" + fileName + "\" " + unknownTo(config) +
                      ". For any other, give a TorchScript export of the model as the template.");
    }
    std::vector<TensorSpec> needed = network->tensors;
    if (output == Output::Logits) {
        requireHead(tensors, *network, fileName);
        needed.insert(needed.end(), network->head.begin(), network->head.end());
    }
    requireFit(tensors, *network, output, fileName);
    return translated("building the network of \"" + fileName + "\"", [&] {
        return assembled(tensors, *network, needed,
                         output == Output::Logits ? network->logits : network->features);
    });
}

} // namespace palimpsest
