// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/models/torch_classifier.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/models/masking.h"
#include "core/models/torch_loading.h"
#include "core/models/torch_runtime.h"

#include <torch/script.h>

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

namespace palimpsest {

namespace {

constexpr int kExactBatch = 8; // double precision takes twice the memory

/// Fetches the logits of a batch and puts them below those there are.
template<typename Real>
void append(Matrix<Real>& result, const torch::Tensor& logits)
{
    const torch::Tensor fetched =
        logits.to(torch::kCPU, c10::CppTypeToScalarType<Real>::value).contiguous();
    result.columns = static_cast<std::size_t>(fetched.size(1));
    result.rows += static_cast<std::size_t>(fetched.size(0));
    const Real* values = fetched.data_ptr<Real>();
    result.data.insert(result.data.end(), values, values + fetched.numel());
}

/// Whether `forward` takes more than the tokens themselves.
bool takesAttention(const torch::jit::Module& module)
{
    constexpr std::size_t kSelfAndTokens = 2;
    return module.get_method("forward").function().getSchema().arguments().size() > kSelfAndTokens;
}

/// A module that takes maskings in batches, in the precision `Real`.
template<typename Real>
class MaskedModule
{
public:
    MaskedModule(torch::jit::Module module, const ExecutionPlan& plan)
        : m_module(std::move(module)), m_device(plan.device),
          m_batchSize(static_cast<std::size_t>(plan.batchSize)), m_channelsLast(plan.channelsLast),
          m_takesAttention(takesAttention(m_module))
    {
    }

    /// Logits of all coalitions.
    Matrix<Real> logits(const ModelInput& sample, std::span<const Coalition> coalitions)
    {
        if (const auto* sentence = std::get_if<SentenceInput>(&sample.content)) {
            return logits(*sentence, sample.parts, coalitions);
        }
        return logits(std::get<PictureInput>(sample.content), sample.parts, coalitions);
    }

    /// Logits [B, classes], maybe still in the making, of pictures on the CPU.
    torch::Tensor forward(const torch::Tensor& pictures)
    {
        std::vector<torch::jit::IValue> inputs;
        inputs.emplace_back(pictures.to(m_device, /*non_blocking=*/true));
        return run(std::move(inputs), pictures.size(0));
    }

    /// A batch of one coalition, in memory of its own.
    torch::Tensor repeated(const ImageTensor& picture)
    {
        const LabelMap noParts{.width = picture.width, .height = picture.height};
        const std::vector<Coalition> coalitions(m_batchSize, 0);
        return put(Masking<Real>(picture, picture, noParts, m_channelsLast), picture, coalitions, 0)
            .clone();
    }

private:
    /// Each batch is put together while a device computes the one before.
    Matrix<Real> logits(const PictureInput& picture, const LabelMap& parts,
                        std::span<const Coalition> coalitions)
    {
        const Masking<Real> masking(picture.image, picture.baseline, parts, m_channelsLast);
        const auto batch = [&](std::size_t begin) {
            return coalitions.subspan(begin, std::min(m_batchSize, coalitions.size() - begin));
        };
        Matrix<Real> result;
        std::size_t turn = 0;
        torch::Tensor next =
            coalitions.empty() ? torch::Tensor() : put(masking, picture.image, batch(0), turn);
        for (std::size_t begin = 0; begin < coalitions.size(); begin += m_batchSize) {
            const torch::Tensor underWay = forward(next);
            if (begin + m_batchSize < coalitions.size()) {
                next = put(masking, picture.image, batch(begin + m_batchSize), ++turn % 2);
            }
            append(result, underWay);
        }
        return result;
    }

    /// Batches are of sentences of equal length: without padding no model has to know of it.
    Matrix<Real> logits(const SentenceInput& sentence, const LabelMap& parts,
                        std::span<const Coalition> coalitions)
    {
        std::vector<std::vector<int>> sentences;
        std::map<std::size_t, std::vector<std::size_t>> byLength; // indices of coalitions
        for (const Coalition coalition : coalitions) {
            sentences.push_back(maskedTokens(sentence, parts, coalition));
            byLength[sentences.back().size()].push_back(sentences.size() - 1);
        }
        Matrix<Real> inBatches;
        std::vector<std::size_t> order;
        for (const auto& [length, indices] : byLength) {
            for (std::size_t begin = 0; begin < indices.size(); begin += m_batchSize) {
                const auto batch = std::span(indices).subspan(
                    begin, std::min(m_batchSize, indices.size() - begin));
                append(inBatches, forward(sentences, batch, length));
                order.insert(order.end(), batch.begin(), batch.end());
            }
        }
        Matrix<Real> result(inBatches.rows, inBatches.columns);
        for (std::size_t i = 0; i < order.size(); ++i) {
            std::ranges::copy(inBatches.row(i), result.row(order[i]).begin());
        }
        return result;
    }

    /// Logits of some of `sentences`, all of `length` tokens.
    torch::Tensor forward(const std::vector<std::vector<int>>& sentences,
                          std::span<const std::size_t> batch, std::size_t length)
    {
        const auto count = static_cast<std::int64_t>(batch.size());
        torch::Tensor tokens =
            torch::empty({count, static_cast<std::int64_t>(length)}, torch::kInt64);
        auto* ids = tokens.data_ptr<std::int64_t>();
        for (const std::size_t i : batch) {
            ids = std::ranges::copy(sentences[i], ids).out;
        }
        tokens = tokens.to(m_device);
        std::vector<torch::jit::IValue> inputs;
        inputs.emplace_back(tokens);
        if (m_takesAttention) {
            inputs.emplace_back(torch::ones_like(tokens));
        }
        return run(std::move(inputs), count);
    }

