// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "text_training.h"

#include <torch/nn/functional/loss.h>
#include <torch/optim/adamw.h>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace palimpsest {

namespace {

constexpr std::size_t kInferenceBatch = 109;
constexpr double kGuessed = 0.15;
constexpr double kHiddenShare = 0.8;
constexpr double kSwappedShare = 0.1;
constexpr double kWarmUp = 0.1;
constexpr double kLargestGradient = 1.0;

/// Positions in random order.
std::vector<std::int64_t> shuffled(std::size_t count)
{
    const torch::Tensor order = torch::randperm(static_cast<std::int64_t>(count), torch::kInt64);
    return {order.data_ptr<std::int64_t>(), order.data_ptr<std::int64_t>() + order.numel()};
}

/// Random batches of sentences of about equal length, so that little is padded.
std::vector<std::vector<std::int64_t>> randomBatches(const TokenisedTexts& texts, std::size_t size)
{
    std::vector<std::int64_t> order = shuffled(texts.tokens.size());
    std::ranges::stable_sort(order, {}, [&](std::int64_t i) {
        return texts.tokens[static_cast<std::size_t>(i)].size();
    });
    std::vector<std::vector<std::int64_t>> batches;
    for (const std::int64_t batch : shuffled((order.size() + size - 1) / size)) {
        const std::size_t begin = static_cast<std::size_t>(batch) * size;
        batches.emplace_back(order.begin() + static_cast<std::ptrdiff_t>(begin),
                             order.begin() +
                                 static_cast<std::ptrdiff_t>(std::min(begin + size, order.size())));
    }
    return batches;
}

/// AdamW with the rates that TextTraining describes and gradients of bounded length.
class Descent
{
public:
    Descent(NamedTensors& net, const TextTraining& settings, std::size_t sentences)
        : m_settings(settings), m_parameters(trainable(net)),
          m_optimizer(m_parameters,
                      torch::optim::AdamWOptions(0.0).weight_decay(settings.weightDecay)),
          m_steps(
              static_cast<double>(settings.epochs) *
              std::ceil(static_cast<double>(sentences) / static_cast<double>(settings.batchSize)))
    {
    }

    void step(torch::Tensor loss)
    {
        m_optimizer.zero_grad();
        loss.backward();
        torch::Tensor squares = torch::zeros({});
        for (const torch::Tensor& parameter : m_parameters) {
            if (parameter.grad().defined()) {
                squares += parameter.grad().square().sum();
            }
        }
        const double length = squares.sqrt().item<double>();
        for (const torch::Tensor& parameter : m_parameters) {
            if (parameter.grad().defined() && length > kLargestGradient) {
                parameter.grad().mul_(kLargestGradient / length);
            }
        }
        static_cast<torch::optim::AdamWOptions&>(m_optimizer.param_groups().front().options())
            .lr(rate());
        m_optimizer.step();
    }

private:
    static std::vector<torch::Tensor> trainable(NamedTensors& net)
    {
        std::vector<torch::Tensor> parameters;
        for (auto& [name, tensor] : net) {
            parameters.push_back(tensor.requires_grad_(true));
        }
        return parameters;
    }

    double rate()
    {
        const double done = (m_step++ + 1.0) / (m_steps + 1.0);
        return m_settings.learningRate * std::min(done / kWarmUp, (1.0 - done) / (1.0 - kWarmUp));
    }

    TextTraining m_settings;
    std::vector<torch::Tensor> m_parameters;
    torch::optim::AdamW m_optimizer;
    double m_steps;
    double m_step = 0.0;
};

/// Replaces some tokens of `batch`; returns where what is to be guessed lies, [batch, length].
torch::Tensor hideTokens(TokenBatch& batch, const torch::Tensor& isWord, int mask,
                         std::int64_t pieces)
{
    const torch::Tensor& tokens = batch.tokens;
    const torch::Tensor guessed = torch::rand(tokens.sizes()).lt(kGuessed).logical_and(isWord);
    const torch::Tensor fate = torch::rand(tokens.sizes());
    const torch::Tensor others = torch::randint(pieces, tokens.sizes(), torch::kInt64);
    const torch::Tensor isHidden = guessed.logical_and(fate.lt(kHiddenShare));
    const torch::Tensor isSwapped = guessed.logical_and(fate.ge(1.0 - kSwappedShare));
    batch.tokens = torch::where(isSwapped, others, tokens.masked_fill(isHidden, mask));
    return guessed;
}

/// The words of a batch, without [CLS], [SEP] and padding: bool [batch, length].
torch::Tensor wordsOf(const TokenBatch& batch, const SpecialTokens& special)
{
    return batch.present.eq(1)
        .logical_and(batch.tokens.ne(special.classifier))
        .logical_and(batch.tokens.ne(special.separator));
}

/// Log-probabilities of all pieces by what the last layer makes of a token: [rows, pieces].
torch::Tensor guesses(const NamedTensors& net, const torch::Tensor& x)
{
    const std::string head = "cls.predictions.";
    const torch::Tensor y = torch::gelu(torch::linear(x, net.at(head + "transform.dense.weight"),
                                                      net.at(head + "transform.dense.bias")));
    return torch::log_softmax(torch::linear(torch::layer_norm(y, {y.size(1)}),
                                            net.at("bert.embeddings.word_embeddings.weight"),
                                            net.at(head + "bias")),
                              1);
}

/// Mean cross-entropy of guessing `original` where it is hidden, from the same places of
/// `encoded`, plus that of guessing all of its words from the pooled output.
torch::Tensor guessingLoss(const NamedTensors& net, const torch::Tensor& encoded,
                           const torch::Tensor& original, const torch::Tensor& isWord,
                           const torch::Tensor& isGuessed)
{
    const torch::Tensor here = guesses(net, encoded.index({isGuessed}))
                                   .gather(1, original.masked_select(isGuessed).unsqueeze(1));
    const torch::Tensor whole = guesses(net, pooled(net, encoded)).gather(1, original);
    return -here.mean() - whole.masked_select(isWord).mean();
}

} // namespace

