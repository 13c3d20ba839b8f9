// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/samples/sentence.h"

#include <nlohmann/json_fwd.hpp>

#include <string>
#include <vector>

namespace palimpsest {

/// The tokens of a sentence that another tokenizer has split, as an object lists them:
///     {"input_ids": [101, 2023, 102], "tokens": ["[CLS]", "this", "[SEP]"]}
/// "tokens" may be left out; "token_type_ids" gives segments; "word_ids" gives the word of each
/// token, null for special ones. Without it words follow from how pieces are written: "##" inside a
/// word (WordPiece), "▁" or "Ġ" before one (SentencePiece, byte pairs); pieces in brackets such as
/// "[CLS]" or "<s>" belong to none. Padding at
/// both ends is left out: what "attention_mask" gives 0 or, without one, what has the number of the
/// padding and of no other special token. `special` are the numbers of the model's vocabulary,
/// which the lists do not tell. Throws BadFile, beginning with `where`, when they are malformed,
/// differ in length, hold nothing but padding, or the mask hides a token between others.
std::vector<Token> tokensIn(const nlohmann::json& object, const SpecialTokens& special,
                            const std::string& where);

/// The same lists of `tokens`.
nlohmann::json listsOf(const std::vector<Token>& tokens);

/// A sentence put together from its tokens, with a space between two words.
TokenisedSentence sentenceOf(std::vector<Token> tokens, const SpecialTokens& special);

} // namespace palimpsest
