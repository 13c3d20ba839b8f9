// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/values/model_input.h"

#include "core/base/sha256.h"

namespace palimpsest {

std::vector<std::int32_t> maskedTokens(const SentenceInput& sentence, const LabelMap& parts,
                                       Coalition visible)
{
    std::vector<std::int32_t> left;
    for (std::size_t i = 0; i < sentence.tokens.size(); ++i) {
        const int label = parts.labels[i];
        if (label == 0 || ((visible >> (label - 1)) & 1U) != 0) {
            left.push_back(sentence.tokens[i]);
        } else if (sentence.replacement) {
            left.push_back(*sentence.replacement);
        }
    }
    return left;
}

std::string sampleSha256(const ModelInput& input)
{
    if (const auto* sentence = std::get_if<SentenceInput>(&input.content)) {
        return sha256(std::string_view(reinterpret_cast<const char*>(sentence->tokens.data()),
                                       sentence->tokens.size() * sizeof(std::int32_t)));
    }
    return sha256(std::get<PictureInput>(input.content).image);
}

std::string baselineSha256(const ModelInput& input)
{
    if (const auto* sentence = std::get_if<SentenceInput>(&input.content)) {
        return sha256(sentence->replacement ? "token " + std::to_string(*sentence->replacement)
                                            : std::string("deleted"));
    }
    return sha256(std::get<PictureInput>(input.content).baseline);
}

} // namespace palimpsest
