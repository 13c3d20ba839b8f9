// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/samples/tokenizer_rules.h"

#include "core/base/json.h"
#include "core/samples/model_tokenizer.h"
#include "core/samples/word_pieces.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <optional>
#include <utility>

namespace palimpsest {

namespace fs = std::filesystem;

namespace {

/// A piece in brackets, such as [CLS] or [unused7], is no word.
bool isSpecial(const std::string& piece)
{
    return piece.starts_with('[') && piece.ends_with(']');
}

bool hasCapitals(const fs::path& vocabulary)
{
    return std::ranges::any_of(vocabularyWords(vocabulary), [](const std::string& piece) {
        return !isSpecial(piece) && lowerCased(piece) != piece;
    });
}

/// What a file beside a vocabulary holds; an empty object where there is none, or no object in it.
nlohmann::json configBeside(const fs::path& vocabulary, const char* name)
{
    const fs::path path = vocabulary.parent_path() / name;
    std::error_code status;
    const nlohmann::json config =
        fs::is_regular_file(path, status) ? readJson(path) : nlohmann::json::object();
    return config.is_object() ? config : nlohmann::json::object();
}

} // namespace

WordRules wordRulesOf(const fs::path& vocabulary)
{
    const ToldRules told = toldRules(vocabulary.parent_path());
    const bool lowerCase = told.lowerCase ? told.lowerCase->value : !hasCapitals(vocabulary);
    return {.lowerCase = lowerCase,
            .stripAccents = told.stripAccents ? told.stripAccents->value : lowerCase};
}

SentenceLength longestSentence(const std::optional<fs::path>& vocabulary)
{
    constexpr double kLeast = 3.0;
    std::optional<SentenceLength> told;
    for (const auto& [file, key] : {std::pair("config.json", "max_position_embeddings"),
                                    {"tokenizer_config.json", "model_max_length"}}) {
        const nlohmann::json config =
            vocabulary ? configBeside(*vocabulary, file) : nlohmann::json::object();
        const auto found = config.find(key);
        const double tokens =
            found != config.end() && found->is_number() ? found->get<double>() : 0.0;
        if (tokens >= kLeast &&
            tokens <= static_cast<double>(told ? told->tokens - 1 : kLongestSentence)) {
            told = {static_cast<std::size_t>(tokens), std::string(key) + " in " + file};
        }
    }
    return told.value_or(
        SentenceLength{WordPieceOptions().maximumLength, "as BERT takes, since no file tells"});
}

} // namespace palimpsest
