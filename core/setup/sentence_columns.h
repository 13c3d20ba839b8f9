// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/samples/sentence_table.h"
#include "core/samples/text_table.h"

#include <filesystem>
#include <optional>
#include <string>

namespace palimpsest {

/// Columns of a table of sentences by their names or numbers, as columnCalled() takes them.
struct NamedColumns
{
    std::optional<std::string> text; ///< or two of them, "premise,hypothesis"
    std::optional<std::string> label;

    bool operator==(const NamedColumns&) const = default;
};

/// A table of sentences: TSV or CSV or, where the name ends in .jsonl or .ndjson, one JSON object a
/// line, whose keys are the columns. With `special`, sentences are those that another tokenizer has
/// split: JSONL with the lists of tokensIn, of which the column "text" is put together. `columns`
/// help to see whether there is a header. Throws BadFile, naming the line.
TextTable readSentenceTable(const std::filesystem::path& path,
                            const std::optional<SpecialTokens>& special = {},
                            const NamedColumns& columns = {});

/// The columns called so; those not given are guessed. Throws BadInput when there are none, or with
/// columnProblem when they can hardly be meant; Unclear where several could be.
SentenceColumns chosenColumns(const TextTable& table, const NamedColumns& columns);

} // namespace palimpsest
