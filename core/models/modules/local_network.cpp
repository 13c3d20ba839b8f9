// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/models/modules/local_network.h"

#include "core/base/files.h"
#include "core/models/modules/batch_statistics.h"
#include "core/models/modules/last_layer.h"
#include "core/models/modules/torch_errors.h"
#include "core/models/modules/torch_loading.h"
#include "core/models/modules/torch_runtime.h"

#include <torch/script.h>

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

namespace palimpsest {

namespace {

torch::ScalarType typeOf(Numbers numbers)
{
    switch (numbers) {
    case Numbers::Float32:
        return torch::kFloat32;
    case Numbers::Float64:
        return torch::kFloat64;
    case Numbers::Int64:
        break;
    }
    return torch::kInt64;
}

/// What `forward` takes behind the tokens themselves.
std::vector<c10::Argument> argumentsBehindTokens(const torch::jit::Module& module)
{
    constexpr std::size_t kSelfAndTokens = 2;
    std::vector<c10::Argument> arguments =
        module.get_method("forward").function().getSchema().arguments();
    arguments.erase(arguments.begin(), arguments.begin() + static_cast<std::ptrdiff_t>(std::min(
                                                               kSelfAndTokens, arguments.size())));
    return arguments;
}

/// Segments of pairs are told by their name alone: what else stands third may be anything.
bool isForSegments(const c10::Argument& argument)
{
    return argument.name() == "token_type_ids" || argument.name() == "segment_ids";
}

class TorchNetwork : public LocalNetwork
{
public:
    TorchNetwork(torch::jit::Module module, const ExecutionPlan& plan, Numbers precision,
                 ClassifierHead head = {})
        : m_module(std::move(module)), m_device(plan.device), m_channelsLast(plan.channelsLast),
          m_precision(typeOf(precision)), m_behindTokens(argumentsBehindTokens(m_module))
    {
        m_head = std::move(head);
    }

    void* memory(std::size_t buffer, const BatchShape& shape) override
    {
        Buffer& of = m_buffers[buffer];
        if (!of.tensor.defined() || of.shape != shape) {
            of.tensor = torch::empty(
                shape.sizes,
                optionsFor(shape).pinned_memory(!m_device.is_cpu()).memory_format(formatOf(shape)));
            of.shape = shape;
        }
        return of.tensor.data_ptr();
    }

    void useMemory(std::size_t buffer, const BatchShape& shape, void* memory) override
    {
        m_buffers[buffer] = {
            .shape = shape,
            .tensor = torch::from_blob(memory, shape.sizes, stridesOf(shape), optionsFor(shape))};
    }

    std::size_t passesAtOnce() const override { return 1; }

    void start(std::size_t buffer) override
    {
        const c10::InferenceMode inference;
        Buffer& of = m_buffers[buffer];
        requireTaken(of.shape);
        const auto pass = [&] {
            const torch::Tensor& batch = of.tensor;
            const torch::Tensor input = batch.to(m_device, /*non_blocking=*/true);
            std::vector<torch::jit::IValue> inputs =
                of.shape.numbers == Numbers::Int64
                    ? tokenInputs(input)
                    : std::vector<torch::jit::IValue>{
                          m_channelsLast ? input.contiguous(at::MemoryFormat::ChannelsLast)
                                         : input};
            const bool givesFeatures = !m_head.weight.empty();
            of.answer =
                requiredTable(m_module.forward(std::move(inputs)), batch.size(0), givesFeatures);
        };
        try {
            translated("running the model", pass);
        } catch (const OutOfMemory&) {
            throw;
        } catch (const DeviceError& error) {
            throw DeviceError(error.what() + hintAbout(of.shape));
        }
    }

    BatchAnswer finish(std::size_t buffer) override
    {
        const c10::InferenceMode inference;
        return translated("running the model", [&] {
            torch::Tensor& answer = m_buffers[buffer].answer;
            answer = answer.to(torch::kCPU, m_precision).contiguous();
            return BatchAnswer{.rows = static_cast<std::size_t>(answer.size(0)),
                               .columns = static_cast<std::size_t>(answer.size(1)),
                               .numbers = answer.data_ptr()};
        });
    }

private:
    struct Buffer
    {
        BatchShape shape;
        torch::Tensor tensor;
        torch::Tensor answer;
    };

    /// Throws BadInput where there are segments and `forward` takes none.
    void requireTaken(const BatchShape& shape) const
    {
        if (haveSegments(shape) && std::ranges::none_of(m_behindTokens, isForSegments)) {
            throw BadInput(
                "Sentences have segments of pairs (token_type_ids), and the model takes none: no "
                "argument of its forward is called token_type_ids or segment_ids. Export it with "
                "one. For a model that was trained without segments leave them out of the lists of "
                "tokens, or write each pair as one text with [SEP] in it.");
        }
    }

