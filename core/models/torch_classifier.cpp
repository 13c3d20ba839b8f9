// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/models/torch_classifier.h"

#include "core/base/error.h"
#include "core/models/masking.h"
#include "core/models/open_network.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string>
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
    if (result.rows > 0 && result.columns != answer.columns) {
        throw BadInput("The model answers one batch with " + std::to_string(result.columns) +
                       " numbers per sample and another with " + std::to_string(answer.columns) +
                       ". Only classifiers can be explained.");
    }
    const auto* values = static_cast<const Real*>(answer.numbers);
    result.columns = answer.columns;
    result.rows += answer.rows;
    result.data.insert(result.data.end(), values, values + answer.rows * answer.columns);
}

/// A network that takes maskings in batches, in the precision `Real`. The CPU writes them whatever
/// the device is, so that there is one code; it takes 0.3 % of a ResNet-50's pass.
template<typename Real>
class MaskedNetwork
{
public:
    MaskedNetwork(std::unique_ptr<Network> network, const ExecutionPlan& plan)
        : m_network(std::move(network)), m_batchSize(static_cast<std::size_t>(plan.batchSize)),
          m_channelsLast(plan.channelsLast)
    {
    }

    /// Puts a batch of one and the same picture into the first buffer, to be run again and again.
    void putRepeated(const ImageTensor& picture)
    {
        const LabelMap noParts{.width = picture.width, .height = picture.height};
        const std::vector<Coalition> coalitions(m_batchSize, 0);
        put(Masking<Real>(picture, picture, noParts, m_channelsLast), picture, coalitions, 0);
    }

    /// The maskings of a picture as `logits` takes them.
    Masking<Real> masking(const PictureInput& picture, const LabelMap& parts) const
    {
        return {picture.image, picture.baseline, parts, m_channelsLast};
    }

    /// Logits of all coalitions of a picture of the shape of `shape`.
    Matrix<Real> logits(const Masking<Real>& masking, const ImageTensor& shape,
                        std::span<const Coalition> coalitions)
    {
        const std::size_t batches = (coalitions.size() + m_batchSize - 1) / m_batchSize;
        return run(batches, [&](std::size_t i, std::size_t buffer) {
            const std::size_t begin = i * m_batchSize;
            const std::size_t count = std::min(m_batchSize, coalitions.size() - begin);
            put(masking, shape, coalitions.subspan(begin, count), buffer);
        });
    }

    /// The same of a sentence. Batches are of sentences of equal length: without padding no model
    /// has to know of it. They are made of m_batchSize coalitions at a time, however many are asked
    /// for, so that the same stand together whoever asks.
    Matrix<Real> logits(const SentenceInput& sentence, const LabelMap& parts,
                        std::span<const Coalition> coalitions)
    {
        std::vector<SentenceInput> sentences;
        using Place = std::pair<std::size_t, std::size_t>; // which m_batchSize coalitions, length
        std::map<Place, std::vector<std::size_t>> byPlace; // indices of coalitions
        for (const Coalition coalition : coalitions) {
            const std::size_t i = sentences.size();
            sentences.push_back(maskedSentence(sentence, parts, coalition));
            byPlace[{i / m_batchSize, sentences.back().tokens.size()}].push_back(i);
        }
        std::vector<std::span<const std::size_t>> batches;
        std::vector<std::size_t> order;
        for (const auto& [place, indices] : byPlace) {
            batches.emplace_back(indices);
            order.insert(order.end(), indices.begin(), indices.end());
        }
        const Matrix<Real> inBatches = run(batches.size(), [&](std::size_t i, std::size_t buffer) {
            put(sentences, batches[i], buffer);
        });
        Matrix<Real> result(inBatches.rows, inBatches.columns);
        for (std::size_t i = 0; i < order.size(); ++i) {
            std::ranges::copy(inBatches.row(i), result.row(order[i]).begin());
        }
        return result;
    }

    void runFirstBuffer()
    {
        m_network->start(0);
        m_network->finish(0);
    }

