// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/samples/words.h"

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>

namespace palimpsest {

/// How the tokenizer of a vocabulary treats text: as toldRules() finds it beside the vocabulary;
/// else capitals stay when the vocabulary has pieces with capitals, which otherwise could never
/// occur, and accents stay with them. Throws BadFile when a file cannot be read.
WordRules wordRulesOf(const std::filesystem::path& vocabulary);

/// How long a sentence may be, and what says so.
struct SentenceLength
{
    std::size_t tokens = 0; ///< [CLS] and [SEP] included
    std::string source;     ///< "max_position_embeddings in config.json" or the like
};

/// The longest sentence that the models of a vocabulary take: the less of max_position_embeddings
/// in the config.json and model_max_length in the tokenizer_config.json beside it. Numbers above
/// kLongestSentence limit nothing, as Hugging Face writes 10^30 where a tokenizer knows none. 512,
/// the positions of BERT (arXiv 1810.04805), where no file tells or there is no vocabulary. Throws
/// BadFile when a file cannot be read.
SentenceLength longestSentence(const std::optional<std::filesystem::path>& vocabulary);

} // namespace palimpsest
