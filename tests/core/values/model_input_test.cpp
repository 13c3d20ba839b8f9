// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/values/model_input.h"

#include <gtest/gtest.h>

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

} // namespace
} // namespace palimpsest
