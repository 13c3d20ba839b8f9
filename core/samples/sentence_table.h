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
    std::optional<std::size_t> second; ///< of pairs: their second sentences

    bool operator==(const SentenceColumns&) const = default;
};

/// A sentence of a table.
struct LabelledSentence
{
    std::string text;
    std::string label;         ///< as labelValue writes it; empty where there is none
    std::size_t line = 0;      ///< of the file
    std::string split;         ///< "train", "test", … ; empty where the table is not split
    std::vector<Token> tokens; ///< as TableRow::tokens
    std::size_t second = 0;    ///< SentencePair::second of a pair that comes without tokens; else 0

    bool operator==(const LabelledSentence&) const = default;
};

/// What a table most likely means: columns by their usual names, otherwise the one with the longest
/// texts, and for the labels the only one of labelCandidates; none where there are several.
SentenceColumns guessColumns(const TextTable& table);

/// Columns that could hold the sentences: two that make pairs, such as "premise" and "hypothesis",
/// "sentence1" and "sentence2" or, of texts both, "text" and "pair"; else the one with a usual
/// name; else those of different phrases, or the one with the longest texts. Sentences that come
/// with tokens are those of their column "text".
std::vector<std::size_t> textCandidates(const TextTable& table);

/// A sentence that says why `columns` can hardly be meant, swapped ones above all; none when they
/// look right.
std::optional<std::string> columnProblem(const TextTable& table, const SentenceColumns& columns);

/// What with words is not read of a table: columns that are none of `columns` nor say the same as
/// their labels, but for names of rows and splits; lists and objects of JSON.
std::vector<std::string> unusedColumns(const TextTable& table, const SentenceColumns& columns);

/// The sentences, without the space around them; rows without text are left out, and in pairs one
/// of the two sentences may be empty. Their splits stand in a column "split" that is none of
/// `columns`. Throws BadInput when a column is not one of the table.
std::vector<LabelledSentence> sentencesOf(const TextTable& table, const SentenceColumns& columns);

/// The split of every sentence.
std::vector<std::string> splitsOf(const std::vector<LabelledSentence>& sentences);

/// The different labels: distinctLabels in natural order.
std::vector<std::string> labelsOf(const std::vector<LabelledSentence>& sentences);

} // namespace palimpsest
