// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/error.h"
#include "core/models/readers/safetensors.h"
#include "core/models/torch_classifier.h"
#include "support/expect_error.h"
#include "support/scripted_net.h"
#include "support/small_network.h"
#include "support/temporary_folder.h"
#include "support/trusting_host.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <utility>

namespace palimpsest {
namespace {

/// Networks whose logits are the number of tokens and a sum that knows of their places.
class SentenceClassifier : public testing::Test
{
protected:
    SentenceClassifier()
    {
        const std::string sum = "places = torch.arange(1, tokens.size(1) + 1)\n"
                                "total = (tokens * places * seen).sum(1)\n"
                                "return torch.stack([seen.sum(1), total], 1) * 0.5\n";
        writeScriptedNet(m_folder / "both.pt", sum, "tokens, seen");
        writeScriptedNet(m_folder / "tokens.pt", "seen = torch.ones_like(tokens)\n" + sum,
                         "tokens");
    }

    static ModelInput sentence(std::optional<int> replacement)
    {
        return {.content =
                    SentenceInput{.tokens = {101, 7, 8, 9, 10, 102}, .replacement = replacement},
                .parts = {.width = 6,
                          .height = 1,
                          .parts = {{"a", 1}, {"b", 2}, {"c", 1}},
                          .labels = {0, 2, 1, 2, 3, 0}}};
    }

    std::unique_ptr<Classifier> open(const std::string& file, int batchSize) const
    {
        return openTorchClassifier({}, m_folder / file,
                                   {.device = "cpu", .threads = 1, .batchSize = batchSize}, m_host);
    }

    /// The same as a pair, of which the first part of the tokens and the second are of the second.
    static ModelInput pair(std::optional<int> replacement)
    {
        ModelInput input = sentence(replacement);
        std::get<SentenceInput>(input.content).segments = {0, 0, 1, 1, 1, 1};
        return input;
    }

