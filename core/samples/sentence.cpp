// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/samples/sentence.h"

#include <algorithm>
#include <iterator>

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

SentencePair pairOf(std::string_view first, std::string_view second)
{
    SentencePair pair{.text = std::string(first).append(kBetweenPair)};
    pair.second = pair.text.size();
    pair.text += second;
    return pair;
}

std::string firstOf(const SentencePair& pair)
{
    return pair.text.substr(0, pair.second - kBetweenPair.size());
}

int largestSegment(const std::vector<Token>& tokens)
{
    return tokens.empty() ? 0 : std::ranges::max_element(tokens, {}, &Token::segment)->segment;
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
    if (largestSegment(sentence.tokens) > 0) {
        std::ranges::transform(sentence.tokens, std::back_inserter(input.segments),
                               &Token::segment);
    }
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

SentenceInput withoutTokens(const SentenceInput& sentence, const std::vector<bool>& isAbsent)
{
    SentenceInput left{.tokens = {}, .replacement = sentence.replacement};
    left.tokens.reserve(sentence.tokens.size());
    for (std::size_t i = 0; i < sentence.tokens.size(); ++i) {
        if (isAbsent[i] && !sentence.replacement) {
            continue;
        }
        left.tokens.push_back(isAbsent[i] ? *sentence.replacement : sentence.tokens[i]);
        if (!sentence.segments.empty()) {
            left.segments.push_back(sentence.segments[i]);
        }
    }
    return left;
}

SentenceInput maskedSentence(const SentenceInput& sentence, const LabelMap& parts,
                             Coalition visible)
{
    std::vector<bool> isAbsent;
    isAbsent.reserve(sentence.tokens.size());
    for (std::size_t i = 0; i < sentence.tokens.size(); ++i) {
        const int label = parts.labels.at(i);
        isAbsent.push_back(label != 0 && ((visible >> (label - 1)) & 1U) == 0);
    }
    return withoutTokens(sentence, isAbsent);
}

} // namespace palimpsest
