// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/samples/sentence.h"

#include "core/base/error.h"
#include "core/base/sha256.h"

#include <string_view>

namespace palimpsest {

std::vector<int> tokenIds(const TokenisedSentence& sentence)
{
    std::vector<int> ids;
    ids.reserve(sentence.tokens.size());
    for (const Token& token : sentence.tokens) {
        ids.push_back(token.id);
    }
    return ids;
}

std::vector<std::vector<std::size_t>> tokensOfWords(const TokenisedSentence& sentence)
{
    std::vector<std::vector<std::size_t>> result(sentence.words.size());
    for (std::size_t i = 0; i < sentence.tokens.size(); ++i) {
        if (sentence.tokens[i].word >= 0) {
            result.at(static_cast<std::size_t>(sentence.tokens[i].word)).push_back(i);
        }
    }
    return result;
}

std::string textBaselineName(TextBaseline baseline)
{
    switch (baseline) {
    case TextBaseline::Mask:
        return "mask";
    case TextBaseline::Padding:
        return "padding";
    case TextBaseline::Unknown:
        return "unknown";
    case TextBaseline::Deletion:
        return "deletion";
    }
    return {};
}

std::string sha256(const TokenParts& parts)
{
    std::string bytes = "token parts\n";
    for (const int part : parts.partOfToken) {
        bytes += std::to_string(part) + ' ';
    }
    return sha256(std::string_view(bytes));
}

std::string sha256(const TokenisedSentence& sentence)
{
    std::string bytes = "tokens\n";
    for (const Token& token : sentence.tokens) {
        bytes += std::to_string(token.id) + '/' + std::to_string(token.segment) + ' ';
    }
    return sha256(std::string_view(bytes));
}

std::vector<int> maskedTokens(const TokenisedSentence& sentence, const TokenParts& parts,
                              Coalition visible, TextBaseline baseline)
{
    if (parts.partOfToken.size() != sentence.tokens.size()) {
        throw BadInput("The parts are those of a sentence of " +
                       std::to_string(parts.partOfToken.size()) + " tokens; this one has " +
                       std::to_string(sentence.tokens.size()) +
                       ". Choose its parts again, as the sentence or its vocabulary has changed.");
    }
    const int replacement = baseline == TextBaseline::Mask      ? sentence.special.mask
                            : baseline == TextBaseline::Padding ? sentence.special.padding
                                                                : sentence.special.unknown;
    std::vector<int> ids;
    ids.reserve(sentence.tokens.size());
    for (std::size_t i = 0; i < sentence.tokens.size(); ++i) {
        const int part = parts.partOfToken[i];
        if (part < 0 || ((visible >> part) & 1U) != 0) {
            ids.push_back(sentence.tokens[i].id);
        } else if (baseline != TextBaseline::Deletion) {
            ids.push_back(replacement);
        }
    }
    return ids;
}

} // namespace palimpsest
