// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/models/torch_classifier.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/models/safetensors.h"
#include "core/models/torch_runtime.h"

#include <torch/script.h>

#include <sstream>
#include <string>

namespace palimpsest {

namespace {

/// Torch reports memory running out on the CPU as an ordinary exception with this text.
bool isOutOfMemory(const std::string& message)
{
    return message.find("can't allocate memory") != std::string::npos ||
           message.find("out of memory") != std::string::npos;
}

std::string firstLine(const std::string& text)
{
    return text.substr(0, text.find('\n'));
}

/// Runs `work` and turns what Torch throws into our own family.
template<typename Work>
auto translated(const std::string& doing, Work&& work)
{
    try {
        return work();
    } catch (const Error&) {
        throw;
    } catch (const std::exception& error) {
        if (isOutOfMemory(error.what())) {
            throw OutOfMemory("Memory ran out while " + doing +
                              ". Choose a smaller batch or close other programs.");
        }
        throw DeviceError("Torch failed while " + doing + ": " + firstLine(error.what()));
    }
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

class TorchClassifier : public Classifier
{
public:
    TorchClassifier(torch::jit::Module module, const ExecutionPlan& plan, torch::Device device)
        : m_module(std::move(module)), m_plan(plan), m_device(device)
    {
    }

    std::size_t batchSize() const override { return static_cast<std::size_t>(m_plan.batchSize); }

    Matrix<float> logits(const ImageTensor& sample, const ImageTensor& baseline,
                         const LabelMap& parts, std::span<const Coalition> coalitions) override
    {
        const c10::InferenceMode inference;
        return translated("running the model", [&] {
            const Sources sources{onDevice(sample), onDevice(baseline), onDevice(parts)};
            Matrix<float> result;
            for (std::size_t begin = 0; begin < coalitions.size(); begin += batchSize()) {
                const std::size_t count = std::min(batchSize(), coalitions.size() - begin);
                const torch::Tensor batch =
                    forward(sources, parts, coalitions.subspan(begin, count));
                append(result, batch, begin, coalitions.size());
            }
            return result;
        });
    }

private:
    /// A sample, what replaces its parts, and which part each pixel belongs to; on the device.
    struct Sources
    {
        torch::Tensor sample;   ///< [1, C, H, W]
        torch::Tensor baseline; ///< [1, C, H, W]
        torch::Tensor labels;   ///< int64 [H·W]
    };

    torch::Tensor onDevice(const ImageTensor& image) const
    {
        return torch::from_blob(const_cast<float*>(image.values.data()),
                                {1, image.channels, image.height, image.width}, torch::kFloat32)
            .to(m_device);
    }

    torch::Tensor onDevice(const LabelMap& parts) const
    {
        return torch::from_blob(const_cast<std::uint8_t*>(parts.labels.data()),
                                {static_cast<std::int64_t>(parts.labels.size())}, torch::kUInt8)
            .to(m_device, torch::kInt64);
    }

    /// Logits [B, classes] on the CPU.
    torch::Tensor forward(const Sources& sources, const LabelMap& parts,
                          std::span<const Coalition> coalitions)
    {
        const torch::Tensor visible =
            presence(coalitions, parts.partCount())
                .to(m_device)
                .index_select(1, sources.labels)
                .view({static_cast<std::int64_t>(coalitions.size()), 1, parts.height, parts.width});
        const torch::Tensor masked = torch::where(visible, sources.sample, sources.baseline);
        const torch::Tensor output = m_module.forward({masked}).toTensor();
        if (output.dim() != 2 || output.size(0) != masked.size(0)) {
            throw BadInput("The model's output is no table of one row of logits per picture. "
                           "Only classifiers can be explained.");
        }
        return output.to(torch::kCPU, torch::kFloat32).contiguous();
    }

    /// bool [B, n + 1]: column 0 is the background, which stays, column i + 1 is part i.
    static torch::Tensor presence(std::span<const Coalition> coalitions, int partCount)
    {
        torch::Tensor table = torch::ones(
            {static_cast<std::int64_t>(coalitions.size()), partCount + 1}, torch::kBool);
        auto cells = table.accessor<bool, 2>();
        for (std::size_t row = 0; row < coalitions.size(); ++row) {
            for (int part = 0; part < partCount; ++part) {
                cells[static_cast<std::int64_t>(row)][part + 1] =
                    ((coalitions[row] >> part) & 1U) != 0;
            }
        }
        return table;
    }

    static void append(Matrix<float>& result, const torch::Tensor& batch, std::size_t begin,
                       std::size_t total)
    {
        const auto classes = static_cast<std::size_t>(batch.size(1));
        if (begin == 0) {
            result = Matrix<float>(total, classes);
        }
        std::copy_n(batch.data_ptr<float>(), batch.numel(),
                    result.data.begin() + static_cast<std::ptrdiff_t>(begin * classes));
    }

    torch::jit::Module m_module;
    ExecutionPlan m_plan;
    torch::Device m_device;
};

} // namespace

std::unique_ptr<Classifier> openTorchClassifier(const std::filesystem::path& modelTemplate,
                                                const std::filesystem::path& weights,
                                                const ExecutionPlan& plan)
{
    requireDevice(plan.device);
    const torch::Device device(plan.device);
    prepareTorch(plan.threads);
    const bool standsForItself = modelTemplate.empty();
    torch::jit::Module module = loadTorchScript(standsForItself ? weights : modelTemplate);
    const TensorMap state = standsForItself ? TensorMap{} : readSafetensors(weights);
    return translated("preparing " + quoted(weights), [&]() -> std::unique_ptr<Classifier> {
        const torch::NoGradGuard noGradients;
        module.eval();
        if (!standsForItself) {
            replaceState(module, state, weights);
        }
        module.to(device);
        return std::make_unique<TorchClassifier>(torch::jit::freeze(module), plan, device);
    });
}

} // namespace palimpsest
