// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/samples/model_tokenizer.h"
#include "core/samples/words.h"

#include <string>
#include <vector>

namespace palimpsest {

/// How sentences are read here.
struct UsedTokenizer
{
    std::string vocabulary;         ///< what it is called in messages: "the study's vocabulary"
    std::vector<std::string> words; ///< by number; empty where sentences come with their tokens
    WordRules rules;
    SpecialTokens special;
    std::vector<Token> tokens;  ///< of sentences that come with theirs
    bool hasIdeographs = false; ///< in its sentences
    bool hasPairs = false;      ///< among its sentences
};

/// How a tokenizer of a model differs from the one in use: what gives other tokens, and what may do
/// so for some sentences. Phrases without a full stop; none where nothing differs.
struct TokenizerDifferences
{
    std::vector<std::string> grave;
    std::vector<std::string> slight;
};

TokenizerDifferences differencesOf(const ModelTokenizer& own, const UsedTokenizer& used);

} // namespace palimpsest