    TemporaryFolder m_folder;
    std::shared_ptr<ProgramHost> m_host = trustingHost();
};

TEST_F(SentenceClassifier, LogitsStandInTheOrderOfTheCoalitionsWhateverLengthsDeletionLeaves)
{
    std::vector<Coalition> coalitions(8);
    std::iota(coalitions.rbegin(), coalitions.rend(), Coalition{0});
    for (const std::optional<int> replacement : {std::optional<int>(), {103}}) {
        const ModelInput input = sentence(replacement);
        for (const char* file : {"both.pt", "tokens.pt"}) {
            for (const int batchSize : {1, 3, 32}) {
                const auto classifier = open(file, batchSize);
                const Matrix<float> logits = classifier->open(input)->logits(coalitions);
                ASSERT_EQ(logits.rows, 8u);
                ASSERT_EQ(logits.columns, 2u);
                for (std::size_t i = 0; i < coalitions.size(); ++i) {
                    const auto tokens = maskedSentence(std::get<SentenceInput>(input.content),
                                                       input.parts, coalitions[i])
                                            .tokens;
                    double total = 0.0;
                    for (std::size_t place = 0; place < tokens.size(); ++place) {
                        total += static_cast<double>(place + 1) * tokens[place];
                    }
                    EXPECT_EQ(logits.row(i)[0], 0.5 * static_cast<double>(tokens.size()));
                    EXPECT_EQ(logits.row(i)[1], 0.5 * total);
                }
            }
        }
    }
}

TEST_F(SentenceClassifier, ARunAnswersAgainAsOneOfItsOwn)
{
    const std::vector<Coalition> coalitions = {6, 0, 5, 7, 1};
    const ModelInput input = sentence(std::nullopt); // so that lengths differ
    const auto classifier = open("both.pt", 2);
    const auto run = classifier->open(input);
    for (int call = 0; call < 2; ++call) {
        EXPECT_EQ(run->logits(coalitions), classifier->open(input)->logits(coalitions));
        EXPECT_EQ(run->exactLogits(coalitions), classifier->open(input)->exactLogits(coalitions));
    }
}

TEST_F(SentenceClassifier, RunsInDoublePrecisionToo)
{
    const std::vector<Coalition> coalitions = {0, 5, 7};
    const auto classifier = open("both.pt", 2);
    const Matrix<double> exact = classifier->open(sentence(103))->exactLogits(coalitions);
    const Matrix<float> single = classifier->open(sentence(103))->logits(coalitions);
    ASSERT_EQ(exact.rows, 3u);
    for (std::size_t i = 0; i < exact.data.size(); ++i) {
        EXPECT_EQ(exact.data[i], single.data[i]);
    }
}

TEST_F(SentenceClassifier, GivesProgramsSegmentsByTheNameOfTheArgument)
{
    const std::string sum =
        "return torch.stack([(tokens * (1 + %)).sum(1), seen.sum(1)], 1) * 0.5\n";
    const auto write = [&](const std::string& file, std::string body, const std::string& name,
                           const std::string& arguments) {
        body.replace(body.find('%'), 1, name);
        writeScriptedNet(m_folder / file, body, arguments);
    };
    write("third.pt", sum, "token_type_ids", "tokens, seen, token_type_ids");
    write("second.pt", sum, "segment_ids", "tokens, segment_ids, seen");
    write("optional.pt",
          "segments = torch.zeros_like(tokens)\n"
          "if token_type_ids is not None:\n    segments = token_type_ids\n" +
              sum,
          "segments", "tokens, seen, token_type_ids: Optional[Tensor] = None");
    std::vector<Coalition> coalitions(8);
    std::iota(coalitions.begin(), coalitions.end(), Coalition{0});
    for (const std::optional<int> replacement : {std::optional<int>(), {103}}) {
        for (const ModelInput& input : {pair(replacement), sentence(replacement)}) {
            for (const char* file : {"third.pt", "second.pt", "optional.pt"}) {
                for (const int batchSize : {1, 3, 32}) {
                    const auto classifier = open(file, batchSize);
                    const auto run = classifier->open(input);
                    const Matrix<float> logits = run->logits(coalitions);
                    const Matrix<double> exact = run->exactLogits(coalitions);
                    ASSERT_EQ(logits.rows, 8u);
                    for (std::size_t i = 0; i < coalitions.size(); ++i) {
                        const SentenceInput masked = maskedSentence(
                            std::get<SentenceInput>(input.content), input.parts, coalitions[i]);
                        double total = 0.0;
                        for (std::size_t at = 0; at < masked.tokens.size(); ++at) {
                            const bool isSecond =
                                !masked.segments.empty() && masked.segments[at] == 1;
                            total += masked.tokens[at] * (isSecond ? 2.0 : 1.0);
                        }
                        EXPECT_EQ(logits.row(i)[0], 0.5 * total) << file << " " << i;
                        EXPECT_EQ(logits.row(i)[1],
                                  0.5 * static_cast<double>(masked.tokens.size()));
                        EXPECT_EQ(exact.row(i)[0], logits.row(i)[0]);
                    }
                }
            }
        }
    }
}

TEST_F(SentenceClassifier, RefusesPairsWhereTheProgramTakesNoSegments)
{
    const std::vector<Coalition> coalitions = {0, 7};
    for (const char* file : {"both.pt", "tokens.pt"}) {
        for (const int batchSize : {1, 2}) {
            const auto classifier = open(file, batchSize);
            const ModelInput input = pair(103);
            expectError<BadInput>([&] { classifier->open(input)->logits(coalitions); },
                                  "token_type_ids or segment_ids");
            const ModelInput one = sentence(103);
            EXPECT_EQ(classifier->open(one)->logits(coalitions).rows, 2u)
                << "others it still takes";
        }
    }
}

/// The BERT of small_network.h, as a file of weights.
class BertClassifier : public testing::Test
{
protected:
    static ModelInput inputOf(std::vector<int> segments, std::optional<int> replacement)
    {
        return {.content = SentenceInput{.tokens = {2, 7, 8, 3, 10, 3},
                                         .replacement = replacement,
                                         .segments = std::move(segments)},
                .parts = {.width = 6,
                          .height = 1,
                          .parts = {{"a", 1}, {"b", 1}, {"c", 1}},
                          .labels = {0, 1, 2, 0, 3, 0}}};
    }

    /// What the network answers to all maskings.
    Matrix<float> logits(const TensorMap& tensors, const ModelInput& input)
    {
        return classifierOf(tensors)->open(input)->logits(m_all);
    }

    std::unique_ptr<Classifier> classifierOf(const TensorMap& tensors)
    {
        const auto file = m_folder / (std::to_string(m_files++) + ".safetensors");
        writeSafetensors(file, tensors);
        return openTorchClassifier({}, file, {.device = "cpu", .threads = 1, .batchSize = 3},
                                   nullptr, {.heads = 2});
    }

