// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/samples/tokenizer_differences.h"
#include "core/study/study.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace palimpsest {

// Whether a network of sentences was trained with the tokenizer that reads them here. What is
// compared lies in the folder of the model, or beside its file; where nothing lies there that names
// a tokenizer, nothing is said.

/// What differs, sentences: the problem is empty where the tokens are the same, but for what the
/// warnings name.
struct TokenizerFit
{
    std::string problem;
    std::vector<std::string> warnings;
};

/// Of a model and sentences that are read as `used` says. `subject` begins the sentences: "It", or
/// the model in quotes. `known` is how many tokens the network knows, 0 where that is not known.
/// Throws BadFile when a file of the tokenizer cannot be read.
TokenizerFit tokenizerFit(const std::string& subject, const std::filesystem::path& model,
                          std::int64_t known, const UsedTokenizer& used);

/// The same, beginning with "It", of a model that would join the study in `folder`; one of pictures
/// reads no sentences. Throws BadFile as well when the study's vocabulary cannot be used.
TokenizerFit tokenizerFit(const std::filesystem::path& folder, const Study& study,
                          const std::filesystem::path& model, std::int64_t known);

} // namespace palimpsest
