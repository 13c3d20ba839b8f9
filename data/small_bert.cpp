// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "small_bert.h"

#include <cmath>
#include <limits>

namespace palimpsest {

namespace {

constexpr std::int64_t kWidth = 64;
constexpr std::int64_t kHidden = 256;
constexpr int kLayers = 2;
constexpr double kEmbeddingDeviation = 0.05;
constexpr double kEpsilon = 1e-12;

std::string layerName(int layer)
{
    return "bert.encoder.layer." + std::to_string(layer) + ".";
}

torch::Tensor embedding(std::int64_t count)
{
    return torch::empty({count, kWidth}).normal_(0.0, kEmbeddingDeviation);
}

void addLinear(NamedTensors& net, const std::string& name, std::int64_t in, std::int64_t out)
{
    net[name + ".weight"] =
        torch::empty({out, in}).normal_(0.0, 1.0 / std::sqrt(static_cast<double>(in)));
    net[name + ".bias"] = torch::zeros({out});
}

void addNorm(NamedTensors& net, const std::string& name)
{
    net[name + ".weight"] = torch::ones({kWidth});
    net[name + ".bias"] = torch::zeros({kWidth});
}

torch::Tensor linear(const NamedTensors& net, const std::string& name, const torch::Tensor& x)
{
    return torch::linear(x, net.at(name + ".weight"), net.at(name + ".bias"));
}

torch::Tensor norm(const NamedTensors& net, const std::string& name, const torch::Tensor& x)
{
    return torch::layer_norm(x, {kWidth}, net.at(name + ".weight"), net.at(name + ".bias"),
                             kEpsilon);
}

torch::Tensor dropped(const torch::Tensor& x, double share)
{
    return torch::dropout(x, share, share > 0.0);
}

} // namespace

NamedTensors makeSmallBert(std::int64_t pieces, std::int64_t classes)
{
    NamedTensors net;
    net["bert.embeddings.word_embeddings.weight"] = embedding(pieces);
    net["bert.embeddings.position_embeddings.weight"] = embedding(kSentenceLength);
    net["bert.embeddings.token_type_embeddings.weight"] = embedding(2);
    addNorm(net, "bert.embeddings.LayerNorm");
    for (int i = 0; i < kLayers; ++i) {
        const std::string layer = layerName(i);
        for (const char* projection : {"query", "key", "value"}) {
            addLinear(net, layer + "attention.self." + projection, kWidth, kWidth);
        }
        addLinear(net, layer + "attention.output.dense", kWidth, kWidth);
        addNorm(net, layer + "attention.output.LayerNorm");
        addLinear(net, layer + "intermediate.dense", kWidth, kHidden);
        addLinear(net, layer + "output.dense", kHidden, kWidth);
        addNorm(net, layer + "output.LayerNorm");
    }
    addLinear(net, "bert.pooler.dense", kWidth, kWidth);
    resetHead(net, classes);
    return net;
}

void resetHead(NamedTensors& net, std::int64_t classes)
{
    addLinear(net, "classifier", kWidth, classes);
}

NamedTensors roundedCopy(const NamedTensors& net)
{
    NamedTensors copy;
    for (const auto& [name, tensor] : net) {
        copy[name] = tensor.detach().to(torch::kFloat16).to(torch::kFloat32);
    }
    return copy;
}

torch::Tensor encodeTokens(const NamedTensors& net, const TokenBatch& batch, double dropout)
{
    const std::string embeddings = "bert.embeddings.";
    const torch::Tensor positions = net.at(embeddings + "position_embeddings.weight");
    torch::Tensor x =
        torch::embedding(net.at(embeddings + "word_embeddings.weight"), batch.tokens) +
        positions.slice(0, 0, batch.tokens.size(1)) +
        net.at(embeddings + "token_type_embeddings.weight")[0];
    x = dropped(norm(net, embeddings + "LayerNorm", x), dropout);
    const torch::Tensor hidden = batch.present.eq(0).unsqueeze(1);
    for (int i = 0; i < kLayers; ++i) {
        const std::string layer = layerName(i);
        const std::string self = layer + "attention.self.";
        const torch::Tensor scores = torch::matmul(linear(net, self + "query", x),
                                                   linear(net, self + "key", x).transpose(1, 2)) /
                                     std::sqrt(static_cast<double>(kWidth));
        const torch::Tensor shares =
            torch::softmax(scores.masked_fill(hidden, std::numeric_limits<float>::lowest()), 2);
        torch::Tensor y = torch::matmul(shares, linear(net, self + "value", x));
        y = dropped(linear(net, layer + "attention.output.dense", y), dropout);
        x = norm(net, layer + "attention.output.LayerNorm", x + y);
        y = torch::gelu(linear(net, layer + "intermediate.dense", x));
        y = dropped(linear(net, layer + "output.dense", y), dropout);
        x = norm(net, layer + "output.LayerNorm", x + y);
    }
    return x;
}

torch::Tensor pooled(const NamedTensors& net, const torch::Tensor& encoded)
{
    return torch::tanh(linear(net, "bert.pooler.dense", encoded.select(1, 0)));
}

torch::Tensor classLogits(const NamedTensors& net, const torch::Tensor& features)
{
    return linear(net, "classifier", features);
}

} // namespace palimpsest
