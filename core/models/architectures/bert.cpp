// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/models/architectures/attention.h"

namespace palimpsest {

namespace {

/// How BERT and DistilBERT differ in the names of their layers and of their settings.
struct Naming
{
    std::string name;
    std::string prefix;
    std::string blocks;
    std::vector<std::string> projections;
    std::string attentionOutput;
    std::string attentionNorm;
    std::string widening;
    std::string narrowing;
    std::string blockNorm;
    std::string pooler;
    std::string poolerActivation;
    std::vector<std::string> otherHeads;

    std::string block(std::int64_t index) const
    {
        return prefix + blocks + std::to_string(index) + ".";
    }
};

/// `prefix` is "bert.", or empty in a file of the backbone alone.
Naming bertNaming(const std::string& prefix)
{
    return {.name = "BERT",
            .prefix = prefix,
            .blocks = "encoder.layer.",
            .projections = {"attention.self.query", "attention.self.key", "attention.self.value"},
            .attentionOutput = "attention.output.dense",
            .attentionNorm = "attention.output.LayerNorm",
            .widening = "intermediate.dense",
            .narrowing = "output.dense",
            .blockNorm = "output.LayerNorm",
            .pooler = prefix + "pooler.dense",
            .poolerActivation = "torch.tanh",
            .otherHeads = {"cls."}};
}

Naming distilBertNaming(const std::string& prefix)
{
    return {.name = "DistilBERT",
            .prefix = prefix,
            .blocks = "transformer.layer.",
            .projections = {"attention.q_lin", "attention.k_lin", "attention.v_lin"},
            .attentionOutput = "attention.out_lin",
            .attentionNorm = "sa_layer_norm",
            .widening = "ffn.lin1",
            .narrowing = "ffn.lin2",
            .blockNorm = "output_layer_norm",
            .pooler = "pre_classifier",
            .poolerActivation = "torch.relu_",
            .otherHeads = {"vocab_transform.", "vocab_layer_norm.", "vocab_projector."}};
}

std::optional<Naming> namingOf(const TensorMap& tensors)
{
    for (const Naming& naming : {bertNaming("bert."), bertNaming(""),
                                 distilBertNaming("distilbert."), distilBertNaming("")}) {
        if (has(tensors, naming.prefix + "embeddings.word_embeddings.weight") &&
            has(tensors, naming.block(0) + naming.projections[0] + ".weight")) {
            return naming;
        }
    }
    return std::nullopt;
}

/// Writes the layers of one file.
class BertText
{
public:
    BertText(const NetworkSource& source, Naming naming)
        : m_source(source), m_tensors(source.tensors), m_naming(std::move(naming)),
          m_words(m_naming.prefix + "embeddings.word_embeddings.weight"),
          m_positions(m_naming.prefix + "embeddings.position_embeddings.weight"),
          m_types(m_naming.prefix + "embeddings.token_type_embeddings.weight"),
          m_width(sizeOr(m_tensors, m_words, 1, 0)),
          m_isOld(has(m_tensors, m_naming.prefix + "embeddings.LayerNorm.gamma"))
    {
    }

    Blueprint written()
    {
        std::int64_t blocks = 0;
        while (has(m_tensors, m_naming.block(blocks) + m_naming.projections[0] + ".weight")) {
            ++blocks;
        }
        m_network.architecture = {.name = m_naming.name + " (" + std::to_string(blocks) +
                                          " layers, " + std::to_string(m_width) + " wide)",
                                  .keys = "Hugging Face",
                                  .input = InputKind::Tokens};
        m_network.otherHeads = m_naming.otherHeads;
        const bool isDistilled = m_naming.name == "DistilBERT";
        m_network.sizes = {{isDistilled ? "dim" : "hidden_size", {m_width}},
                           {isDistilled ? "n_layers" : "num_hidden_layers", {blocks}}};
        m_network.limits = {{"position_embedding_type", {"\"absolute\""}}};
        addSize(isDistilled ? "hidden_dim" : "intermediate_size",
                m_naming.block(0) + m_naming.widening + ".weight");
        addSize("vocab_size", m_words);
        addSize("max_position_embeddings", m_positions);
        addSize("type_vocab_size", m_types);
        settled(m_network, m_source, kNormEpsilonFact, &NetworkFacts::normEpsilon, 1e-12);
        settled<std::string>(m_network, m_source, kActivationFact, &NetworkFacts::activation,
                             "gelu");
        m_heads = headsOf(m_network, m_source, m_width, blocks);
        addEmbedding();
        for (std::int64_t block = 0; block < blocks; ++block) {
            addBlock(m_naming.block(block));
        }
        let(m_network, "x",
            m_naming.poolerActivation + "(" +
                linear(m_network, "x[:, 0]", m_naming.pooler, m_width, m_width) + ")");
        putHead(m_network, m_source, "x", "classifier", m_width);
        return std::move(m_network);
    }

private:
    /// The first side of a tensor, which config.json calls `key`.
    void addSize(const char* key, const std::string& tensor)
    {
        if (has(m_tensors, tensor)) {
            m_network.sizes.push_back({key, {sizeOr(m_tensors, tensor, 0, 0)}});
        }
    }

