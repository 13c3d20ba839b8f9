// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/error.h"
#include "core/models/architectures/blueprint.h"
#include "core/models/architectures/networks.h"
#include "support/expect_error.h"

#include <nlohmann/json.hpp>

namespace palimpsest {
namespace {

namespace nn = torch::nn;

constexpr int kWidth = 128;

/// BERT: embeddings, Torch's own encoder layers, pooler, classifier.
struct SmallBert : nn::Module
{
    SmallBert()
        : words(50, kWidth), positions(12, kWidth), types(2, kWidth),
          norm(nn::LayerNormOptions({kWidth})), pooler(kWidth, kWidth), classifier(kWidth, 3)
    {
        register_module("bert_embeddings_word_embeddings", words);
        register_module("bert_embeddings_position_embeddings", positions);
        register_module("bert_embeddings_token_type_embeddings", types);
        register_module("bert_embeddings_LayerNorm", norm);
        auto layers = register_module("layers", std::make_shared<nn::Module>());
        for (int i = 0; i < 2; ++i) {
            blocks.push_back(layers->register_module(
                std::to_string(i),
                nn::TransformerEncoderLayer(
                    nn::TransformerEncoderLayerOptions(kWidth, 2).dim_feedforward(96).activation(
                        torch::kGELU))));
        }
        register_module("pooler", pooler);
        register_module("classifier", classifier);
    }
    torch::Tensor hidden(const torch::Tensor& ids, const torch::Tensor& mask,
                         const torch::Tensor& kinds)
    {
        torch::Tensor x = words(ids) + positions(torch::arange(ids.size(1)));
        x = norm(kinds.defined() ? x + types(kinds) : x).transpose(0, 1);
        for (nn::TransformerEncoderLayer& block : blocks) {
            x = block->forward(x, {}, mask == 0);
        }
        return pooler(x[0]);
    }
    nn::Embedding words;
    nn::Embedding positions;
    nn::Embedding types;
    nn::LayerNorm norm;
    std::vector<nn::TransformerEncoderLayer> blocks;
    nn::Linear pooler;
    nn::Linear classifier;
};

TensorMap bertTensors(const SmallBert& network)
{
    TensorMap tensors =
        renamed(tensorsOf(network), {{"bert_embeddings_", "bert.embeddings."},
                                     {"layers.", "bert.encoder.layer."},
                                     {"self_attn.out_proj", "attention.output.dense"},
                                     {"linear1", "intermediate.dense"},
                                     {"linear2", "output.dense"},
                                     {"norm1", "attention.output.LayerNorm"},
                                     {"norm2", "output.LayerNorm"},
                                     {"pooler", "bert.pooler.dense"}});
    separate(tensors, "self_attn.in_proj_",
             {"attention.self.query.", "attention.self.key.", "attention.self.value."});
    return tensors;
}

TensorMap distilBertTensors(const SmallBert& network)
{
    TensorMap tensors = renamed(tensorsOf(network), {{"bert_embeddings_", "distilbert.embeddings."},
                                                     {"layers.", "distilbert.transformer.layer."},
                                                     {"self_attn.out_proj", "attention.out_lin"},
                                                     {"linear1", "ffn.lin1"},
                                                     {"linear2", "ffn.lin2"},
                                                     {"norm1", "sa_layer_norm"},
                                                     {"norm2", "output_layer_norm"},
                                                     {"pooler", "pre_classifier"}});
    separate(tensors, "self_attn.in_proj_",
             {"attention.q_lin.", "attention.k_lin.", "attention.v_lin."});
    tensors.erase("distilbert.embeddings.token_type_embeddings.weight");
    return tensors;
}

class BertArchitecture : public testing::Test
{
protected:
    BertArchitecture()
    {
        torch::manual_seed(9);
        network = std::make_unique<SmallBert>();
        unsettle(*network);
        ids = torch::randint(50, {3, 9}, torch::kLong);
        mask = torch::ones({3, 9}, torch::kLong);
        mask[1].slice(0, 4).zero_();
        mask[2].slice(0, 1).zero_();
    }
    torch::Tensor bertLogits(const torch::Tensor& kinds)
    {
        return network->classifier(network->hidden(ids, mask, kinds).tanh());
    }

