// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/models/torch_loading.h"

#include "core/base/files.h"
#include "core/models/architectures/build.h"
#include "core/models/readers/checkpoint_file.h"
#include "core/models/readers/safetensors.h"

#include <torch/script.h>

#include <new>
#include <sstream>
#include <utility>

namespace palimpsest {

namespace {

/// Torch reports memory running out on the CPU as an ordinary exception with this text.
bool isOutOfMemory(const std::exception& error)
{
    const std::string message = error.what();
    return dynamic_cast<const std::bad_alloc*>(&error) != nullptr ||
           message.find("can't allocate memory") != std::string::npos ||
           message.find("out of memory") != std::string::npos;
}

std::string firstLine(const std::string& text)
{
    return text.substr(0, text.find('\n'));
}

torch::jit::Module loadTorchScript(const std::filesystem::path& path)
{
    constexpr std::uint64_t kMaxBytes = std::uint64_t{8} << 30;
    std::istringstream stream(readFile(path, kMaxBytes));
    try {
        return torch::jit::load(stream, torch::kCPU);
    } catch (const std::exception& error) {
        throw BadFile(quoted(path) + " is not a TorchScript file this version of Torch can " +
                      "open: " + firstLine(error.what()));
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

std::string shapeText(const std::vector<std::int64_t>& shape)
{
    std::string text;
    for (const std::int64_t size : shape) {
        text += (text.empty() ? "" : "×") + std::to_string(size);
    }
    return "[" + text + "]";
}

/// Copies `weights` over the tensors of `module`; every disagreement is named at once.
void replaceState(const torch::jit::Module& module, const TensorMap& weights,
                  const std::filesystem::path& path)
{
    const auto state = stateOf(module);
    std::string problems;
    for (const auto& [name, tensor] : state) {
        const auto found = weights.find(name);
        if (found == weights.end()) {
            problems += " Missing: " + name + ".";
        } else if (const auto shape = tensor.sizes().vec(); shape != found->second.shape) {
            problems += " Shape of " + name + ": " + shapeText(found->second.shape) +
                        " in the file, " + shapeText(shape) + " in the template.";
        }
    }
    for (const auto& [name, tensor] : weights) {
        if (!state.contains(name)) {
            problems += " Not in the template: " + name + ".";
        }
    }
    if (!problems.empty()) {
        throw BadFile(quoted(path) + " does not fit its template." + problems +
                      " Use the weights of the same architecture.");
    }
    for (const auto& [name, tensor] : state) {
        const NamedTensor& source = weights.at(name);
        tensor.copy_(torch::from_blob(const_cast<float*>(source.values.data()), tensor.sizes(),
                                      torch::kFloat32));
    }
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

} // namespace

void rethrowTorchError(const std::string& doing)
{
    try {
        throw;
    } catch (const std::exception& error) {
        if (isOutOfMemory(error)) {
            throw OutOfMemory("Memory ran out while " + doing +
                              ". Choose a smaller batch or close other programs.");
        }
        throw DeviceError("Torch failed while " + doing + ": " + firstLine(error.what()));
    }
}

torch::jit::Module loadModule(const std::filesystem::path& modelTemplate,
                              const std::filesystem::path& weights)
{
    if (modelTemplate.empty()) {
        if (containerOf(weights) == Container::TorchScript) {
            return loadTorchScript(weights);
        }
        CheckpointFile file = readCheckpoint(weights);
        return buildModule(std::move(file.tensors), file.config, weights.string());
    }
    torch::jit::Module module = loadTorchScript(modelTemplate);
    const TensorMap state = readSafetensors(weights);
    translated("reading " + quoted(weights), [&] {
        const torch::NoGradGuard noGradients;
        replaceState(module, state, weights);
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
    torch::jit::Module frozen = torch::jit::freeze(module);
    return plan.graph == Graph::Optimised ? torch::jit::optimize_for_inference(frozen) : frozen;
}

} // namespace palimpsest
