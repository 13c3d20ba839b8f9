// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/samples/sentence.h"

#include <filesystem>
#include <string>
#include <vector>

namespace palimpsest {

/// A sentence that another tokenizer has already split.
struct TokenisedLine
{
    TokenisedSentence sentence;
    std::string label; ///< empty where there is none; numbers as they are written

    bool operator==(const TokenisedLine&) const = default;
};

/// Reads JSONL, one object a line:
///     {"input_ids": [101, 2023, 102], "tokens": ["[CLS]", "this", "[SEP]"], "label": 1}
/// "tokens" may be left out, and so may "label"; "token_type_ids" gives segments; "word_ids" gives
/// the word of each token, null for special ones. Without it words follow from how pieces are
/// written: "##" inside a word (WordPiece), "▁" or "Ġ" before one (SentencePiece, byte pairs);
/// pieces in brackets such as "[CLS]" or "<s>" belong to none. `special` are the numbers of the
/// model's vocabulary, which the lines do not tell.
/// Throws BadFile, naming the line, when one is malformed or its lists differ in length.
std::vector<TokenisedLine> readTokenisedLines(const std::filesystem::path& path,
                                              const SpecialTokens& special);

} // namespace palimpsest