    const std::string config = R"({"layer_norm_eps": 1e-5})"; ///< as Torch's encoder layers have it
    std::unique_ptr<SmallBert> network;
    torch::Tensor ids;
    torch::Tensor mask;
};

TEST_F(BertArchitecture, ComputesWhatTorchsEncoderDoes)
{
    const TensorMap tensors = bertTensors(*network);
    const auto found = recognise(tensors, config);
    ASSERT_TRUE(found);
    EXPECT_EQ(found->name, "BERT (2 layers, 128 wide)");
    EXPECT_EQ(found->input, InputKind::Tokens);
    EXPECT_EQ(found->inputSize, 12);
    EXPECT_EQ(found->segments, 2);
    EXPECT_EQ(found->classes, 3);
    const torch::Tensor zeros = torch::zeros_like(ids);
    expectClose(outputOf(tensors, {ids, mask}, config), bertLogits(zeros));
    torch::Tensor kinds = zeros.clone();
    kinds.slice(1, 5).fill_(1);
    expectClose(outputOf(tensors, {ids, mask, kinds}, config), bertLogits(kinds));
    expectClose(outputOf(tensors, {ids, mask}, config, Output::Features),
                network->hidden(ids, mask, zeros).tanh());
}

TEST_F(BertArchitecture, WhatIsMaskedOutHasNoInfluence)
{
    const TensorMap tensors = bertTensors(*network);
    const torch::Tensor before = outputOf(tensors, {ids, mask}, config);
    const torch::Tensor others = torch::where(mask == 0, 49 - ids, ids);
    EXPECT_TRUE(outputOf(tensors, {others, mask}, config).equal(before));
}

TEST_F(BertArchitecture, OldNamesOfNormsAndHeadsOfOtherTasksDoNotMatter)
{
    TensorMap tensors = renamed(bertTensors(*network), {{"LayerNorm.weight", "LayerNorm.gamma"},
                                                        {"LayerNorm.bias", "LayerNorm.beta"}});
    tensors["cls.seq_relationship.bias"] = {{2}, {0.0F, 0.0F}};
    expectClose(outputOf(tensors, {ids, mask}, config), bertLogits(torch::zeros_like(ids)));
}

TEST_F(BertArchitecture, DistilBertPoolsWithoutTypes)
{
    const TensorMap tensors = distilBertTensors(*network);
    EXPECT_EQ(recognise(tensors, config)->name, "DistilBERT (2 layers, 128 wide)");
    EXPECT_EQ(recognise(tensors, config)->segments, 0);
    const torch::Tensor features = network->hidden(ids, mask, {}).relu();
    expectClose(outputOf(tensors, {ids, mask}, config), network->classifier(features));
    expectClose(outputOf(tensors, {ids, mask}, config, Output::Features), features);
}

TEST_F(BertArchitecture, VariantsThatCannotBeBuiltAreRefusedByName)
{
    const TensorMap tensors = bertTensors(*network);
    expectError<BadFile>([&] { recognise(tensors, R"({"hidden_act": "mish"})"); }, "\"mish\"");
    for (const char* other :
         {R"({"model_type": "roberta"})", R"({"is_decoder": true})", R"({"hidden_size": 64})",
          R"({"num_hidden_layers": 12})", R"({"architecture": "vit_base_patch16_quickgelu"})"}) {
        expectError<BadFile>([&] { recognise(tensors, other); }, "config.json");
    }
    expectError<BadFile>(
        [&] { recognise(tensors, R"({"position_embedding_type": "relative_key"})"); },
        "\"relative_key\"");
    for (const char* broken : {"{", "[]", R"({"hidden_act": 1})", R"({"layer_norm_eps": "x"})",
                               R"({"position_embedding_type": 2})"}) {
        expectError<BadFile>([&] { recognise(tensors, broken); }, "config.json");
    }
    expectError<BadFile>([&] { recognise(tensors, R"({"num_attention_heads": 1e300})"); },
                         "number of attention heads is not known");
}

const std::string kSettings = R"(
    "model_type": "bert", "architectures": ["BertForSequenceClassification"],
    "attention_probs_dropout_prob": 0.1, "classifier_dropout": null, "gradient_checkpointing": false,
    "hidden_act": "gelu", "hidden_dropout_prob": 0.1, "hidden_size": 128,
    "id2label": {"0": "a", "1": "b", "2": "c"}, "initializer_range": 0.02,
    "intermediate_size": 96, "label2id": {"a": 0, "b": 1, "c": 2}, "layer_norm_eps": 1e-5,
    "max_position_embeddings": 12, "num_attention_heads": 2, "num_hidden_layers": 2,
    "pad_token_id": 0, "position_embedding_type": "absolute", "torch_dtype": "float32",
    "transformers_version": "4.6.0.dev0", "type_vocab_size": 2, "use_cache": true,
    "vocab_size": 50)";

TEST_F(BertArchitecture, TakesAWholeConfigAndNoticesThoseOfOthers)
{
    const TensorMap tensors = bertTensors(*network);
    EXPECT_TRUE(recognise(tensors, "{" + kSettings + "}")->notes.empty());
    for (const std::string key : {"intermediate_size", "vocab_size", "max_position_embeddings",
                                  "type_vocab_size", "hidden_size", "num_hidden_layers"}) {
        expectError<BadFile>([&] { recognise(tensors, "{\"" + key + "\": 3}"); },
                             "config.json says \"" + key + "\": 3");
    }
    EXPECT_NE(recognise(tensors, R"({"id2label": {"0": "a"}})")->notes.back().find("1 class"),
              std::string::npos);
    expectError<BadFile>(
        [&] { recognise(tensors, "{" + kSettings + R"(, "embedding_scale": 2.0})"); },
        "\"embedding_scale\"");
    EXPECT_TRUE(recognise(distilBertTensors(*network),
                          R"({"model_type": "distilbert", "dim": 128, "hidden_dim": 96,
                              "n_heads": 2, "n_layers": 2, "activation": "gelu", "dropout": 0.1,
                              "sinusoidal_pos_embds": false, "tie_weights_": true,
                              "seq_classif_dropout": 0.2, "vocab_size": 50})"));
}

TEST_F(BertArchitecture, WhatItsLogitsAreOfStandsInTheConfig)
{
    const TensorMap tensors = bertTensors(*network);
    const auto meaningOf = [&](const std::string& problem) {
        return recognise(tensors, R"({"problem_type": ")" + problem + "\"}")->meaning;
    };
    EXPECT_EQ(meaningOf("single_label_classification"), LogitMeaning::Classes);
    EXPECT_EQ(meaningOf("multi_label_classification"), LogitMeaning::Labels);
    EXPECT_EQ(meaningOf("regression"), LogitMeaning::Quantities);
    EXPECT_EQ(recognise(tensors, R"({"problem_type": "regression"})")->notes.size(), 1U);
    expectError<BadFile>([&] { meaningOf("ranking"); }, "multi_label_classification");
}