    /// What `forward` takes for a batch [sentences, tokens] or, with segments, [sentences, 2,
    /// tokens]. Where all segments are 0, it is not told unless it must be.
    std::vector<torch::jit::IValue> tokenInputs(const torch::Tensor& batch) const
    {
        const bool hasSegments = batch.dim() == 3;
        const torch::Tensor tokens = hasSegments ? batch.select(1, 0).contiguous() : batch;
        std::vector<torch::jit::IValue> inputs = {tokens};
        bool hasAttention = false;
        for (const c10::Argument& argument : m_behindTokens) {
            if (isForSegments(argument) && hasSegments) {
                inputs.emplace_back(batch.select(1, 1).contiguous());
            } else if (!isForSegments(argument) && !std::exchange(hasAttention, true)) {
                inputs.emplace_back(torch::ones_like(tokens));
            } else if (argument.default_value()) {
                inputs.push_back(*argument.default_value());
            } else if (isForSegments(argument)) {
                inputs.emplace_back(torch::zeros_like(tokens));
            } else {
                break; // Torch names what is missing
            }
        }
        return inputs;
    }

    static bool haveSegments(const BatchShape& shape)
    {
        return shape.numbers == Numbers::Int64 && shape.sizes.size() == 3;
    }

    /// What to look at where Torch fails on such a batch; programs do not tell what they take.
    static std::string hintAbout(const BatchShape& shape)
    {
        return shape.numbers == Numbers::Int64
                   ? ". The sentence has " + std::to_string(shape.sizes.back()) +
                         " tokens; check that the model takes as many and knows their numbers" +
                         (haveSegments(shape) ? " and segments." : ".")
                   : "";
    }

    static torch::TensorOptions optionsFor(const BatchShape& shape)
    {
        return torch::TensorOptions().dtype(typeOf(shape.numbers));
    }

    static at::MemoryFormat formatOf(const BatchShape& shape)
    {
        return shape.channelsLast ? at::MemoryFormat::ChannelsLast : at::MemoryFormat::Contiguous;
    }

    static std::vector<std::int64_t> stridesOf(const BatchShape& shape)
    {
        const std::vector<std::int64_t>& sizes = shape.sizes;
        if (shape.channelsLast) {
            return c10::get_channels_last_strides_2d(sizes);
        }
        std::vector<std::int64_t> strides(sizes.size(), 1);
        for (std::size_t i = sizes.size() - 1; i > 0; --i) {
            strides[i - 1] = strides[i] * sizes[i];
        }
        return strides;
    }

    static torch::Tensor requiredTable(const torch::jit::IValue& output, std::int64_t samples,
                                       bool givesFeatures)
    {
        const bool isTable = output.isTensor() && output.toTensor().dim() == 2 &&
                             output.toTensor().size(0) == samples;
        if (!isTable && givesFeatures) {
            throw BadInput("What enters the last linear layer of the model is no table of one row "
                           "of features per sample, so no probe can be fitted on it.");
        }
        if (!isTable) {
            throw BadInput("The model's output is no table of one row of logits per sample. "
                           "Only classifiers can be explained.");
        }
        if (output.toTensor().size(1) > kMostClasses) { // it may be a view of next to nothing
            throw BadInput("The model answers with " + std::to_string(output.toTensor().size(1)) +
                           " numbers per sample. Only classifiers can be explained.");
        }
        return output.toTensor();
    }

    torch::jit::Module m_module;
    torch::Device m_device;
    bool m_channelsLast;
    torch::ScalarType m_precision;
    std::vector<c10::Argument> m_behindTokens; ///< that `forward` takes of sentences
    std::array<Buffer, kBuffers> m_buffers;
};

/// `module` with a linear layer last, cut before that: frozen as constants alone can be seen
/// through.
std::unique_ptr<LocalNetwork> featureNetwork(torch::jit::Module module, const ExecutionPlan& plan,
                                             Numbers precision)
{
    module.eval();
    ExecutionPlan frozen = plan;
    frozen.graph = Graph::Frozen;
    const torch::jit::Module cut = prepared(module, frozen);
    ClassifierHead head = cutToFeatures(cut, module);
    return std::make_unique<TorchNetwork>(cut, plan, precision, std::move(head));
}

} // namespace

std::unique_ptr<LocalNetwork> localNetwork(torch::jit::Module module, const ExecutionPlan& plan,
                                           Numbers precision)
{
    if (precision == Numbers::Float64) {
        makeDouble(module);
    }
    return std::make_unique<TorchNetwork>(prepared(std::move(module), plan), plan, precision);
}

std::unique_ptr<LocalNetwork> openLocalNetwork(const TrustedProgram* program,
                                               const NetworkFiles& files, const ExecutionPlan& plan,
                                               Numbers precision)
{
    requireDevice(plan.device);
    prepareTorch(plan.threads);
    torch::jit::Module module = loadModule(program, files.weights, files.facts);
    return translated("preparing " + quoted(files.weights), [&] {
        if (program != nullptr) {
            requireNoBatchStatistics(module);
        }
        return files.output == Output::Features ? featureNetwork(std::move(module), plan, precision)
                                                : localNetwork(std::move(module), plan, precision);
    });
}

} // namespace palimpsest
