// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/samples/sentence.h"

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace palimpsest {

/// A row of a table of text.
struct TableRow
{
    std::size_t line = 0; ///< of the file on which it begins, counted from 1
    std::vector<std::string> fields;
    std::vector<Token> tokens; ///< of its sentence, where another tokenizer has split it

    bool operator==(const TableRow&) const = default;
};

/// A table of text, of which every row has as many fields as there are columns.
struct TextTable
{
    char delimiter = 0; ///< tab, comma, semicolon or '|'; 0 when every line is one field
    bool hasHeader = false;
    std::vector<std::string> columns;      ///< as in the header, or "column 1", "column 2", …
    std::vector<TableRow> rows;            ///< without the header
    std::filesystem::path source;          ///< where it was read, for messages
    std::vector<std::string> leftOut = {}; ///< keys of JSON with lists or objects of texts

    bool operator==(const TextTable&) const = default;
};

/// Largest number of rows that are read of a table.
inline constexpr std::size_t kMaxTableRows = 1'000'000;

/// Reads TSV or CSV of at most 256 MiB, as UTF-8, with any ends of lines: the delimiter is the one
/// that gives all of the first rows equally many fields. A first row is a header when it has one of
/// `wantedColumns`, but for those told by their number, uses usual names, has words where all
/// others have numbers, or a word where all others repeat. In CSV quoted fields may hold
/// delimiters, line breaks and doubled quotes; in TSV, whose quotes mostly are those of the
/// sentences, only a field that holds doubled quotes is unquoted. Empty lines are left out. Columns
/// without a name are called by their number. Reads on until there are `maxRows` rows. Throws
/// BadFile, naming the line, when it is no UTF-8, empty, or a row has another number of fields; and
/// saying what it seems to be when it is no table.
TextTable readTextTable(const std::filesystem::path& path, std::size_t maxRows = kMaxTableRows,
                        const std::vector<std::string>& wantedColumns = {});

/// The same from the bytes of a file called `source`.
TextTable parseTextTable(std::string_view bytes, const std::filesystem::path& source,
                         std::size_t maxRows = kMaxTableRows,
                         const std::vector<std::string>& wantedColumns = {});

} // namespace palimpsest
