// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/models/architectures/attention.h"

#include "core/base/error.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace palimpsest {

namespace {

/// [batch, length, width] to [batch, heads, length, width / heads].
std::string byHeads(const std::string& input, const Attention& layer)
{
    return "torch.transpose(torch.view(" + input + ", [torch.size(" + input + ", 0), -1, " +
           std::to_string(layer.heads) + ", " + std::to_string(layer.width / layer.heads) +
           "]), 1, 2)";
}

/// What all published models of a width and a depth have. Those of ViT-S (384, 12) differ: DeiT and
/// DINO have 6 heads, MoCo v3 has 12.
std::optional<std::int64_t> publishedHeads(std::int64_t width, std::int64_t blocks)
{
    struct Size
    {
        std::int64_t width, blocks, heads;
    };
    for (const Size& size : {Size{192, 12, 3}, Size{768, 6, 12}, Size{768, 12, 12},
                             Size{1024, 24, 16}, Size{1280, 32, 16}}) {
        if (size.width == width && size.blocks == blocks) {
            return size.heads;
        }
    }
    return std::nullopt;
}

/// Numbers of heads that layers of that width can have, rising.
std::vector<std::string> possibleHeads(std::int64_t width)
{
    std::vector<std::string> possible;
    for (std::int64_t heads = 1; heads <= width; ++heads) {
        if (width % heads == 0) {
            possible.push_back(std::to_string(heads));
        }
    }
    return possible;
}

} // namespace

std::string attention(Blueprint& network, const std::string& input, const Attention& layer)
{
    const std::int64_t width = layer.width;
    if (layer.projections.size() == 1) {
        let(network, "query, key, value",
            "torch.chunk(" +
                linear(network, input, layer.projections[0], width, 3 * width, layer.hasBias) +
                ", 3, 2)");
    } else {
        let(network, "query",
            linear(network, input, layer.projections[0], width, width, layer.hasBias));
        let(network, "key",
            linear(network, input, layer.projections[1], width, width, layer.hasBias));
        let(network, "value",
            linear(network, input, layer.projections[2], width, width, layer.hasBias));
    }
    const double scale = 1.0 / std::sqrt(static_cast<double>(width / layer.heads));
    let(network, "scores",
        "torch.matmul(" + byHeads("query", layer) + " * " + literal(scale) + ", torch.transpose(" +
            byHeads("key", layer) + ", 2, 3))");
    if (!layer.masked.empty()) {
        // The lowest float32: exp of it is 0 in either precision.
        let(network, "scores",
            "torch.masked_fill(scores, " + layer.masked + ", " +
                literal(std::numeric_limits<float>::lowest()) + ")");
    }
    let(network, "mixed",
        "torch.matmul(torch.softmax(scores, 3), " + byHeads("value", layer) + ")");
    return linear(network, "torch.flatten(torch.transpose(mixed, 1, 2), 2)", layer.output, width,
                  width);
}

std::string layerNorm(Blueprint& network, const std::string& input, const std::string& weight,
                      const std::string& bias, std::int64_t width, double epsilon)
{
    return "torch.layer_norm(" + input + ", [" + std::to_string(width) + "], " +
           parameter(network, weight, {width}) + ", " + parameter(network, bias, {width}) + ", " +
           literal(epsilon) + ")";
}

std::int64_t headsOf(Blueprint& network, const NetworkSource& source, std::int64_t width,
                     std::int64_t blocks)
{
    constexpr std::int64_t kUsualHeadWidth = 64;
    const std::optional<std::int64_t> published = publishedHeads(width, blocks);
    std::int64_t guess = published.value_or(std::max<std::int64_t>(width / kUsualHeadWidth, 1));
    while (width % guess != 0) {
        --guess; // ends at 1
    }
    const bool isTold = source.facts().heads.has_value();
    const std::int64_t heads = settled(network, source, kHeadsFact, &NetworkFacts::heads, guess);
    if (heads < 1 || heads > width || width % heads != 0) {
        throw BadFile("The number of attention heads is not known: " +
                      (heads < 1 ? "what was told is no whole number above 0"
                                 : "the width " + std::to_string(width) + " does not divide into " +
                                       std::to_string(heads)) +
                      ". Correct \"num_attention_heads\" in config.json, remove a config.json that "
                      "belongs to another model, or correct what was said.");
    }
    if (!isTold && !published) {
        network.architecture.questions.push_back(
            {kHeadsFact,
             "Its tensors do not tell the number of attention heads, and layers " +
                 std::to_string(width) +
                 " wide come with different ones; the model's config.json beside the file would.",
             possibleHeads(width)});
    }
    return heads;
}

} // namespace palimpsest
