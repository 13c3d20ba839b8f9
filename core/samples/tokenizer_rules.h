// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/samples/words.h"

#include <filesystem>

namespace palimpsest {

/// How the tokenizer of a vocabulary treats text: as the tokenizer_config.json beside it says; else
/// capitals stay when the vocabulary has pieces with capitals, which otherwise could never occur,
/// and accents stay with them. Throws BadFile when a file cannot be read.
WordRules wordRulesOf(const std::filesystem::path& vocabulary);

} // namespace palimpsest
