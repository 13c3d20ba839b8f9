// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/models/torch_classifier.h"
#include "support/scripted_net.h"
#include "support/temporary_folder.h"
#include "support/trusting_host.h"

#include <gtest/gtest.h>

#include <numeric>

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
                    const auto tokens = maskedTokens(std::get<SentenceInput>(input.content),
                                                     input.parts, coalitions[i]);
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

} // namespace
} // namespace palimpsest