    static TensorMap withTypesTurned(TensorMap tensors)
    {
        std::vector<float>& rows = tensors.at(kTypes).values;
        std::rotate(rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(rows.size() / 2),
                    rows.end());
        return tensors;
    }

    static constexpr const char* kTypes = "bert.embeddings.token_type_embeddings.weight";
    const std::vector<Coalition> m_all = {0, 1, 2, 3, 4, 5, 6, 7};
    TemporaryFolder m_folder;
    int m_files = 0;
};

TEST_F(BertClassifier, AddsTheEmbeddingOfEachTokensSegment)
{
    const TensorMap tensors = smallBert();
    const TensorMap turned = withTypesTurned(tensors);
    for (const std::optional<int> replacement : {std::optional<int>(), {4}}) {
        const ModelInput pair = inputOf({0, 0, 0, 0, 1, 1}, replacement);
        const Matrix<float> answers = logits(tensors, pair);
        EXPECT_EQ(answers, logits(turned, inputOf({1, 1, 1, 1, 0, 0}, replacement)));
        EXPECT_NE(answers, logits(tensors, inputOf({}, replacement)));
        EXPECT_NE(answers, logits(tensors, inputOf({0, 0, 0, 0, 0, 1}, replacement)));

        // Where all tokens are of the second row, so they are of the first once rows are turned.
        EXPECT_EQ(logits(turned, inputOf({1, 1, 1, 1, 1, 1}, replacement)),
                  logits(tensors, inputOf({}, replacement)));
    }
}

TEST_F(BertClassifier, AddsThemInDoublePrecisionToo)
{
    const auto classifier = classifierOf(smallBert());
    const ModelInput pair = inputOf({0, 0, 0, 0, 1, 1}, 4);
    const ModelInput one = inputOf({}, 4);
    const auto run = classifier->open(pair);
    const Matrix<float> single = run->logits(m_all);
    const Matrix<double> exact = run->exactLogits(m_all);
    const Matrix<double> without = classifier->open(one)->exactLogits(m_all);
    double effect = 0.0;
    for (std::size_t i = 0; i < exact.data.size(); ++i) {
        EXPECT_NEAR(exact.data[i], single.data[i], 1e-4);
        effect = std::max(effect, std::abs(exact.data[i] - without.data[i]));
    }
    EXPECT_GT(effect, 1e-2) << "far more than the precisions differ by";

    // Layer by layer, by PyTorch in double precision from the same tensors.
    const std::array<double, 3> ofPair = {-1.95056, -0.44447, -0.91416};
    const std::array<double, 3> ofOne = {-1.89240, -0.48147, -0.88143};
    for (std::size_t i = 0; i < ofPair.size(); ++i) {
        EXPECT_NEAR(exact.row(7)[i], ofPair[i], 1e-4);
        EXPECT_NEAR(without.row(7)[i], ofOne[i], 1e-4);
    }
}

TEST_F(BertClassifier, SaysThatASegmentMayBeUnknown)
{
    const auto classifier = classifierOf(smallBert());
    const ModelInput input = inputOf({0, 0, 0, 0, 2, 2}, 4);
    expectError<DeviceError>([&] { classifier->open(input)->logits(m_all); },
                             "knows their numbers and segments");
}

TEST_F(BertClassifier, ADistilBertAnswersWithAnySegmentsAsWithNone)
{
    TensorMap tensors;
    for (const auto& [name, tensor] : smallBert()) {
        std::string other = name;
        for (const auto& [from, to] :
             {std::pair("bert.encoder.layer.", "distilbert.transformer.layer."),
              {"bert.embeddings.", "distilbert.embeddings."},
              {"attention.self.query", "attention.q_lin"},
              {"attention.self.key", "attention.k_lin"},
              {"attention.self.value", "attention.v_lin"},
              {"attention.output.dense", "attention.out_lin"},
              {"attention.output.LayerNorm", "sa_layer_norm"},
              {"intermediate.dense", "ffn.lin1"},
              {"output.dense", "ffn.lin2"},
              {"output.LayerNorm", "output_layer_norm"},
              {"bert.pooler.dense", "pre_classifier"}}) {
            if (const auto at = other.find(from); at != std::string::npos) {
                other.replace(at, std::string(from).size(), to);
            }
        }
        if (name != kTypes) {
            tensors[other] = tensor;
        }
    }
    EXPECT_EQ(logits(tensors, inputOf({0, 0, 0, 0, 1, 1}, 4)), logits(tensors, inputOf({}, 4)));
}

} // namespace
} // namespace palimpsest