    /// How many batches to run in one go, so that the network does not wait for the next.
    std::size_t batchesAtOnce(bool isOnDevice) const
    {
        constexpr std::size_t kAhead = 4;
        return isOnDevice || m_network->passesAtOnce() > 1 ? kAhead : 1;
    }

private:
    /// The answers to `count` batches in their order; `put(i, buffer)` puts together the i-th,
    /// while those before are computed, if not by this thread.
    template<typename Put>
    Matrix<Real> run(std::size_t count, const Put& put)
    {
        Matrix<Real> result;
        std::size_t finished = 0;
        const auto finishNext = [&] {
            append(result, m_network->finish(finished % Network::kBuffers));
            ++finished;
        };
        for (std::size_t i = 0; i < count; ++i) {
            const std::size_t buffer = i % Network::kBuffers;
            if (i - finished == Network::kBuffers) { // the one before is still in the buffer
                finishNext();
            }
            put(i, buffer);
            if (i - finished == m_network->passesAtOnce()) {
                finishNext();
            }
            m_network->start(buffer);
        }
        while (finished < count) {
            finishNext();
        }
        return result;
    }

    /// Writes some of `sentences`, all of one length, into one of the buffers, [B, T] or, with
    /// their segments, [B, 2, T].
    void put(const std::vector<SentenceInput>& sentences, std::span<const std::size_t> batch,
             std::size_t buffer)
    {
        const SentenceInput& first = sentences[batch.front()];
        BatchShape shape{.numbers = Numbers::Int64,
                         .sizes = {static_cast<std::int64_t>(batch.size())}};
        if (!first.segments.empty()) {
            shape.sizes.push_back(2);
        }
        shape.sizes.push_back(static_cast<std::int64_t>(first.tokens.size()));
        auto* numbers = static_cast<std::int64_t*>(m_network->memory(buffer, shape));
        for (const std::size_t i : batch) {
            numbers = std::ranges::copy(sentences[i].tokens, numbers).out;
            numbers = std::ranges::copy(sentences[i].segments, numbers).out;
        }
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

/// One sample before a network, whose maskings are prepared once.
template<typename Real>
class SampleRun
{
public:
    SampleRun(MaskedNetwork<Real>& network, const ModelInput& sample)
        : m_network(network), m_sample(sample)
    {
        if (const auto* picture = std::get_if<PictureInput>(&sample.content)) {
            m_masking.emplace(network.masking(*picture, sample.parts));
        }
    }

    Matrix<Real> logits(std::span<const Coalition> coalitions)
    {
        if (const auto* sentence = std::get_if<SentenceInput>(&m_sample.content)) {
            return m_network.logits(*sentence, m_sample.parts, coalitions);
        }
        const ImageTensor& shape = std::get<PictureInput>(m_sample.content).image;
        return m_network.logits(*m_masking, shape, coalitions);
    }

private:
    MaskedNetwork<Real>& m_network;
    const ModelInput& m_sample;
    std::optional<Masking<Real>> m_masking; ///< of pictures
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

    std::unique_ptr<MaskedRun> open(const ModelInput& sample) override
    {
        return std::make_unique<Run>(*this, sample);
    }

    std::function<void()> rawForward(const ImageTensor& picture)
    {
        m_network.putRepeated(picture);
        return [this] { m_network.runFirstBuffer(); };
    }

private:
    class Run : public MaskedRun
    {
    public:
        Run(TorchClassifier& classifier, const ModelInput& sample)
            : m_classifier(classifier), m_sample(sample), m_run(classifier.m_network, sample)
        {
        }

        int partCount() const override { return m_sample.parts.partCount(); }

        /// On this thread a batch; on a device or in another process some.
        std::size_t batchSize() const override
        {
            const ExecutionPlan& plan = m_classifier.m_plan;
            return static_cast<std::size_t>(plan.batchSize) *
                   m_classifier.m_network.batchesAtOnce(plan.device != "cpu");
        }

        Matrix<float> logits(std::span<const Coalition> coalitions) override
        {
            return m_run.logits(coalitions);
        }

        Matrix<double> exactLogits(std::span<const Coalition> coalitions) override
        {
            if (!m_exact) {
                m_exact.emplace(m_classifier.exactNetwork(), m_sample);
            }
            return m_exact->logits(coalitions);
        }

    private:
        TorchClassifier& m_classifier;
        const ModelInput& m_sample;
        SampleRun<float> m_run;
        std::optional<SampleRun<double>> m_exact; ///< opened when first asked for
    };

    MaskedNetwork<double>& exactNetwork()
    {
        return m_exact ? *m_exact : m_exact.emplace(openedExact());
    }

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
                                 const std::shared_ptr<ProgramHost>& programs,
                                 const NetworkFacts& facts)
{
    const auto classifier = std::make_shared<TorchClassifier>(
        NetworkFiles{modelTemplate, weights, facts}, plan, programs);
    return [classifier, run = classifier->rawForward(picture)] { run(); };
}

} // namespace palimpsest
