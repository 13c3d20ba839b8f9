// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/models/torch_classifier.h"

#include "core/models/masking.h"
#include "core/models/network.h"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>
#include <variant>
#include <vector>

namespace palimpsest {

namespace {

constexpr int kExactBatch = 8; // double precision takes twice the memory

template<typename Real>
constexpr Numbers kNumbersOf = sizeof(Real) == sizeof(float) ? Numbers::Float32 : Numbers::Float64;

/// Puts the logits of a batch below those there are.
template<typename Real>
void append(Matrix<Real>& result, const BatchAnswer& answer)
{
    const auto* values = static_cast<const Real*>(answer.numbers);
    result.columns = answer.columns;
    result.rows += answer.rows;
    result.data.insert(result.data.end(), values, values + answer.rows * answer.columns);
}

/// A network that takes maskings in batches, in the precision `Real`.
template<typename Real>
class MaskedNetwork
{
public:
    MaskedNetwork(std::unique_ptr<Network> network, const ExecutionPlan& plan)
        : m_network(std::move(network)), m_batchSize(static_cast<std::size_t>(plan.batchSize)),
          m_channelsLast(plan.channelsLast)
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

    /// Puts a batch of one and the same picture into the first buffer, to be run again and again.
    void putRepeated(const ImageTensor& picture)
    {
        const LabelMap noParts{.width = picture.width, .height = picture.height};
        const std::vector<Coalition> coalitions(m_batchSize, 0);
        put(Masking<Real>(picture, picture, noParts, m_channelsLast), picture, coalitions, 0);
    }

    void runFirstBuffer()
    {
        m_network->start(0);
        m_network->finish();
    }

private:
    /// Each batch is put together while the one before is computed, if not by this thread.
    Matrix<Real> logits(const PictureInput& picture, const LabelMap& parts,
                        std::span<const Coalition> coalitions)
    {
        const Masking<Real> masking(picture.image, picture.baseline, parts, m_channelsLast);
        const auto batch = [&](std::size_t begin) {
            return coalitions.subspan(begin, std::min(m_batchSize, coalitions.size() - begin));
        };
        Matrix<Real> result;
        std::size_t buffer = 0;
        if (!coalitions.empty()) {
            put(masking, picture.image, batch(0), buffer);
        }
        for (std::size_t begin = 0; begin < coalitions.size(); begin += m_batchSize) {
            m_network->start(buffer);
            buffer = (buffer + 1) % Network::kBuffers;
            if (begin + m_batchSize < coalitions.size()) {
                put(masking, picture.image, batch(begin + m_batchSize), buffer);
            }
            append(result, m_network->finish());
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
                append(inBatches, answer(sentences, batch, length));
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
    BatchAnswer answer(const std::vector<std::vector<int>>& sentences,
                       std::span<const std::size_t> batch, std::size_t length)
    {
        const BatchShape shape{
            .numbers = Numbers::Int64,
            .sizes = {static_cast<std::int64_t>(batch.size()), static_cast<std::int64_t>(length)}};
        auto* ids = static_cast<std::int64_t*>(m_network->memory(0, shape));
        for (const std::size_t i : batch) {
            ids = std::ranges::copy(sentences[i], ids).out;
        }
        m_network->start(0);
        return m_network->finish();
    }

    /// Writes maskings into one of the buffers, [B, C, H, W].
    void put(const Masking<Real>& masking, const ImageTensor& shape,
             std::span<const Coalition> coalitions, std::size_t buffer)
    {
        const auto count = static_cast<std::int64_t>(coalitions.size());
        auto* numbers = static_cast<Real*>(
            m_network->memory(buffer, {.numbers = kNumbersOf<Real>,
                                       .sizes = {count, shape.channels, shape.height, shape.width},
                                       .channelsLast = m_channelsLast}));
        for (const Coalition coalition : coalitions) {
            masking.write(coalition, numbers);
            numbers += masking.size();
        }
    }

    std::unique_ptr<Network> m_network;
    std::size_t m_batchSize;
    bool m_channelsLast;
};

class TorchClassifier : public Classifier
{
public:
    TorchClassifier(NetworkFiles files, const ExecutionPlan& plan,
                    std::shared_ptr<ProgramHost> programs)
        : m_files(std::move(files)), m_plan(plan), m_programs(std::move(programs)),
          m_network(opened<float>(plan))
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
        return m_network.logits(sample, coalitions);
    }

    Matrix<double> exactLogits(const ModelInput& sample,
                               std::span<const Coalition> coalitions) override
    {
        MaskedNetwork<double>& network = m_exact ? *m_exact : m_exact.emplace(openedExact());
        return network.logits(sample, coalitions);
    }

    std::function<void()> rawForward(const ImageTensor& picture)
    {
        m_network.putRepeated(picture);
        return [this] { m_network.runFirstBuffer(); };
    }

private:
    template<typename Real>
    MaskedNetwork<Real> opened(const ExecutionPlan& plan) const
    {
        return {openNetwork(m_files, plan, kNumbersOf<Real>, m_programs), plan};
    }

    MaskedNetwork<double> openedExact() const
    {
        ExecutionPlan plan = m_plan;
        plan.graph = plan.graph == Graph::Plain ? Graph::Plain : Graph::Frozen;
        plan.channelsLast = false;
        plan.batchSize = std::min(plan.batchSize, kExactBatch);
        return opened<double>(plan);
    }

    NetworkFiles m_files;
    ExecutionPlan m_plan;
    std::shared_ptr<ProgramHost> m_programs; ///< or null
    MaskedNetwork<float> m_network;
    std::optional<MaskedNetwork<double>> m_exact; ///< opened when first asked for
};

} // namespace

std::unique_ptr<Classifier> openTorchClassifier(const std::filesystem::path& modelTemplate,
                                                const std::filesystem::path& weights,
                                                const ExecutionPlan& plan,
                                                const std::shared_ptr<ProgramHost>& programs,
                                                const NetworkFacts& facts)
{
    return std::make_unique<TorchClassifier>(NetworkFiles{modelTemplate, weights, facts}, plan,
                                             programs);
}

std::function<void()> rawForward(const std::filesystem::path& modelTemplate,
                                 const std::filesystem::path& weights, const ExecutionPlan& plan,
                                 const ImageTensor& picture,
                                 const std::shared_ptr<ProgramHost>& programs)
{
    const auto classifier =
        std::make_shared<TorchClassifier>(NetworkFiles{modelTemplate, weights}, plan, programs);
    return [classifier, run = classifier->rawForward(picture)] { run(); };
}

} // namespace palimpsest
