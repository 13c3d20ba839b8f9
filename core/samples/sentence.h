// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/coalition.h"
#include "core/parts/label_map.h"

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace palimpsest {

/// A word or punctuation character of a sentence.
struct Word
{
    std::string text;      ///< as it stands in the sentence
    std::size_t begin = 0; ///< first byte in the sentence
    std::size_t end = 0;   ///< behind its last byte

    bool operator==(const Word&) const = default;
};

/// One input of a language model.
struct Token
{
    int id = 0;
    std::string piece; ///< as the vocabulary has it; may be empty where nobody knows
    int word = -1;     ///< index into the words, or −1 for [CLS], [SEP] and the like
    int segment = 0;   ///< 1 in the second sentence of a pair

    bool operator==(const Token&) const = default;
};

/// Numbers of the tokens that stand for something else than text.
struct SpecialTokens
{
    int padding = 0;
    int unknown = 0;
    int classifier = 0;
    int separator = 0;
    int mask = 0;

    bool operator==(const SpecialTokens&) const = default;
};

/// One of these numbers and its name in files: "padding", "unknown", …
struct SpecialToken
{
    const char* name;
    int SpecialTokens::*number;
};

inline constexpr std::array<SpecialToken, 5> kSpecialTokens = {
    {{"padding", &SpecialTokens::padding},
     {"unknown", &SpecialTokens::unknown},
     {"classifier", &SpecialTokens::classifier},
     {"separator", &SpecialTokens::separator},
     {"mask", &SpecialTokens::mask}}};

/// Largest number of a token.
inline constexpr int kLargestToken = 1'000'000'000;

/// A sentence as a model reads it.
struct TokenisedSentence
{
    std::string text; ///< UTF-8
    std::vector<Word> words;
    std::vector<Token> tokens; ///< special ones included; in order
    SpecialTokens special;
    bool isTruncated = false; ///< the last words, or of a pair those of one of its sentences, have
                              ///< no tokens, or not all of theirs

    bool operator==(const TokenisedSentence&) const = default;
};

/// The numbers of all tokens.
std::vector<int> tokenIds(const TokenisedSentence& sentence);

/// What stands between the two sentences of a pair in their text.
inline constexpr std::string_view kBetweenPair = " [SEP] ";

/// Two sentences that models read together, as one text.
struct SentencePair
{
    std::string text;       ///< with kBetweenPair between them
    std::size_t second = 0; ///< where the second begins

    bool operator==(const SentencePair&) const = default;
};

SentencePair pairOf(std::string_view first, std::string_view second);

/// The first sentence of a pair.
std::string firstOf(const SentencePair& pair);

/// The largest number of a segment among tokens; 0 where there are none.
int largestSegment(const std::vector<Token>& tokens);

/// For each word the positions of its tokens; none for words that were cut off.
std::vector<std::vector<std::size_t>> tokensOfWords(const TokenisedSentence& sentence);

/// What stands in the place of the tokens of a masked part.
enum class TextBaseline {
    Mask,     ///< [MASK], one for each token
    Padding,  ///< [PAD], the same
    Unknown,  ///< [UNK], the same
    Deletion, ///< nothing: what is left moves together
};

inline constexpr std::array kTextBaselines = {TextBaseline::Mask, TextBaseline::Padding,
                                              TextBaseline::Unknown, TextBaseline::Deletion};

/// Name of a baseline in files: "mask", "padding", "unknown", "deletion".
std::string textBaselineName(TextBaseline baseline);

/// For captions and messages: "[MASK]", "[PAD]", "[UNK]", "deletion".
std::string describe(TextBaseline baseline);

/// The tokens of a sentence as models take them.
struct SentenceInput
{
    std::vector<int> tokens;        ///< ids in the model's vocabulary
    std::optional<int> replacement; ///< what stands in the place of absent ones; with none they
                                    ///< are deleted
    std::vector<int> segments = {}; ///< of each token; empty where all are 0

    bool operator==(const SentenceInput&) const = default;
};

/// `sentence` with what `baseline` puts in the place of absent tokens.
SentenceInput sentenceInput(const TokenisedSentence& sentence, TextBaseline baseline);

/// What is left of a sentence without some of its tokens, one `isAbsent` each: these are replaced
/// and keep their segments, or are deleted with them.
SentenceInput withoutTokens(const SentenceInput& sentence, const std::vector<bool>& isAbsent);

/// The same when only the parts in `visible`, and the tokens of no part, are present. `parts` is
/// the label map of the tokens, 1 × tokens.
SentenceInput maskedSentence(const SentenceInput& sentence, const LabelMap& parts,
                             Coalition visible);

} // namespace palimpsest
