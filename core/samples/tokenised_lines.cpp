// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/samples/tokenised_lines.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/json.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>

namespace palimpsest {

using nlohmann::json;

namespace {

constexpr std::uint64_t kMaxBytes = 256u << 20;
constexpr std::size_t kMaxTokens = 100'000;
constexpr std::int64_t kMaxId = 1'000'000'000;
constexpr std::string_view kInside = "##";
constexpr std::array<std::string_view, 2> kBefore = {"▁", "Ġ"};

/// One line, and how to refuse it.
struct Line
{
    const std::filesystem::path& source;
    std::size_t number;
    json object;

    [[noreturn]] void refuse(const std::string& why) const
    {
        throw BadFile("Line " + std::to_string(number) + " of " + quoted(source) +
                      " is no tokenised sentence: " + why + ".");
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

int wholeNumber(const Line& line, const json& value, const char* key, std::int64_t largest)
{
    if (!value.is_number_integer() || value.get<double>() < 0.0 ||
        value.get<double>() > static_cast<double>(largest)) {
        line.refuse(std::string("\"") + key + "\" lists " +
                    value.dump(-1, ' ', true, json::error_handler_t::replace) +
                    ", which is no whole number from 0 on");
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

/// Gives each token its word by how the pieces are written. Returns the number of words.
int findWords(std::vector<Token>& tokens)
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
    return count;
}

int readWordIds(const Line& line, std::vector<Token>& tokens)
{
    const json& list = line.list("word_ids", tokens.size());
    int count = 0;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        if (!list[i].is_null()) {
            tokens[i].word = wholeNumber(line, list[i], "word_ids", kMaxTokens);
            if (tokens[i].word > count) {
                line.refuse("\"word_ids\" leaves out a word");
            }
            count = std::max(count, tokens[i].word + 1);
        }
    }
    return count;
}

std::vector<Token> readTokens(const Line& line)
{
    if (!line.has("input_ids") || !line.object["input_ids"].is_array() ||
        line.object["input_ids"].empty() || line.object["input_ids"].size() > kMaxTokens) {
        line.refuse("it has no list \"input_ids\" with the numbers of its tokens");
    }
    const json& ids = line.object["input_ids"];
    std::vector<Token> tokens;
    for (const json& id : ids) {
        tokens.push_back({.id = wholeNumber(line, id, "input_ids", kMaxId)});
    }
    for (std::size_t i = 0; i < tokens.size() && line.has("tokens"); ++i) {
        const json& piece = line.list("tokens", tokens.size())[i];
        if (!piece.is_string()) {
            line.refuse("\"tokens\" holds something that is no text");
        }
        tokens[i].piece = piece.get<std::string>();
    }
    for (std::size_t i = 0; i < tokens.size() && line.has("token_type_ids"); ++i) {
        tokens[i].segment =
            wholeNumber(line, line.list("token_type_ids", tokens.size())[i], "token_type_ids", 1);
    }
    return tokens;
}

std::string readLabel(const Line& line)
{
    if (!line.has("label")) {
        return {};
    }
    const json& label = line.object["label"];
    if (!label.is_string() && !label.is_number_integer()) {
        line.refuse("\"label\" is neither text nor a whole number");
    }
    return label.is_string() ? label.get<std::string>() : label.dump();
}

/// Puts the sentence together from its words, with a space between two.
void writeText(TokenisedSentence& sentence, int wordCount)
{
    sentence.words.resize(static_cast<std::size_t>(wordCount));
    for (const Token& token : sentence.tokens) {
        if (token.word >= 0) {
            sentence.words[static_cast<std::size_t>(token.word)].text +=
                token.piece.empty() ? std::to_string(token.id) : bare(token.piece);
        }
    }
    for (Word& word : sentence.words) {
        sentence.text += sentence.text.empty() ? "" : " ";
        word.begin = sentence.text.size();
        sentence.text += word.text;
        word.end = sentence.text.size();
    }
}

TokenisedLine readLine(const Line& line, const SpecialTokens& special)
{
    if (!line.object.is_object()) {
        line.refuse("it is no JSON object");
    }
    TokenisedLine result;
    result.sentence.tokens = readTokens(line);
    result.sentence.special = special;
    result.label = readLabel(line);
    std::vector<Token>& tokens = result.sentence.tokens;
    for (Token& token : tokens) {
        const int id = token.id;
        if (token.piece.empty() &&
            (id == special.classifier || id == special.separator || id == special.padding)) {
            token.piece = "[" + std::to_string(id) + "]";
        }
    }
    const int count = line.has("word_ids") ? readWordIds(line, tokens) : findWords(tokens);
    writeText(result.sentence, count);
    return result;
}

} // namespace

std::vector<TokenisedLine> readTokenisedLines(const std::filesystem::path& path,
                                              const SpecialTokens& special)
{
    const std::string bytes = readFile(path, kMaxBytes);
    std::vector<TokenisedLine> lines;
    std::size_t number = 0;
    for (std::string_view rest = bytes; !rest.empty();) {
        const std::string_view text = rest.substr(0, rest.find('\n'));
        rest.remove_prefix(std::min(text.size() + 1, rest.size()));
        ++number;
        if (text.find_first_not_of(" \t\r") == std::string_view::npos) {
            continue;
        }
        Line line{.source = path, .number = number};
        try {
            line.object = parseJson(text, path);
        } catch (const BadFile&) {
            line.refuse("it is not valid JSON");
        }
        lines.push_back(readLine(line, special));
    }
    if (lines.empty()) {
        throw BadFile(quoted(path) + " holds no sentences. Choose a file with one JSON object " +
                      "a line.");
    }
    return lines;
}

} // namespace palimpsest
