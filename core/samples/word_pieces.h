// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/samples/sentence.h"
#include "core/samples/words.h"

#include <array>
#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace palimpsest {

/// Tokens of a sentence that a study can ask for, two of them special.
constexpr std::size_t kShortestSentence = 3;
constexpr std::size_t kLongestSentence = 8192;

/// Characters beyond which a word is [UNK].
constexpr std::size_t kMaxWordCharacters = 100;

/// The special tokens of BERT, in the order of kSpecialTokens.
constexpr std::array<const char*, kSpecialTokens.size()> kSpecialNames = {"[PAD]", "[UNK]", "[CLS]",
                                                                          "[SEP]", "[MASK]"};

/// The pieces of a vocab.txt, one a line, without white space behind them. Throws BadFile when it
/// is not UTF-8 or too large.
std::vector<std::string> vocabularyWords(const std::filesystem::path& vocabulary);

/// How a tokenizer of BERT treats text.
struct WordPieceOptions
{
    WordRules rules;
    std::size_t maximumLength = 512; ///< in tokens, [CLS] and [SEP] included; at least 3

    bool operator==(const WordPieceOptions&) const = default;
};

/// Tokenizer of BERT (arXiv 1810.04805): words are cut, from the left, into the longest pieces
/// that its vocabulary has; pieces inside of a word begin with "##". A word that cannot be put
/// together, or has more than kMaxWordCharacters, is [UNK]. The names of the special tokens stand
/// for these where a sentence holds them.
class WordPieces
{
public:
    /// Reads vocab.txt. Throws as vocabularyWords() does, BadFile when one of the special tokens is
    /// missing, BadInput when the options make no sense.
    explicit WordPieces(const std::filesystem::path& vocabulary, WordPieceOptions options = {});

    /// [CLS] sentence [SEP], or of a pair, whose `second` (SentencePair::second) is above 0, [CLS]
    /// first [SEP] second [SEP], where what stands behind the first [SEP] is of segment 1. What is
    /// too long is cut at its end, the longer sentence of a pair first, as the fast tokenizers of
    /// Hugging Face do it. Throws BadInput when it is not UTF-8.
    TokenisedSentence encode(const std::string& text, std::size_t second = 0) const;

    const SpecialTokens& special() const { return m_special; }
    std::size_t size() const { return m_size; }

private:
    struct Hash : std::hash<std::string_view>
    {
        using is_transparent = void;
    };

    int idOf(const std::string& piece, const std::filesystem::path& vocabulary) const;
    Token token(int id, int word) const;
    std::vector<Token> readWords(TokenisedSentence& into, std::size_t begin, std::size_t end) const;
    void splitPlain(TokenisedSentence& into, std::size_t begin, std::size_t end,
                    std::vector<Token>& tokens) const;
    void cutIntoPieces(const std::string& word, Token token, std::vector<Token>& tokens) const;

    std::unordered_map<std::string, int, Hash, std::equal_to<>> m_ids;
    std::unordered_map<int, std::string> m_specialNames;
    WordPieceOptions m_options;
    SpecialTokens m_special;
    std::size_t m_size = 0;
};

} // namespace palimpsest