TokenBatch batchOf(const TokenisedTexts& texts, std::span<const std::int64_t> positions,
                   const SpecialTokens& special)
{
    std::size_t length = 0;
    for (const std::int64_t i : positions) {
        length = std::max(length, texts.tokens[static_cast<std::size_t>(i)].size());
    }
    const auto rows = static_cast<std::int64_t>(positions.size());
    const auto columns = static_cast<std::int64_t>(length);
    TokenBatch batch{.tokens = torch::full({rows, columns}, special.padding, torch::kInt64),
                     .present = torch::zeros({rows, columns}, torch::kInt64)};
    for (std::int64_t row = 0; row < rows; ++row) {
        const auto& tokens =
            texts.tokens[static_cast<std::size_t>(positions[static_cast<std::size_t>(row)])];
        std::ranges::copy(tokens, batch.tokens.data_ptr<std::int64_t>() + row * columns);
        batch.present[row].slice(0, 0, static_cast<std::int64_t>(tokens.size())).fill_(1);
    }
    return batch;
}

std::vector<TokenBatch> allBatches(const TokenisedTexts& texts, const SpecialTokens& special)
{
    std::vector<std::int64_t> order(texts.tokens.size());
    std::iota(order.begin(), order.end(), 0);
    std::vector<TokenBatch> batches;
    for (std::size_t begin = 0; begin < order.size(); begin += kInferenceBatch) {
        const std::size_t count = std::min(kInferenceBatch, order.size() - begin);
        batches.push_back(batchOf(texts, std::span(order).subspan(begin, count), special));
    }
    return batches;
}

void pretrain(NamedTensors& net, const TokenisedTexts& texts, const SpecialTokens& special,
              const TextTraining& settings, const EpochDone& done)
{
    const torch::Tensor embeddings = net.at("bert.embeddings.word_embeddings.weight");
    const std::int64_t pieces = embeddings.size(0);
    const std::int64_t width = embeddings.size(1);
    NamedTensors all = net;
    all["cls.predictions.transform.dense.weight"] = torch::eye(width);
    all["cls.predictions.transform.dense.bias"] = torch::zeros({width});
    all["cls.predictions.bias"] = torch::zeros({pieces});
    Descent descent(all, settings, texts.tokens.size());
    for (int epoch = 1; epoch <= settings.epochs; ++epoch) {
        const auto batches = randomBatches(texts, settings.batchSize);
        double total = 0.0;
        for (const auto& positions : batches) {
            TokenBatch batch = batchOf(texts, positions, special);
            const torch::Tensor original = batch.tokens;
            const torch::Tensor isWord = wordsOf(batch, special);
            const torch::Tensor isGuessed = hideTokens(batch, isWord, special.mask, pieces);
            if (isGuessed.any().item<bool>()) {
                const torch::Tensor encoded = encodeTokens(all, batch, settings.dropout);
                const torch::Tensor loss = guessingLoss(all, encoded, original, isWord, isGuessed);
                descent.step(loss);
                total += loss.item<double>();
            }
        }
        done(epoch, total / static_cast<double>(batches.size()));
    }
}

void trainClassifier(NamedTensors& net, const TokenisedTexts& texts, const SpecialTokens& special,
                     const TextTraining& settings, const EpochDone& done)
{
    Descent descent(net, settings, texts.tokens.size());
    for (int epoch = 1; epoch <= settings.epochs; ++epoch) {
        const auto batches = randomBatches(texts, settings.batchSize);
        double total = 0.0;
        for (const auto& positions : batches) {
            const TokenBatch batch = batchOf(texts, positions, special);
            std::vector<std::int64_t> labels;
            for (const std::int64_t i : positions) {
                labels.push_back(texts.labels[static_cast<std::size_t>(i)]);
            }
            const torch::Tensor features = torch::dropout(
                pooled(net, encodeTokens(net, batch, settings.dropout)), settings.dropout, true);
            const torch::Tensor loss = torch::nn::functional::cross_entropy(
                classLogits(net, features), torch::tensor(labels));
            descent.step(loss);
            total += loss.item<double>() * static_cast<double>(positions.size());
        }
        done(epoch, total / static_cast<double>(texts.tokens.size()));
    }
}

} // namespace palimpsest
