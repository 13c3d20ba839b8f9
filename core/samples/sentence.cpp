// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/samples/sentence.h"

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

std::string describe(TextBaseline baseline)
{
    switch (baseline) {
    case TextBaseline::Mask:
        return "[MASK]";
    case TextBaseline::Padding:
        return "[PAD]";
    case TextBaseline::Unknown:
        return "[UNK]";
    case TextBaseline::Deletion:
        return "deletion";
    }
    return {};
}

SentenceInput sentenceInput(const TokenisedSentence& sentence, TextBaseline baseline)
{
    SentenceInput input{.tokens = tokenIds(sentence), .replacement = {}};
    switch (baseline) {
    case TextBaseline::Mask:
        input.replacement = sentence.special.mask;
        break;
    case TextBaseline::Padding:
        input.replacement = sentence.special.padding;
        break;
    case TextBaseline::Unknown:
        input.replacement = sentence.special.unknown;
        break;
    case TextBaseline::Deletion:
        break;
    }
    return input;
}

std::vector<int> maskedTokens(const SentenceInput& sentence, const LabelMap& parts,
                              Coalition visible)
{
    std::vector<int> left;
    left.reserve(sentence.tokens.size());
    for (std::size_t i = 0; i < sentence.tokens.size(); ++i) {
        const int label = parts.labels.at(i);
        if (label == 0 || ((visible >> (label - 1)) & 1U) != 0) {
            left.push_back(sentence.tokens[i]);
        } else if (sentence.replacement) {
            left.push_back(*sentence.replacement);
        }
    }
    return left;
}

} // namespace palimpsest
