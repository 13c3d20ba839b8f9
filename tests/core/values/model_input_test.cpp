// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/sha256.h"
#include "core/values/model_input.h"

#include <gtest/gtest.h>

#include <string_view>

namespace palimpsest {
namespace {

ModelInput sentence(std::optional<int> replacement)
{
    return {.content = SentenceInput{.tokens = {101, 7, 8, 9, 102}, .replacement = replacement},
            .parts = {.width = 5,
                      .height = 1,
                      .parts = {{"verb", 1}, {"rest", 2}},
                      .labels = {0, 2, 1, 2, 0}}};
}

TEST(ModelInput, HashesTellSamplesFromBaselines)
{
    const ModelInput input = sentence(103);
    EXPECT_EQ(sampleSha256(input), sampleSha256(sentence(std::nullopt)));
    EXPECT_NE(baselineSha256(input), baselineSha256(sentence(std::nullopt)));
    EXPECT_NE(baselineSha256(input), baselineSha256(sentence(0)));
    ModelInput other = input;
    std::get<SentenceInput>(other.content).tokens[1] = 6;
    EXPECT_NE(sampleSha256(input), sampleSha256(other));
    EXPECT_EQ(baselineSha256(input), baselineSha256(other));
}

TEST(ModelInput, HashesOfSentencesKnowSegmentsWhereThereAreSome)
{
    const ModelInput input = sentence(103);
    const std::vector<int>& tokens = std::get<SentenceInput>(input.content).tokens;
    EXPECT_EQ(sampleSha256(input),
              sha256(std::string_view(reinterpret_cast<const char*>(tokens.data()),
                                      tokens.size() * sizeof(int))))
        << "stored values hold on";
    ModelInput pair = input;
    std::get<SentenceInput>(pair.content).segments = {0, 0, 0, 1, 1};
    EXPECT_NE(sampleSha256(pair), sampleSha256(input));
    ModelInput other = pair;
    std::get<SentenceInput>(other.content).segments = {0, 0, 1, 1, 1};
    EXPECT_NE(sampleSha256(pair), sampleSha256(other));
}

} // namespace
} // namespace palimpsest
