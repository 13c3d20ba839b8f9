// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/samples/token_lists.h"

#include "core/base/error.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>

namespace palimpsest {

using nlohmann::json;

namespace {

constexpr std::size_t kMaxTokens = 100'000;
constexpr std::string_view kInside = "##";
constexpr std::array<std::string_view, 2> kBefore = {"▁", "Ġ"};

/// An object with lists, and how to refuse it.
struct Lists
{
    const json& object;
    const std::string& where;

    [[noreturn]] void refuse(const std::string& why) const
    {
        throw BadFile(where + " is no tokenised sentence: " + why + ".");
    }

    bool has(const char* key) const { return object.contains(key) && !object[key].is_null(); }

    /// The list `key`, which must have one entry for each of `count` tokens.
    const json& list(const char* key, std::size_t count) const
    {
        if (!object.contains(key) || !object[key].is_array() || object[key].size() != count) {
            refuse(std::string("\"") + key + "\" must be a list with one entry per token");
        }
        return object[key];
    }
};

int wholeNumber(const Lists& lists, const json& value, const char* key, std::int64_t largest)
{
    if (!value.is_number_integer() || value.get<double>() < 0.0 ||
        value.get<double>() > static_cast<double>(largest)) {
        lists.refuse(std::string("\"") + key + "\" lists " +
                     value.dump(-1, ' ', true, json::error_handler_t::replace) +
                     ", which is no whole number from 0 to " + std::to_string(largest));
    }
    return value.get<int>();
}

bool isBracketed(std::string_view piece)
{
    return piece.size() > 2 && ((piece.front() == '[' && piece.back() == ']') ||
                                (piece.front() == '<' && piece.back() == '>'));
}

/// The piece without the sign that tells where words begin.
std::string_view bare(std::string_view piece)
{
    for (const std::string_view sign : {kInside, kBefore[0], kBefore[1]}) {
        if (piece.size() > sign.size() && piece.starts_with(sign)) {
            return piece.substr(sign.size());
        }
    }
    return piece;
}

bool marksBeginning(const Token& token)
{
    return std::ranges::any_of(
        kBefore, [&](std::string_view sign) { return token.piece.starts_with(sign); });
}

/// Gives each token its word by how the pieces are written.
void findWords(std::vector<Token>& tokens)
{
    const bool hasBeginnings = std::ranges::any_of(tokens, marksBeginning);
    int count = 0;
    bool isOpen = false;
    for (Token& token : tokens) {
        if (isBracketed(token.piece)) {
            isOpen = false;
            continue;
        }
        const bool isInside =
            hasBeginnings ? !marksBeginning(token) : token.piece.starts_with(kInside);
        count += isOpen && isInside ? 0 : 1;
        token.word = count - 1;
        isOpen = true;
    }
}

void readWordIds(const Lists& lists, std::vector<Token>& tokens)
{
    const json& list = lists.list("word_ids", tokens.size());
    int count = 0;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        if (!list[i].is_null()) {
            tokens[i].word = wholeNumber(lists, list[i], "word_ids", kMaxTokens);
            if (tokens[i].word > count) {
                lists.refuse("\"word_ids\" leaves out a word");
            }
            count = std::max(count, tokens[i].word + 1);
        }
    }
}

std::vector<Token> readTokens(const Lists& lists)
{
    if (!lists.has("input_ids") || !lists.object["input_ids"].is_array() ||
        lists.object["input_ids"].empty() || lists.object["input_ids"].size() > kMaxTokens) {
        lists.refuse("it has no list \"input_ids\" with the numbers of its tokens");
    }
    const json& ids = lists.object["input_ids"];
    std::vector<Token> tokens;
    for (const json& id : ids) {
        tokens.push_back({.id = wholeNumber(lists, id, "input_ids", kLargestToken)});
    }
    for (std::size_t i = 0; i < tokens.size() && lists.has("tokens"); ++i) {
        const json& piece = lists.list("tokens", tokens.size())[i];
        if (!piece.is_string()) {
            lists.refuse("\"tokens\" holds something that is no text");
        }
        tokens[i].piece = piece.get<std::string>();
    }
    for (std::size_t i = 0; i < tokens.size() && lists.has("token_type_ids"); ++i) {
        tokens[i].segment =
            wholeNumber(lists, lists.list("token_type_ids", tokens.size())[i], "token_type_ids", 1);
    }
    return tokens;
}

/// The first token that is kept, and the one behind the last.
struct Kept
{
    std::size_t begin = 0;
    std::size_t end = 0;
};

/// Whether each token only fills its list up to the length of others. Where no mask says it, the
/// number of the padding does, unless it stands for something else as well.
std::vector<bool> areFilling(const Lists& lists, const std::vector<Token>& tokens,
                             const SpecialTokens& special)
{
    std::vector<bool> filling;
    if (lists.has("attention_mask")) {
        for (const json& seen : lists.list("attention_mask", tokens.size())) {
            filling.push_back(wholeNumber(lists, seen, "attention_mask", 1) == 0);
        }
        return filling;
    }
    const auto sharing = std::ranges::count_if(kSpecialTokens, [&](const SpecialToken& one) {
        return special.*one.number == special.padding;
    });
    for (const Token& token : tokens) {
        filling.push_back(sharing == 1 && token.id == special.padding);
    }
    return filling;
}

/// What is left without the padding at both ends. Models see the rest whole, so that a mask may
/// hide nothing in it.
Kept keptTokens(const Lists& lists, const std::vector<Token>& tokens, const SpecialTokens& special)
{
    const std::vector<bool> filling = areFilling(lists, tokens, special);
    const auto first = std::ranges::find(filling, false);
    if (first == filling.end()) {
        lists.refuse("it holds nothing but padding");
    }
    const auto last = std::find(filling.rbegin(), filling.rend(), false).base();
    if (const auto hidden = std::find(first, last, true);
        hidden != last && lists.has("attention_mask")) {
        lists.refuse("\"attention_mask\" hides token " +
                     std::to_string(hidden - filling.begin() + 1) +
                     " between others, and models here see all from the first to the last. Leave "
                     "such tokens out of its lists");
    }
    return {.begin = static_cast<std::size_t>(first - filling.begin()),
            .end = static_cast<std::size_t>(last - filling.begin())};
}

/// Counts words from 0 again where the first ones went with the padding.
void renumberWords(std::vector<Token>& tokens)
{
    int first = static_cast<int>(kMaxTokens);
    for (const Token& token : tokens) {
        first = token.word < 0 ? first : std::min(first, token.word);
    }
    for (Token& token : tokens) {
        token.word -= token.word < 0 ? 0 : first;
    }
}

} // namespace

