// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/models/modules/torch_loading.h"

#include "core/base/files.h"
#include "core/models/modules/build.h"
#include "core/models/modules/last_layer.h"
#include "core/models/modules/network_reading.h"
#include "core/models/modules/torch_errors.h"
#include "core/models/networks/key_match.h"

#include <torch/script.h>

#include <algorithm>
#include <string_view>
#include <utility>
#include <vector>

namespace palimpsest {

namespace {

/// What to do about a file that Torch does not open.
std::string hintFor(const std::string& message)
{
    constexpr std::string_view kUnknown = "Unknown builtin op: ";
    const std::size_t found = message.find(kUnknown);
    if (found == std::string::npos) {
        return " Save it again with torch.jit.save, or save model.state_dict().";
    }
    const std::size_t begin = found + kUnknown.size();
    const std::string name = message.substr(begin, message.find_first_of(" .\n", begin) - begin);
    return " It uses the operator " + name + ", which came with a later version of Torch. " +
           (name.find("scaled_dot_product_attention") != std::string::npos
                ? "Export the model with eager attention (attn_implementation=\"eager\"; in timm "
                  "set_fused_attn(False))."
                : "Export the model without it, or from an older version.");
}

/// The one place where bytes become a program that runs: those of a trusted one.
torch::jit::Module loadProgram(const TrustedProgram& program)
{
    try {
        return torch::jit::load(program.bytes().place().string(), torch::kCPU);
    } catch (const std::exception& error) {
        throw BadFile(quoted(program.path()) + " is not a TorchScript file this version of Torch " +
                      "can open: " + reasonIn(error.what()) + hintFor(error.what()));
    }
}

/// Name → tensor of every parameter and float buffer of `module`. Batch counters (integers)
/// play no role in inference.
std::map<std::string, torch::Tensor> stateOf(const torch::jit::Module& module)
{
    std::map<std::string, torch::Tensor> state;
    for (const auto& parameter : module.named_parameters()) {
        state.emplace(parameter.name, parameter.value);
    }
    for (const auto& buffer : module.named_buffers()) {
        if (buffer.value.is_floating_point()) {
            state.emplace(buffer.name, buffer.value);
        }
    }
    return state;
}

/// Whether nothing but the number of classes of its last linear layer tells `module` from a file.
bool isOfOtherClasses(const KeyMatch& match, const torch::jit::Module& module, std::size_t prefix)
{
    if (!hasOtherClasses(match)) {
        return false;
    }
    try {
        torch::jit::Module copy = module.clone();
        copy.eval();
        const ClassifierHead head = lastLinearLayer(copy);
        return std::ranges::all_of(match.otherShapes, [&](const KeyMatch::OtherShape& other) {
            return other.name == head.weight.substr(prefix) ||
                   other.name == head.bias.substr(prefix);
        });
    } catch (const std::exception&) {
        return false; // then it is told what does not fit
    }
}

/// Moves `weights` over the tensors of `module`; every disagreement is named at once. A prefix that
/// all names of the module have plays no role, as readCheckpoint takes such prefixes away.
void replaceState(const torch::jit::Module& module, TensorMap weights,
                  const std::filesystem::path& path)
{
    const auto state = stateOf(module);
    std::vector<std::string> names;
    for (const auto& [name, tensor] : state) {
        names.push_back(name);
    }
    const std::size_t prefix = commonPrefix(names).size();
    TensorShapes shapes;
    for (const auto& [name, tensor] : state) {
        shapes.emplace(name.substr(prefix), tensor.sizes().vec());
    }
    weights = asNamed(shapes, std::move(weights));
    const KeyMatch match = matchKeys(shapes, weights);
    if (!isOfOtherClasses(match, module, prefix)) {
        requireMatch(match, path, "its template");
    }
    for (auto [name, tensor] : state) {
        // Gone after it is copied, so that memory does not hold all of them twice.
        auto source = weights.extract(name.substr(prefix));
        NamedTensor& values = source.mapped();
        if (tensor.sizes() != at::IntArrayRef(values.shape)) { // a head for other classes
            tensor.set_data(torch::empty(values.shape, tensor.options()));
        }
        tensor.copy_(torch::from_blob(values.values.data(), tensor.sizes(), torch::kFloat32));
    }
}

/// Whether all of its numbers are finite.
bool hasFiniteState(const torch::jit::Module& module)
{
    const auto states = stateOf(module);
    return std::ranges::all_of(states, [](const auto& state) {
        return state.second.isfinite().all().template item<bool>();
    });
}

/// Convolution weights with the channels of a position together, as activations will have them.
void putChannelsLast(const torch::jit::Module& module)
{
    for (at::Tensor parameter : module.parameters()) {
        if (parameter.dim() == 4) {
            parameter.set_data(parameter.contiguous(at::MemoryFormat::ChannelsLast));
        }
    }
}

void replaceCallStacks(torch::jit::Block& block, torch::jit::Function& function)
{
    for (torch::jit::Node* node : block.nodes()) {
        if (node->callstack()) {
            node->setCallStack(
                c10::make_intrusive<torch::jit::InlinedCallStack>(&function, node->sourceRange()));
        }
        for (torch::jit::Block* inner : node->blocks()) {
            replaceCallStacks(*inner, function);
        }
    }
}

/// Freezing inlines the functions of a module and destroys them, yet the nodes keep pointers to
/// them for the traces of errors: making such a trace would end the program.
void forgetInlinedFunctions(const torch::jit::Module& frozen)
{
    torch::jit::Function& forward = frozen.get_method("forward").function();
    replaceCallStacks(*torch::jit::toGraphFunction(forward).graph()->block(), forward);
}

} // namespace

torch::jit::Module loadModule(const TrustedProgram* program, const std::filesystem::path& weights,
                              const NetworkFacts& facts)
{
    if (program == nullptr) {
        CheckpointFile file = readNetwork(weights);
        return buildModule(std::move(file.tensors), file.config, weights.string(), Output::Logits,
                           completed(facts, file.told));
    }
    torch::jit::Module module = loadProgram(*program);
    if (weights == program->path()) {
        return module;
    }
    TensorMap state = readCheckpoint(weights).tensors;
    translated("reading " + quoted(weights), [&] {
        const torch::NoGradGuard noGradients;
        replaceState(module, std::move(state), weights);
    });
    return module;
}

void makeDouble(const torch::jit::Module& module)
{
    const torch::NoGradGuard noGradients;
    const auto convert = [](at::Tensor tensor) {
        if (tensor.is_floating_point()) { // counters and positions stay whole numbers
            tensor.set_data(tensor.to(torch::kFloat64));
        }
    };
    for (const at::Tensor& parameter : module.parameters()) {
        convert(parameter);
    }
    for (const at::Tensor& buffer : module.buffers()) {
        convert(buffer);
    }
}

torch::jit::Module prepared(torch::jit::Module module, const ExecutionPlan& plan)
{
    const torch::NoGradGuard noGradients;
    module.eval();
    module.to(torch::Device(plan.device));
    if (plan.channelsLast) {
        putChannelsLast(module);
    }
    if (plan.graph == Graph::Plain) {
        return module;
    }
    // In the device's own formats a ReLU makes 0 of NaN, and broken weights give plausible numbers.
    const bool isOptimised = plan.graph == Graph::Optimised && hasFiniteState(module);
    torch::jit::Module frozen = torch::jit::freeze(module);
    if (isOptimised) {
        frozen = torch::jit::optimize_for_inference(frozen);
    }
    forgetInlinedFunctions(frozen);
    return frozen;
}

} // namespace palimpsest