TEST_F(BertArchitecture, WhatTaskAndHowManyClassesTheConfigTellsIsKept)
{
    const TensorMap tensors = bertTensors(*network);
    const auto taskOf = [&](const std::string& name) {
        return recognise(tensors, R"({"architectures": [")" + name + "\"]}")->otherTask;
    };
    for (const char* other :
         {"BertForTokenClassification", "BertForMultipleChoice", "BertForQuestionAnswering",
          "BertForMaskedLM", "BertForNextSentencePrediction", "BertForPreTraining",
          "ViTForMaskedImageModeling", "BertLMHeadModel"}) {
        EXPECT_EQ(taskOf(other), other);
    }
    for (const char* same :
         {"BertForSequenceClassification", "ViTForImageClassification", "BertModel"}) {
        EXPECT_EQ(taskOf(same), "");
    }
    const auto toldBy = [&](const std::string& config) {
        return recognise(tensors, config)->toldClasses;
    };
    EXPECT_EQ(toldBy(R"({"id2label": {"0": "a", "1": "b"}})"), 2);
    EXPECT_EQ(toldBy(R"({"label2id": {"a": 0, "b": 1}})"), 2);
    EXPECT_EQ(
        toldBy(R"({"id2label": {"0": "a", "1": "a", "2": "b"}, "label2id": {"a": 1, "b": 2}})"), 3)
        << "two numbers have one name";
    EXPECT_EQ(toldBy(R"({"num_labels": 2})"), 2);
    EXPECT_EQ(toldBy("{}"), 0);
}

TEST_F(BertArchitecture, OfUnknownTensorsTheTypeInTheConfigIsNamed)
{
    const TensorMap others = renamed(bertTensors(*network), {{"bert.", "roberta."}});
    EXPECT_FALSE(recognise(others, R"({"model_type": "roberta"})"));
    EXPECT_NE(unknownTo(R"({"model_type": "roberta"})").find("of the type \"roberta\""),
              std::string::npos);
    EXPECT_EQ(unknownTo(""), "belong to no known architecture (" + knownArchitectures() + ")");
    EXPECT_EQ(unknownTo("{"), unknownTo(""));
}

// The program of a network is text, and what a file says must never become a part of it.
TEST_F(BertArchitecture, NothingThatAFileSaysGetsIntoTheProgram)
{
    const TensorMap tensors = bertTensors(*network);
    const std::string own = blueprintOf(tensors, "")->body;
    const std::string evil = "gelu(x)\n    return torch.from_file(\"/tmp/pwned\", True, 9)\n#";
    for (const char* key : {"hidden_act", "position_embedding_type", "layer_norm_eps",
                            "num_attention_heads", "model_type", "architecture"}) {
        const std::string config = nlohmann::json{{key, evil}}.dump();
        expectError<BadFile>([&] { recognise(tensors, config); }, "config.json");
    }
    for (const char* key : {"architectures", "_name_or_path", "id2label", "auto_map", "torch_dtype",
                            "dropout", evil.c_str()}) {
        for (const nlohmann::json& value :
             {nlohmann::json(evil), nlohmann::json::array({evil}), nlohmann::json{{evil, evil}}}) {
            const std::string config = nlohmann::json{{key, value}}.dump();
            EXPECT_EQ(blueprintOf(tensors, config)->body, own) << config;
        }
    }
    TensorMap named = tensors;
    for (const std::string& name : {evil, "bert.encoder.layer.0." + evil, "classifier." + evil,
                                    "bert.encoder.layer.2" + evil, "vit." + evil}) {
        named[name] = {{1}, {0.0F}};
    }
    EXPECT_EQ(blueprintOf(named, "")->body, own);
}

} // namespace
} // namespace palimpsest