std::vector<Token> tokensIn(const json& object, const SpecialTokens& special,
                            const std::string& where)
{
    const Lists lists{.object = object, .where = where};
    if (!object.is_object()) {
        lists.refuse("it is no JSON object");
    }
    std::vector<Token> tokens = readTokens(lists);
    const bool hasWords = lists.has("word_ids");
    if (hasWords) {
        readWordIds(lists, tokens);
    }
    const auto [begin, end] = keptTokens(lists, tokens, special);
    tokens = {tokens.begin() + static_cast<std::ptrdiff_t>(begin),
              tokens.begin() + static_cast<std::ptrdiff_t>(end)};
    if (hasWords) {
        renumberWords(tokens);
        return tokens;
    }
    std::vector<Token> named = tokens;
    for (Token& token : named) {
        const int id = token.id;
        if (token.piece.empty() &&
            (id == special.classifier || id == special.separator || id == special.padding)) {
            token.piece = "[" + std::to_string(id) + "]";
        }
    }
    findWords(named);
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        tokens[i].word = named[i].word;
    }
    return tokens;
}

json listsOf(const std::vector<Token>& tokens)
{
    json ids = json::array();
    json pieces = json::array();
    json words = json::array();
    json segments = json::array();
    for (const Token& token : tokens) {
        ids.push_back(token.id);
        pieces.push_back(token.piece);
        words.push_back(token.word < 0 ? json() : json(token.word));
        segments.push_back(token.segment);
    }
    return {
        {"input_ids", ids}, {"tokens", pieces}, {"word_ids", words}, {"token_type_ids", segments}};
}

TokenisedSentence sentenceOf(std::vector<Token> tokens, const SpecialTokens& special)
{
    TokenisedSentence sentence{.tokens = std::move(tokens), .special = special};
    for (const Token& token : sentence.tokens) {
        if (token.word >= 0) {
            const auto word = static_cast<std::size_t>(token.word);
            sentence.words.resize(std::max(sentence.words.size(), word + 1));
            sentence.words[word].text +=
                token.piece.empty() ? std::to_string(token.id) : bare(token.piece);
        }
    }
    for (Word& word : sentence.words) {
        sentence.text += sentence.text.empty() ? "" : " ";
        word.begin = sentence.text.size();
        sentence.text += word.text;
        word.end = sentence.text.size();
    }
    return sentence;
}

} // namespace palimpsest
