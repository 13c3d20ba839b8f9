// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/samples/word_pieces.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/utf8.h"

#include <algorithm>
#include <iterator>

namespace palimpsest {

namespace {

constexpr std::uint64_t kMaxBytes = 32u << 20;
constexpr std::size_t kMaxPieces = 1'000'000;

std::string_view withoutTrailingSpace(std::string_view line)
{
    const std::size_t last = line.find_last_not_of(" \t\r");
    return last == std::string_view::npos ? std::string_view() : line.substr(0, last + 1);
}

/// Cuts sentences, one or the two of a pair, to `room` tokens in all. Whether they were longer.
bool cutToRoom(std::vector<std::vector<Token>>& sentences, std::size_t room)
{
    std::vector<Token>& first = sentences.front();
    std::vector<Token>& last = sentences.back();
    const bool isPair = sentences.size() > 1;
    if (first.size() + (isPair ? last.size() : 0) <= room) {
        return false;
    }
    if (!isPair) {
        first.resize(room);
        return true;
    }
    const bool isFirstLonger = first.size() > last.size();
    const std::size_t shorter = std::min({first.size(), last.size(), room / 2});
    first.resize(isFirstLonger ? room - shorter : shorter);
    last.resize(isFirstLonger ? shorter : room - shorter);
    return true;
}

bool isContinuation(char byte)
{
    return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U;
}

} // namespace

std::vector<std::string> vocabularyWords(const std::filesystem::path& vocabulary)
{
    const std::string text = readFile(vocabulary, kMaxBytes);
    if (!isUtf8(text)) {
        throw BadFile(quoted(vocabulary) + " is not UTF-8 text, so it is no vocabulary. Choose " +
                      "the vocab.txt the model was trained with.");
    }
    std::vector<std::string> words;
    for (std::string_view rest = text; !rest.empty();) {
        const std::size_t end = std::min(rest.find('\n'), rest.size());
        words.emplace_back(withoutTrailingSpace(rest.substr(0, end)));
        rest.remove_prefix(std::min(end + 1, rest.size()));
        if (words.size() > kMaxPieces) {
            throw BadFile(quoted(vocabulary) + " has more than a million lines, which no " +
                          "vocabulary has. Choose the vocab.txt the model was trained with.");
        }
    }
    return words;
}

WordPieces::WordPieces(const std::filesystem::path& vocabulary, WordPieceOptions options)
    : m_options(options)
{
    if (options.maximumLength < 3) {
        throw BadInput("Sentences of at most " + std::to_string(options.maximumLength) +
                       " tokens have no room for a word beside [CLS] and [SEP]. Allow more.");
    }
    const std::vector<std::string> words = vocabularyWords(vocabulary);
    for (const std::string& word : words) {
        m_ids[word] = static_cast<int>(m_size++);
    }
    m_special = {.padding = idOf(kSpecialNames[0], vocabulary),
                 .unknown = idOf(kSpecialNames[1], vocabulary),
                 .classifier = idOf(kSpecialNames[2], vocabulary),
                 .separator = idOf(kSpecialNames[3], vocabulary),
                 .mask = idOf(kSpecialNames[4], vocabulary)};
    for (const char* name : kSpecialNames) {
        m_specialNames[m_ids.at(name)] = name;
    }
}

int WordPieces::idOf(const std::string& piece, const std::filesystem::path& vocabulary) const
{
    const auto found = m_ids.find(piece);
    if (found == m_ids.end()) {
        throw BadFile(
            quoted(vocabulary) + " is not a vocabulary of BERT: it has no line " + piece +
            ". Choose the vocab.txt the model was trained with. A model with another " +
            "tokenizer takes sentences that this one has split: make the study with the " +
            "numbers of its special tokens instead of a vocabulary, and add a table with " +
            "input_ids.");
    }
    return found->second;
}

Token WordPieces::token(int id, int word) const
{
    return {.id = id, .piece = m_specialNames.at(id), .word = word};
}

TokenisedSentence WordPieces::encode(const std::string& text, std::size_t second) const
{
    TokenisedSentence result{.text = text, .special = m_special};
    std::vector<std::vector<Token>> sentences;
    if (second > 0) {
        sentences.push_back(readWords(result, 0, second - kBetweenPair.size()));
    }
    sentences.push_back(readWords(result, second, text.size()));
    result.isTruncated = cutToRoom(sentences, m_options.maximumLength - 1 - sentences.size());
    result.tokens.push_back(token(m_special.classifier, -1));
    for (std::size_t i = 0; i < sentences.size(); ++i) {
        sentences[i].push_back(token(m_special.separator, -1));
        for (Token& one : sentences[i]) {
            one.segment = static_cast<int>(i);
        }
        std::ranges::move(sentences[i], std::back_inserter(result.tokens));
    }
    return result;
}

/// Adds the words from `begin` to `end` of `into.text`; returns their tokens.
std::vector<Token> WordPieces::readWords(TokenisedSentence& into, std::size_t begin,
                                         std::size_t end) const
{
    std::vector<Token> tokens;
    while (begin < end) {
        std::size_t plainEnd = end;
        std::string_view name;
        for (const char* special : kSpecialNames) {
            const std::size_t found =
                std::string_view(into.text).substr(0, end).find(special, begin);
            if (found < plainEnd) {
                plainEnd = found;
                name = special;
            }
        }
        splitPlain(into, begin, plainEnd, tokens);
        begin = plainEnd + name.size();
        if (!name.empty()) {
            tokens.push_back(token(m_ids.find(name)->second, static_cast<int>(into.words.size())));
            into.words.push_back({.text = std::string(name), .begin = plainEnd, .end = begin});
        }
    }
    return tokens;
}

/// Adds the words and tokens of a stretch of text without special tokens.
void WordPieces::splitPlain(TokenisedSentence& into, std::size_t begin, std::size_t end,
                            std::vector<Token>& tokens) const
{
    const std::string_view stretch = std::string_view(into.text).substr(begin, end - begin);
    for (const NormalisedWord& word : splitWords(stretch, m_options.rules)) {
        const int index = static_cast<int>(into.words.size());
        into.words.push_back({.text = into.text.substr(begin + word.begin, word.end - word.begin),
                              .begin = begin + word.begin,
                              .end = begin + word.end});
        cutIntoPieces(word.text, {.word = index}, tokens);
    }
}

/// Appends the pieces of `word`, each made from `token`.
void WordPieces::cutIntoPieces(const std::string& word, Token token,
                               std::vector<Token>& tokens) const
{
    const std::size_t before = tokens.size();
    const bool isTooLong = codePointCount(word) > kMaxWordCharacters;
    std::string piece;
    for (std::size_t begin = 0; begin < word.size() && !isTooLong;) {
        piece.assign(begin == 0 ? "" : "##").append(word, begin);
        std::size_t end = word.size();
        auto found = m_ids.find(piece);
        while (found == m_ids.end() && end > begin) {
            do {
                --end;
                piece.pop_back();
            } while (isContinuation(word[end]));
            found = end > begin ? m_ids.find(piece) : m_ids.end();
        }
        if (found == m_ids.end()) {
            tokens.resize(before);
            break;
        }
        token.id = found->second;
        token.piece = found->first;
        tokens.push_back(token);
        begin = end;
    }
    if (tokens.size() == before) {
        token.id = m_special.unknown;
        token.piece = m_specialNames.at(token.id);
        tokens.push_back(token);
    }
}

} // namespace palimpsest
