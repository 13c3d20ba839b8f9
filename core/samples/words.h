// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace palimpsest {

/// What is done to a sentence before it is split.
struct WordRules
{
    bool lowerCase = true;
    bool stripAccents = true; ///< combining marks are dropped after canonical decomposition

    bool operator==(const WordRules&) const = default;
};

/// A word or a punctuation character as a tokenizer sees it.
struct NormalisedWord
{
    std::string text;      ///< UTF-8, cleaned, as the rules want it; never empty
    std::size_t begin = 0; ///< first byte in the sentence
    std::size_t end = 0;   ///< behind its last byte, combining marks included

    bool operator==(const NormalisedWord&) const = default;
};

/// The words of `sentence` by the basic tokenisation of BERT (Devlin et al., arXiv 1810.04805):
/// control characters are dropped; white space separates; every punctuation character and every
/// CJK ideograph is a word of its own. Throws BadInput when `sentence` is not UTF-8.
std::vector<NormalisedWord> splitWords(std::string_view sentence, const WordRules& rules);

/// Number of code points in well-formed UTF-8.
std::size_t codePointCount(std::string_view text);

/// Whether a character of `text`, well-formed UTF-8, is a CJK ideograph.
bool hasIdeographs(std::string_view text);

/// Whether every character of `word` is punctuation or a symbol.
bool isPunctuation(std::string_view word);

/// `text` with simple lower-case mappings; well-formed UTF-8.
std::string lowerCased(std::string_view text);

} // namespace palimpsest
