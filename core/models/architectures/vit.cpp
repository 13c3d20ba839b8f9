// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/models/architectures/attention.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cmath>

namespace palimpsest {

namespace {

/// How the authors of a file named the layers of a vision transformer.
struct Naming
{
    std::string keys;
    std::string classToken;
    std::string positions;
    std::string patches;
    std::string blocks; ///< before the number of a block; what follows stands behind it
    std::string norm1;
    std::vector<std::string> projections;
    std::string attentionOutput;
    std::string norm2;
    std::string widening;
    std::string narrowing;
    std::string finalNorm;
    std::string head;
    double epsilon = 1e-6;
    std::vector<std::string> otherHeads; ///< prefixes of what other tasks or trainings left

    std::string block(std::int64_t index) const { return blocks + std::to_string(index) + "."; }
};

Naming timmNaming()
{
    return {.keys = "timm",
            .classToken = "cls_token",
            .positions = "pos_embed",
            .patches = "patch_embed.proj",
            .blocks = "blocks.",
            .norm1 = "norm1",
            .projections = {"attn.qkv"},
            .attentionOutput = "attn.proj",
            .norm2 = "norm2",
            .widening = "mlp.fc1",
            .narrowing = "mlp.fc2",
            .finalNorm = "norm",
            .head = "head",
            .otherHeads = {"mask_token", "decoder_", "head.mlp.", "head.last_layer."}};
}

Naming torchvisionNaming(const TensorMap& tensors)
{
    const bool isOld = has(tensors, "encoder.layers.encoder_layer_0.mlp.linear_1.weight");
    return {.keys = "torchvision",
            .classToken = "class_token",
            .positions = "encoder.pos_embedding",
            .patches = "conv_proj",
            .blocks = "encoder.layers.encoder_layer_",
            .norm1 = "ln_1",
            .projections = {"self_attention.in_proj_"},
            .attentionOutput = "self_attention.out_proj",
            .norm2 = "ln_2",
            .widening = isOld ? "mlp.linear_1" : "mlp.0",
            .narrowing = isOld ? "mlp.linear_2" : "mlp.3",
            .finalNorm = "encoder.ln",
            .head = has(tensors, "heads.head.weight") || linearLayers(tensors, "heads").empty()
                        ? "heads.head"
                        : "heads"};
}

/// `prefix` is "vit.", or empty in a file of the backbone alone.
Naming huggingFaceNaming(const std::string& prefix)
{
    return {.keys = "Hugging Face",
            .classToken = prefix + "embeddings.cls_token",
            .positions = prefix + "embeddings.position_embeddings",
            .patches = prefix + "embeddings.patch_embeddings.projection",
            .blocks = prefix + "encoder.layer.",
            .norm1 = "layernorm_before",
            .projections = {"attention.attention.query", "attention.attention.key",
                            "attention.attention.value"},
            .attentionOutput = "attention.output.dense",
            .norm2 = "layernorm_after",
            .widening = "intermediate.dense",
            .narrowing = "output.dense",
            .finalNorm = prefix + "layernorm",
            .head = "classifier",
            .epsilon = 1e-12,
            .otherHeads = {prefix + "pooler.", prefix + "embeddings.mask_token", "decoder."}};
}

std::optional<Naming> namingOf(const TensorMap& tensors)
{
    for (const Naming& naming : {timmNaming(), torchvisionNaming(tensors),
                                 huggingFaceNaming("vit."), huggingFaceNaming("")}) {
        if (has(tensors, naming.patches + ".weight") &&
            has(tensors, naming.block(0) + naming.norm1 + ".weight")) {
            return naming;
        }
    }
    return std::nullopt;
}

std::int64_t blockCount(const TensorMap& tensors, const Naming& naming)
{
    std::int64_t count = 0;
    while (has(tensors, naming.block(count) + naming.norm1 + ".weight")) {
        ++count;
    }
    return count;
}

std::string nameOf(std::int64_t width, std::int64_t blocks, std::int64_t patch)
{
    struct Size
    {
        std::int64_t width, blocks;
        const char* name;
    };
    constexpr std::array kSizes = {Size{192, 12, "Ti"}, Size{384, 12, "S"}, Size{768, 12, "B"},
                                   Size{1024, 24, "L"}, Size{1280, 32, "H"}};
    for (const Size& size : kSizes) {
        if (size.width == width && size.blocks == blocks) {
            return std::string("ViT-") + size.name + "/" + std::to_string(patch);
        }
    }
    return "ViT/" + std::to_string(patch) + " (" + std::to_string(blocks) + " layers, " +
           std::to_string(width) + " wide)";
}

/// Patches become a sequence behind the class token; positions are added.
void addEmbedding(Blueprint& network, const TensorMap& tensors, const Naming& naming,
                  std::int64_t width, std::int64_t patch)
{
    Architecture& architecture = network.architecture;
    const std::int64_t patches =
        std::max<std::int64_t>(sizeOr(tensors, naming.positions, 1, 1) - 1, 0);
    const auto side = static_cast<std::int64_t>(std::sqrt(static_cast<double>(patches)) + 0.5);
    architecture.inputSize = side * patch;
    let(network, "x",
        convolution(network, "x", naming.patches,
                    {.in = architecture.inputChannels,
                     .out = width,
                     .kernel = patch,
                     .stride = patch,
                     .hasBias = true}));
    let(network, "x", "torch.transpose(torch.flatten(x, 2), 1, 2)");
    let(network, "first",
        "torch.expand(" + parameter(network, naming.classToken, {1, 1, width}) +
            ", [torch.size(x, 0), -1, -1])");
    let(network, "x",
        "torch.cat([first, x], 1) + " +
            parameter(network, naming.positions, {1, side * side + 1, width}));
}

void addBlock(Blueprint& network, const TensorMap& tensors, const std::string& block,
              const Naming& naming, const Attention& usual)
{
    const auto norm = [&](const std::string& name) {
        return layerNorm(network, "x", block + name + ".weight", block + name + ".bias",
                         usual.width, network.architecture.facts.normEpsilon.value());
    };
    Attention layer = usual;
    for (std::string& name : layer.projections) {
        name = block + name;
    }
    layer.output = block + naming.attentionOutput;
    let(network, "y", norm(naming.norm1));
    let(network, "x", "x + " + attention(network, "y", layer));

    const std::int64_t hidden =
        sizeOr(tensors, block + naming.widening + ".weight", 0, 4 * usual.width);
    let(network, "y", norm(naming.norm2));
    let(network, "y", linear(network, "y", block + naming.widening, usual.width, hidden));
    let(network, "y", activation(network.architecture.facts.activation.value(), "y"));
    let(network, "x", "x + " + linear(network, "y", block + naming.narrowing, hidden, usual.width));
}

/// What entries of Hugging Face and timm say of layers that tensors show, or that cannot be built.
void compareConfig(Blueprint& network, const NetworkSource& source, const Naming& naming,
                   const Attention& usual)
{
    const TensorMap& tensors = source.tensors;
    const auto flag = [](bool isThere) { return std::string(isThere ? "true" : "false"); };
    network.shown = {{"qkv_bias", {flag(usual.hasBias)}},
                     {"class_token", {flag(has(tensors, naming.classToken))}},
                     {"fc_norm", {flag(has(tensors, "fc_norm.weight"))}}};
    const std::string block = naming.block(0);
    const std::int64_t positions = sizeOr(tensors, naming.positions, 1, 1);
    const auto side = static_cast<std::int64_t>(std::sqrt(static_cast<double>(positions)) + 0.5);
    const auto plain = [&](const char* key, const char* value, bool isThere) {
        (isThere ? network.limits : network.shown).push_back({key, {value}});
    };
    plain("pre_norm", "false", has(tensors, "norm_pre.weight"));
    plain("qk_norm", "false", has(tensors, block + "attn.q_norm.weight"));
    plain("no_embed_class", "false", positions > 1 && side * side == positions);
    plain("reg_tokens", "0", has(tensors, "reg_token"));
    plain("init_values", "null", has(tensors, block + "ls1.gamma"));

    const std::string widening = block + naming.widening + ".weight";
    const auto ratio = source.config.find("mlp_ratio");
    if (has(tensors, widening) && usual.width > 0 && ratio != source.config.end()) {
        const std::int64_t hidden = sizeOr(tensors, widening, 0, 0);
        const double width = static_cast<double>(usual.width);
        const bool isRatio = ratio->is_number() && std::abs(width * ratio->get<double>() -
                                                            static_cast<double>(hidden)) < 1.0;
        const nlohmann::json own = static_cast<double>(hidden) / width;
        network.shown.push_back({"mlp_ratio", {isRatio ? ratio->dump() : own.dump()}});
    }
}

} // namespace

/// Dosovitskiy et al., arXiv 2010.11929; names of timm, torchvision and Hugging Face.
std::optional<Blueprint> visionTransformer(const NetworkSource& source)
{
    const TensorMap& tensors = source.tensors;
    const std::optional<Naming> naming = namingOf(tensors);
    if (!naming) {
        return std::nullopt;
    }
    const std::int64_t width = sizeOr(tensors, naming->patches + ".weight", 0, 0);
    const std::int64_t patch = sizeOr(tensors, naming->patches + ".weight", 2, 0);
    const std::int64_t blocks = blockCount(tensors, *naming);
    Blueprint network{.inputs = "x: Tensor"};
    network.architecture = {.name = nameOf(width, blocks, patch),
                            .keys = naming->keys,
                            .inputChannels = sizeOr(tensors, naming->patches + ".weight", 1, 0)};
    network.otherHeads = naming->otherHeads;
    network.sizes = {
        {"hidden_size", {width}},        {"embed_dim", {width}},
        {"num_hidden_layers", {blocks}}, {"depth", {blocks}},
        {"patch_size", {patch}},         {"num_channels", {network.architecture.inputChannels}}};
    if (const std::string widening = naming->block(0) + naming->widening + ".weight";
        has(tensors, widening)) {
        network.sizes.push_back({"intermediate_size", {sizeOr(tensors, widening, 0, 0)}});
    }
    const double epsilon =
        settled(network, source, kNormEpsilonFact, &NetworkFacts::normEpsilon, naming->epsilon);
    settled<std::string>(network, source, kActivationFact, &NetworkFacts::activation, "gelu");
    addEmbedding(network, tensors, *naming, width, patch);
    if (const std::int64_t side = network.architecture.inputSize; side > 0) {
        network.sizes.push_back({"image_size", {side}});
        network.sizes.push_back({"img_size", {side}});
    }
    const std::string& projection = naming->projections[0];
    const Attention usual{.projections = naming->projections,
                          .width = width,
                          .heads = headsOf(network, source, width, blocks),
                          .hasBias =
                              has(tensors, naming->block(0) + projection +
                                               (projection.ends_with('_') ? "bias" : ".bias"))};
    for (std::int64_t block = 0; block < blocks; ++block) {
        addBlock(network, tensors, naming->block(block), *naming, usual);
    }
    // timm names the last norm otherwise where it stands behind the mean over all patches.
    const bool isAveraged = has(tensors, "fc_norm.weight");
    compareConfig(network, source, *naming, usual);
    network.limits.push_back({"global_pool", isAveraged
                                                 ? std::vector<std::string>{"\"avg\"", "true"}
                                                 : std::vector<std::string>{"\"token\"", "false"}});
    const std::string last = isAveraged ? "fc_norm" : naming->finalNorm;
    let(network, "x", isAveraged ? "torch.mean(x[:, 1:], 1)" : "x[:, 0]");
    let(network, "x", layerNorm(network, "x", last + ".weight", last + ".bias", width, epsilon));
    std::int64_t features = width;
    if (has(tensors, "heads.pre_logits.weight")) { // torchvision's "representation"
        features = sizeOr(tensors, "heads.pre_logits.weight", 0, width);
        let(network, "x", linear(network, "x", "heads.pre_logits", width, features));
        let(network, "x", activation("tanh", "x"));
    }
    putHead(network, source, "x", naming->head, features);
    return network;
}

} // namespace palimpsest