    /// Norms of files from before 2019 are called gamma and beta.
    void addNorm(const std::string& name)
    {
        let(m_network, "x",
            layerNorm(m_network, "x", name + (m_isOld ? ".gamma" : ".weight"),
                      name + (m_isOld ? ".beta" : ".bias"), m_width,
                      m_network.architecture.facts.normEpsilon.value()));
    }

    void addEmbedding()
    {
        const std::int64_t length = sizeOr(m_tensors, m_positions, 0, 512);
        const std::int64_t words = sizeOr(m_tensors, m_words, 0, 0);
        m_network.architecture.inputSize = length;
        m_network.architecture.vocabulary = words;
        // A DistilBERT answers with any segments as with none.
        m_network.inputs = "input_ids: Tensor, attention_mask: Tensor, "
                           "token_type_ids: Optional[Tensor] = None";
        let(m_network, "x",
            "torch.embedding(" + parameter(m_network, m_words, {words, m_width}) + ", input_ids)");
        if (m_naming.name == "BERT") {
            const std::int64_t segments = sizeOr(m_tensors, m_types, 0, 2);
            m_network.architecture.segments = segments;
            let(m_network, "types", parameter(m_network, m_types, {segments, m_width}));
            m_network.body += "    if token_type_ids is None:\n"
                              "        x = x + types[0]\n"
                              "    else:\n"
                              "        x = x + torch.embedding(types, token_type_ids)\n";
        }
        let(m_network, "x",
            "x + " + parameter(m_network, m_positions, {length, m_width}) +
                "[:torch.size(input_ids, 1)]");
        addNorm(m_naming.prefix + "embeddings.LayerNorm");
        let(m_network, "masked", "torch.unsqueeze(torch.unsqueeze(attention_mask == 0, 1), 1)");
    }

    void addBlock(const std::string& block)
    {
        Attention layer{.projections = m_naming.projections,
                        .output = block + m_naming.attentionOutput,
                        .width = m_width,
                        .heads = m_heads,
                        .masked = "masked"};
        for (std::string& name : layer.projections) {
            name = block + name;
        }
        let(m_network, "x", "x + " + attention(m_network, "x", layer));
        addNorm(block + m_naming.attentionNorm);

        const std::int64_t hidden =
            sizeOr(m_tensors, block + m_naming.widening + ".weight", 0, 4 * m_width);
        let(m_network, "y", linear(m_network, "x", block + m_naming.widening, m_width, hidden));
        let(m_network, "y", activation(m_network.architecture.facts.activation.value(), "y"));
        let(m_network, "x",
            "x + " + linear(m_network, "y", block + m_naming.narrowing, hidden, m_width));
        addNorm(block + m_naming.blockNorm);
    }

    const NetworkSource& m_source;
    const TensorMap& m_tensors;
    Naming m_naming;
    std::string m_words;
    std::string m_positions;
    std::string m_types;
    std::int64_t m_width;
    bool m_isOld;
    std::int64_t m_heads = 1;
    Blueprint m_network;
};

} // namespace

/// Devlin et al., arXiv 1810.04805, and Sanh et al., arXiv 1910.01108, as classifiers of sequences;
/// names of Hugging Face.
std::optional<Blueprint> bert(const NetworkSource& source)
{
    const std::optional<Naming> naming = namingOf(source.tensors);
    if (!naming) {
        return std::nullopt;
    }
    return BertText(source, *naming).written();
}

} // namespace palimpsest
