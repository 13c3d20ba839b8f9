// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/samples/text_table.h"

#include <cstddef>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace palimpsest {

/// `text` without the spaces and tabs around it.
std::string_view withoutSpace(std::string_view text);

/// The name of a column as names are compared: without the space around it, in lower case.
std::string columnKey(std::string_view name);

/// What the fields of a column look like.
struct ColumnLook
{
    std::set<std::string_view> values; ///< different ones, without the space around them
    std::size_t filled = 0;            ///< fields that are not empty
    std::size_t bytes = 0;
    std::size_t numbers = 0; ///< fields that are whole numbers
    std::size_t phrases = 0; ///< fields of several words
    std::string_view example;

    bool isAllNumbers() const { return filled > 0 && numbers == filled; }
    bool isMostlyPhrases() const { return phrases * 2 > filled; }
    bool repeats() const { return values.size() * 2 <= filled; }
    /// Few values that repeat, as classes do; of few rows nobody can tell.
    bool couldBeLabels() const;
};

/// Views of `table`, which must outlive the look.
ColumnLook columnLook(const TextTable& table, std::size_t column);

/// The column called `name`, exactly where one is, else whatever its case, or with that number,
/// counted from 1. Throws BadInput, listing those there are.
std::size_t columnCalled(const TextTable& table, const std::string& name);

/// The first of `names`, in lower case, that the header has.
std::optional<std::size_t> columnNamed(const TextTable& table,
                                       std::span<const std::string_view> names);

/// Columns that classes can stand in, but for `others`: of those with usual names the first, where
/// the rest only says the same in other words; else all whose values repeat.
std::vector<std::size_t> labelCandidates(const TextTable& table,
                                         const std::vector<std::size_t>& others);

/// Whether two columns say the same in other words: each value of one stands beside one of the
/// other.
bool saySame(const TextTable& table, std::size_t a, std::size_t b);

/// "\"airline\" (\"VA\", \"UA\")", for questions: the columns and their first different values.
std::string listedColumns(const TextTable& table, const std::vector<std::size_t>& columns);

} // namespace palimpsest
