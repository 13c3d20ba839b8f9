// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/values/model_input.h"

#include <gtest/gtest.h>

namespace palimpsest {
namespace {

/// Five tokens, the first and last of no part, the middle one of part 0, its neighbours of part 1.
ModelInput sentence(std::optional<std::int32_t> replacement)
{
    return {.content = SentenceInput{.tokens = {101, 7, 8, 9, 102}, .replacement = replacement},
            .parts = {.width = 5,
                      .height = 1,
                      .parts = {{"verb", 1}, {"rest", 2}},
                      .labels = {0, 2, 1, 2, 0}}};
}

std::vector<std::int32_t> masked(const ModelInput& input, Coalition visible)
{
    return maskedTokens(std::get<SentenceInput>(input.content), input.parts, visible);
}

using Tokens = std::vector<std::int32_t>;

TEST(ModelInput, AbsentTokensAreReplaced)
{
    const ModelInput input = sentence(103);
    EXPECT_EQ(masked(input, 0b11), (Tokens{101, 7, 8, 9, 102}));
    EXPECT_EQ(masked(input, 0b01), (Tokens{101, 103, 8, 103, 102}));
    EXPECT_EQ(masked(input, 0b10), (Tokens{101, 7, 103, 9, 102}));
    EXPECT_EQ(masked(input, 0b00), (Tokens{101, 103, 103, 103, 102}));
}

TEST(ModelInput, OrDeleted)
{
    const ModelInput input = sentence(std::nullopt);
    EXPECT_EQ(masked(input, 0b11), (Tokens{101, 7, 8, 9, 102}));
    EXPECT_EQ(masked(input, 0b01), (Tokens{101, 8, 102}));
    EXPECT_EQ(masked(input, 0b00), (Tokens{101, 102}));
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

} // namespace
} // namespace palimpsest
