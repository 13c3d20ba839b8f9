// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/samples/sentence.h"

#include <array>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace palimpsest {

/// Something that a file of a tokenizer tells, and where, for messages:
/// "\"do_lower_case\": false in \"tokenizer_config.json\"".
template<typename T>
struct Told
{
    T value{};
    std::string source;
};

/// How a tokenizer of BERT treats text, as far as its files tell.
struct ToldRules
{
    std::optional<Told<bool>> lowerCase;
    std::optional<Told<bool>> stripAccents;
    std::optional<Told<bool>> splitsIdeographs; ///< each ideograph is a word of its own
};

/// The words of a tokenizer by their numbers; empty where a number has none.
struct ToldWords
{
    std::string file; ///< its name, in quotes
    std::vector<std::string> words;
};

/// A word that was added to a vocabulary.
struct AddedWord
{
    int number = 0;
    std::string text;
};

/// What the files of Hugging Face in a folder tell of the tokenizer that lies there.
struct ModelTokenizer
{
    ToldRules rules;
    std::vector<std::string> otherWays; ///< what shows that it is no tokenizer of BERT
    std::string otherPairs; ///< how it puts pairs together, where BERT does it otherwise; or empty
    std::vector<std::string> oddities; ///< what matters for few sentences
    std::vector<ToldWords> lists;      ///< of vocab.txt, tokenizer.json and vocab.json
    std::vector<Told<AddedWord>> added;
    std::array<std::optional<Told<std::string>>, kSpecialTokens.size()> special; ///< their texts
};

/// Of a tokenizer_config.json and else of a tokenizer.json, as BertTokenizerFast of Hugging Face
/// reads them; accents go with capitals where nothing else is told. Throws BadFile when a file
/// cannot be read.
ToldRules toldRules(const std::filesystem::path& folder);

/// Reads all of it: vocab.txt, tokenizer_config.json, tokenizer.json, special_tokens_map.json,
/// added_tokens.json, vocab.json, and what shows byte pairs or SentencePiece. What no file tells is
/// left open. Throws BadFile when a file cannot be read.
ModelTokenizer modelTokenizer(const std::filesystem::path& folder);

} // namespace palimpsest
