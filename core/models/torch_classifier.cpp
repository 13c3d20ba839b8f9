// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/models/torch_classifier.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/models/torch_loading.h"
#include "core/models/torch_runtime.h"

#include <torch/script.h>

#include <algorithm>
#include <utility>

namespace palimpsest {

namespace {

constexpr std::size_t kExactBatch = 8; // double precision takes twice the memory

/// A sample, what replaces its parts, and which part each pixel belongs to; on the device.
struct Sources
{
    torch::Tensor sample;   ///< [1, C, H, W]
    torch::Tensor baseline; ///< [1, C, H, W]
    torch::Tensor labels;   ///< int64 [H·W]
};

torch::Tensor asTensor(const ImageTensor& image)
{
    return torch::from_blob(const_cast<float*>(image.values.data()),
                            {1, image.channels, image.height, image.width}, torch::kFloat32);
}

/// bool [B, n + 1]: column 0 is the background, which stays, column i + 1 is part i.
torch::Tensor presence(std::span<const Coalition> coalitions, int partCount)
{
    torch::Tensor table =
        torch::ones({static_cast<std::int64_t>(coalitions.size()), partCount + 1}, torch::kBool);
    bool* cells = table.data_ptr<bool>();
    for (const Coalition coalition : coalitions) {
        for (int part = 0; part < partCount; ++part) {
            cells[part + 1] = ((coalition >> part) & 1U) != 0;
        }
        cells += partCount + 1;
    }
    return table;
}

/// A module and the kind of pictures it takes.
class MaskedModule
{
public:
    MaskedModule(torch::jit::Module module, const ExecutionPlan& plan, torch::ScalarType precision)
        : m_module(std::move(module)), m_device(plan.device), m_precision(precision),
          m_layout(plan.channelsLast ? at::MemoryFormat::ChannelsLast
                                     : at::MemoryFormat::Contiguous)
    {
    }

    Sources sources(const ImageTensor& sample, const ImageTensor& baseline,
                    const LabelMap& parts) const
    {
        const auto pixels = static_cast<std::int64_t>(parts.labels.size());
        return {.sample = picture(sample),
                .baseline = picture(baseline),
                .labels = torch::from_blob(const_cast<std::uint8_t*>(parts.labels.data()), {pixels},
                                           torch::kUInt8)
                              .to(m_device, torch::kInt64)};
    }

    /// Logits [B, classes]. They may still be in the making: a device works on while its next
    /// batch is put together, as only one bit a part travels to it.
    torch::Tensor logits(const Sources& sources, const LabelMap& parts,
                         std::span<const Coalition> coalitions)
    {
        const torch::Tensor visible =
            presence(coalitions, parts.partCount())
                .to(m_device, torch::kBool, /*non_blocking=*/true)
                .index_select(1, sources.labels)
                .view({static_cast<std::int64_t>(coalitions.size()), 1, parts.height, parts.width});
        return forward(torch::where(visible, sources.sample, sources.baseline));
    }

    torch::Tensor forward(const torch::Tensor& pictures)
    {
        const torch::Tensor output = m_module.forward({pictures.contiguous(m_layout)}).toTensor();
        if (output.dim() != 2 || output.size(0) != pictures.size(0)) {
            throw BadInput("The model's output is no table of one row of logits per picture. "
                           "Only classifiers can be explained.");
        }
        return output;
    }

    torch::Tensor picture(const ImageTensor& image) const
    {
        return asTensor(image).to(m_device, m_precision).contiguous(m_layout);
    }

private:
    torch::jit::Module m_module;
    torch::Device m_device;
    torch::ScalarType m_precision;
    at::MemoryFormat m_layout;
};

/// Fetches the logits of a batch and puts them below those there are.
template<typename T>
void append(Matrix<T>& result, const torch::Tensor& logits)
{
    const torch::Tensor fetched =
        logits.to(torch::kCPU, c10::CppTypeToScalarType<T>::value).contiguous();
    result.columns = static_cast<std::size_t>(fetched.size(1));
    result.rows += static_cast<std::size_t>(fetched.size(0));
    const T* values = fetched.data_ptr<T>();
    result.data.insert(result.data.end(), values, values + fetched.numel());
}

/// All coalitions in batches. One batch is under way while the one before is fetched.
template<typename T>
Matrix<T> inBatches(MaskedModule& module, const Sources& sources, const LabelMap& parts,
                    std::span<const Coalition> coalitions, std::size_t batchSize)
{
    Matrix<T> result;
    torch::Tensor before;
    for (std::size_t begin = 0; begin < coalitions.size(); begin += batchSize) {
        const std::size_t count = std::min(batchSize, coalitions.size() - begin);
        torch::Tensor logits = module.logits(sources, parts, coalitions.subspan(begin, count));
        if (before.defined()) {
            append(result, before);
        }
        before = std::move(logits);
    }
    if (before.defined()) {
        append(result, before);
    }
    return result;
}

class TorchClassifier : public Classifier
{
public:
    TorchClassifier(std::filesystem::path modelTemplate, std::filesystem::path weights,
                    const ExecutionPlan& plan)
        : m_modelTemplate(std::move(modelTemplate)), m_weights(std::move(weights)), m_plan(plan),
          m_module(opened(plan, torch::kFloat32))
    {
    }

    /// On the CPU a batch; on a device some, so that it never waits for the next.
    std::size_t batchSize() const override
    {
        constexpr std::size_t kBatchesAhead = 4;
        return static_cast<std::size_t>(m_plan.batchSize) *
               (m_plan.device == "cpu" ? 1 : kBatchesAhead);
    }

    Matrix<float> logits(const ImageTensor& sample, const ImageTensor& baseline,
                         const LabelMap& parts, std::span<const Coalition> coalitions) override
    {
        const c10::InferenceMode inference;
        return translated("running the model", [&] {
            return inBatches<float>(m_module, m_module.sources(sample, baseline, parts), parts,
                                    coalitions, static_cast<std::size_t>(m_plan.batchSize));
        });
    }

    Matrix<double> exactLogits(const ImageTensor& sample, const ImageTensor& baseline,
                               const LabelMap& parts,
                               std::span<const Coalition> coalitions) override
    {
        // Opened anew and closed again: it is asked for once a unit and twice as large.
        ExecutionPlan plan = m_plan;
        plan.graph = Graph::Plain;
        plan.channelsLast = false;
        MaskedModule module = opened(plan, torch::kFloat64);
        const c10::InferenceMode inference;
        return translated("running the model in double precision", [&] {
            return inBatches<double>(module, module.sources(sample, baseline, parts), parts,
                                     coalitions, kExactBatch);
        });
    }

    std::function<void()> rawForward(const ImageTensor& picture)
    {
        const c10::InferenceMode inference;
        const torch::Tensor pictures =
            m_module.picture(picture).expand({m_plan.batchSize, -1, -1, -1}).clone();
        return [this, pictures] {
            const c10::InferenceMode inside;
            m_module.forward(pictures).to(torch::kCPU);
        };
    }

private:
    MaskedModule opened(const ExecutionPlan& plan, torch::ScalarType precision) const
    {
        torch::jit::Module module = loadModule(m_modelTemplate, m_weights);
        return translated("preparing " + quoted(m_weights), [&] {
            if (precision == torch::kFloat64) {
                makeDouble(module);
            }
            return MaskedModule(prepared(std::move(module), plan), plan, precision);
        });
    }

    std::filesystem::path m_modelTemplate;
    std::filesystem::path m_weights;
    ExecutionPlan m_plan;
    MaskedModule m_module;
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
