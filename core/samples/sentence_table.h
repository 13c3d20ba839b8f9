// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/samples/text_table.h"

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace palimpsest {

/// Which columns of a table hold the sentences and their classes.
struct SentenceColumns
{
    std::size_t text = 0;
    std::optional<std::size_t> label;

    bool operator==(const SentenceColumns&) const = default;
};

/// A sentence of a table.
struct LabelledSentence
{
    std::string text;
    std::string label;         ///< as it stands in the table; empty where there is none
    std::size_t line = 0;      ///< of the file
    std::vector<Token> tokens; ///< as TableRow::tokens

    bool operator==(const LabelledSentence&) const = default;
};

/// What a table most likely means: columns by their usual names, otherwise the one with the longest
/// texts, and the one with the fewest different values, if these repeat.
SentenceColumns guessColumns(const TextTable& table);

/// A sentence that says why `columns` can hardly be meant, swapped ones above all; none when they
/// look right.
std::optional<std::string> columnProblem(const TextTable& table, const SentenceColumns& columns);

/// The sentences, without the space around them; rows without text are left out. Throws BadInput
/// when a column is not one of the table.
std::vector<LabelledSentence> sentencesOf(const TextTable& table, const SentenceColumns& columns);

/// The different labels, numbers by value and before names, names by the numbers in them.
std::vector<std::string> labelsOf(const std::vector<LabelledSentence>& sentences);

} // namespace palimpsest
