// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/small_network.h"

#include "core/pictures/image.h"

#include <algorithm>
#include <cmath>
#include <random>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace palimpsest {

namespace {

void addConvolution(TensorMap& tensors, std::mt19937& random, const std::string& name,
                    std::int64_t out, std::int64_t in, std::int64_t kernel)
{
    const auto inputs = static_cast<float>(in * kernel * kernel);
    std::normal_distribution<float> normal(0.0F, std::sqrt(2.0F / inputs));
    NamedTensor weight{.shape = {out, in, kernel, kernel}};
    weight.values.resize(static_cast<std::size_t>(out * in * kernel * kernel));
    std::ranges::generate(weight.values, [&] { return normal(random); });
    NamedTensor bias{.shape = {out}, .values = {}};
    bias.values.assign(static_cast<std::size_t>(out), 0.1F);
    tensors[name + ".weight"] = weight;
    tensors[name + ".bias"] = bias;
}

} // namespace

TensorMap smallBackbone()
{
    TensorMap tensors;
    std::mt19937 random(5);
    addConvolution(tensors, random, "features.0", 24, 3, 7);
    std::int64_t channels = 24;
    for (const int index : {3, 4, 5, 7, 8, 9, 10, 12}) {
        const std::string name = "features." + std::to_string(index) + ".";
        addConvolution(tensors, random, name + "squeeze", 16, channels, 1);
        addConvolution(tensors, random, name + "expand1x1", 16, 16, 1);
        addConvolution(tensors, random, name + "expand3x3", 16, 16, 3);
        channels = 32;
    }
    return tensors;
}

TensorMap smallTransformer()
{
    constexpr std::int64_t kWidth = 64;
    TensorMap tensors;
    const auto add = [&](const std::string& name, std::vector<std::int64_t> shape) {
        std::int64_t count = 1;
        for (const std::int64_t size : shape) {
            count *= size;
        }
        tensors[name] = {std::move(shape),
                         std::vector<float>(static_cast<std::size_t>(count), 0.01F)};
    };
    const auto addLayer = [&](const std::string& name, std::int64_t out, std::int64_t in) {
        add(name + ".weight", {out, in});
        add(name + ".bias", {out});
    };
    add("cls_token", {1, 1, kWidth});
    add("pos_embed", {1, 5, kWidth});
    add("patch_embed.proj.weight", {kWidth, 3, 16, 16});
    add("patch_embed.proj.bias", {kWidth});
    for (const char* norm : {"blocks.0.norm1", "blocks.0.norm2", "norm"}) {
        add(norm + std::string(".weight"), {kWidth});
        add(norm + std::string(".bias"), {kWidth});
    }
    addLayer("blocks.0.attn.qkv", 3 * kWidth, kWidth);
    addLayer("blocks.0.attn.proj", kWidth, kWidth);
    addLayer("blocks.0.mlp.fc1", 2 * kWidth, kWidth);
    addLayer("blocks.0.mlp.fc2", kWidth, 2 * kWidth);
    addLayer("head", 3, kWidth);
    return tensors;
}

void addTensor(TensorMap& tensors, const std::string& name, const std::vector<std::int64_t>& shape)
{
    std::int64_t count = 1;
    for (const std::int64_t size : shape) {
        count *= size;
    }
    NamedTensor& tensor = tensors[name];
    tensor.shape = shape;
    for (std::int64_t i = 0; i < count; ++i) {
        tensor.values.push_back(0.3F * std::sin(static_cast<float>(i * i + count)));
    }
}

TensorMap smallBert()
{
    constexpr std::int64_t kWidth = 64;
    TensorMap tensors;
    const auto add = [&](const std::string& name, const std::vector<std::int64_t>& shape) {
        addTensor(tensors, name, shape);
    };
    const std::string layer = "bert.encoder.layer.0.";
    add("bert.embeddings.word_embeddings.weight", {40, kWidth});
    add("bert.embeddings.position_embeddings.weight", {32, kWidth});
    add("bert.embeddings.token_type_embeddings.weight", {2, kWidth});
    for (const std::string& norm :
         {std::string("bert.embeddings.LayerNorm"), layer + "attention.output.LayerNorm",
          layer + "output.LayerNorm"}) {
        add(norm + ".weight", {kWidth});
        add(norm + ".bias", {kWidth});
    }
    for (const auto& [name, out, in] : {std::tuple(layer + "attention.self.query", kWidth, kWidth),
                                        {layer + "attention.self.key", kWidth, kWidth},
                                        {layer + "attention.self.value", kWidth, kWidth},
                                        {layer + "attention.output.dense", kWidth, kWidth},
                                        {layer + "intermediate.dense", 2 * kWidth, kWidth},
                                        {layer + "output.dense", kWidth, 2 * kWidth},
                                        {std::string("bert.pooler.dense"), kWidth, kWidth},
                                        {std::string("classifier"), std::int64_t{3}, kWidth}}) {
        add(name + ".weight", {out, in});
        add(name + ".bias", {out});
    }
    return tensors;
}

void writePictures(const std::filesystem::path& folder, const std::vector<std::string>& classes,
                   int count, unsigned seed)
{
    constexpr int kWidth = 40;
    constexpr int kHeight = 36;
    std::mt19937 random(seed);
    for (std::size_t label = 0; label < classes.size(); ++label) {
        for (int i = 0; i < count; ++i) {
            Image image{.width = kWidth, .height = kHeight, .channels = 3};
            for (int value = 0; value < kWidth * kHeight * 3; ++value) {
                const bool isOwn = static_cast<std::size_t>(value % 3) == label % 3;
                image.pixels.push_back(
                    static_cast<std::uint8_t>((isOwn ? 150 : 30) + random() % 60));
            }
            std::filesystem::create_directories(folder / classes[label]);
            writePng(folder / classes[label] / (std::to_string(i) + ".png"), image);
        }
    }
}

} // namespace palimpsest