    torch::Tensor run(std::vector<torch::jit::IValue> inputs, std::int64_t count)
    {
        const torch::jit::IValue output = m_module.forward(std::move(inputs));
        if (!output.isTensor() || output.toTensor().dim() != 2 ||
            output.toTensor().size(0) != count) {
            throw BadInput("The model's output is no table of one row of logits per sample. "
                           "Only classifiers can be explained.");
        }
        return output.toTensor();
    }

    /// Writes maskings into one of the two buffers, [B, C, H, W].
    torch::Tensor put(const Masking<Real>& masking, const ImageTensor& shape,
                      std::span<const Coalition> coalitions, std::size_t buffer)
    {
        const auto count = static_cast<std::int64_t>(coalitions.size());
        torch::Tensor& pictures = m_buffers[buffer];
        const std::vector<std::int64_t> sizes = {count, shape.channels, shape.height, shape.width};
        if (!pictures.defined() || pictures.sizes() != sizes) {
            pictures = torch::empty(sizes, torch::TensorOptions()
                                               .dtype(c10::CppTypeToScalarType<Real>::value)
                                               .pinned_memory(!m_device.is_cpu())
                                               .memory_format(m_channelsLast
                                                                  ? at::MemoryFormat::ChannelsLast
                                                                  : at::MemoryFormat::Contiguous));
        }
        Real* numbers = pictures.data_ptr<Real>();
        for (const Coalition coalition : coalitions) {
            masking.write(coalition, numbers);
            numbers += masking.size();
        }
        return pictures;
    }

    torch::jit::Module m_module;
    torch::Device m_device;
    std::size_t m_batchSize;
    bool m_channelsLast;
    bool m_takesAttention; ///< whether models of sentences want to know which tokens there are
    std::array<torch::Tensor, 2> m_buffers;
};

class TorchClassifier : public Classifier
{
public:
    TorchClassifier(std::filesystem::path modelTemplate, std::filesystem::path weights,
                    const ExecutionPlan& plan)
        : m_modelTemplate(std::move(modelTemplate)), m_weights(std::move(weights)), m_plan(plan),
          m_module(opened<float>(plan))
    {
    }

    /// On the CPU a batch; on a device some, so that it never waits for the next.
    std::size_t batchSize() const override
    {
        constexpr std::size_t kBatchesAhead = 4;
        return static_cast<std::size_t>(m_plan.batchSize) *
               (m_plan.device == "cpu" ? 1 : kBatchesAhead);
    }

    Matrix<float> logits(const ModelInput& sample, std::span<const Coalition> coalitions) override
    {
        const c10::InferenceMode inference;
        return translated("running the model", [&] { return m_module.logits(sample, coalitions); });
    }

    Matrix<double> exactLogits(const ModelInput& sample,
                               std::span<const Coalition> coalitions) override
    {
        MaskedModule<double>& module = m_exact ? *m_exact : m_exact.emplace(openedExact());
        const c10::InferenceMode inference;
        return translated("running the model in double precision",
                          [&] { return module.logits(sample, coalitions); });
    }

    std::function<void()> rawForward(const ImageTensor& picture)
    {
        const c10::InferenceMode inference;
        const torch::Tensor pictures = m_module.repeated(picture);
        return [this, pictures] {
            const c10::InferenceMode inside;
            m_module.forward(pictures).to(torch::kCPU);
        };
    }

private:
    template<typename Real>
    MaskedModule<Real> opened(const ExecutionPlan& plan) const
    {
        torch::jit::Module module = loadModule(m_modelTemplate, m_weights);
        return translated("preparing " + quoted(m_weights), [&] {
            if (std::is_same_v<Real, double>) {
                makeDouble(module);
            }
            return MaskedModule<Real>(prepared(std::move(module), plan), plan);
        });
    }

    MaskedModule<double> openedExact() const
    {
        ExecutionPlan plan = m_plan;
        plan.graph = plan.graph == Graph::Plain ? Graph::Plain : Graph::Frozen;
        plan.channelsLast = false;
        plan.batchSize = std::min(plan.batchSize, kExactBatch);
        return opened<double>(plan);
    }

    std::filesystem::path m_modelTemplate;
    std::filesystem::path m_weights;
    ExecutionPlan m_plan;
    MaskedModule<float> m_module;
    std::optional<MaskedModule<double>> m_exact; ///< opened when first asked for
};

std::unique_ptr<TorchClassifier> openChecked(const std::filesystem::path& modelTemplate,
                                             const std::filesystem::path& weights,
                                             const ExecutionPlan& plan)
{
    requireDevice(plan.device);
    prepareTorch(plan.threads);
    return std::make_unique<TorchClassifier>(modelTemplate, weights, plan);
}

} // namespace

std::unique_ptr<Classifier> openTorchClassifier(const std::filesystem::path& modelTemplate,
                                                const std::filesystem::path& weights,
                                                const ExecutionPlan& plan)
{
    return openChecked(modelTemplate, weights, plan);
}

std::function<void()> rawForward(const std::filesystem::path& modelTemplate,
                                 const std::filesystem::path& weights, const ExecutionPlan& plan,
                                 const ImageTensor& picture)
{
    std::shared_ptr<TorchClassifier> classifier = openChecked(modelTemplate, weights, plan);
    return [classifier, run = classifier->rawForward(picture)] {
        translated("running the model", [&] { run(); });
    };
}

} // namespace palimpsest
