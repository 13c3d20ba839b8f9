// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/samples/table_columns.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/listed_names.h"
#include "core/samples/class_labels.h"
#include "core/samples/words.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>

namespace palimpsest {

namespace {

constexpr std::size_t kMaxClasses = 1000;

constexpr auto kLabelNames = std::to_array<std::string_view>(
    {"label", "labels", "class_id", "class_index", "target", "class", "class_name", "category",
     "sentiment", "polarity", "intent"});

bool isIn(const std::vector<std::size_t>& columns, std::size_t column)
{
    return std::ranges::find(columns, column) != columns.end();
}

} // namespace

std::string_view withoutSpace(std::string_view text)
{
    const std::size_t first = text.find_first_not_of(" \t");
    if (first == std::string_view::npos) {
        return {};
    }
    return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

std::string columnKey(std::string_view name)
{
    return lowerCased(withoutSpace(name));
}

bool ColumnLook::couldBeLabels() const
{
    constexpr std::size_t kFewRows = 8;
    return values.size() <= kMaxClasses && (filled < kFewRows || repeats());
}

ColumnLook columnLook(const TextTable& table, std::size_t column)
{
    ColumnLook look;
    for (const TableRow& row : table.rows) {
        const std::string_view field = withoutSpace(row.fields[column]);
        if (field.empty()) {
            continue;
        }
        look.values.insert(field);
        look.bytes += field.size();
        look.numbers += isWholeNumber(field) ? 1 : 0;
        look.phrases += field.find(' ') != std::string_view::npos ? 1 : 0;
        if (look.filled++ == 0) {
            look.example = field;
        }
    }
    return look;
}

std::size_t columnCalled(const TextTable& table, const std::string& name)
{
    const auto& columns = table.columns;
    auto found = std::ranges::find(columns, name); // keys of JSON may differ in their case alone
    if (found == columns.end()) {
        found = std::ranges::find(columns, columnKey(name), columnKey);
    }
    if (found != columns.end()) {
        return static_cast<std::size_t>(found - columns.begin());
    }
    std::size_t number = 0;
    const std::string_view digits = withoutSpace(name);
    const char* end = digits.data() + digits.size();
    if (std::from_chars(digits.data(), end, number).ptr == end && number >= 1 &&
        number <= table.columns.size()) {
        return number - 1;
    }
    throw BadInput(quoted(table.source) + " has no column \"" + name + "\". It has " +
                   listedNames(table.columns) + ".");
}

std::optional<std::size_t> columnNamed(const TextTable& table,
                                       std::span<const std::string_view> names)
{
    for (const std::string_view name : names) {
        for (std::size_t i = 0; table.hasHeader && i < table.columns.size(); ++i) {
            if (columnKey(table.columns[i]) == name) {
                return i;
            }
        }
    }
    return std::nullopt;
}

bool saySame(const TextTable& table, std::size_t a, std::size_t b)
{
    std::map<std::string_view, std::string_view> toB;
    std::map<std::string_view, std::string_view> toA;
    return std::ranges::all_of(table.rows, [&](const TableRow& row) {
        const std::string_view inA = withoutSpace(row.fields[a]);
        const std::string_view inB = withoutSpace(row.fields[b]);
        return toB.emplace(inA, inB).first->second == inB &&
               toA.emplace(inB, inA).first->second == inA;
    });
}

std::vector<std::size_t> labelCandidates(const TextTable& table,
                                         const std::vector<std::size_t>& others)
{
    std::vector<std::size_t> named;
    for (const std::string_view name : kLabelNames) {
        const auto column = columnNamed(table, {&name, 1});
        const bool isNew = column && !isIn(others, *column) && !isIn(named, *column);
        if (isNew && (named.empty() || !saySame(table, named.front(), *column))) {
            named.push_back(*column);
        }
    }
    if (!named.empty()) {
        return named;
    }
    std::vector<std::size_t> repeating;
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        const ColumnLook look = columnLook(table, i);
        if (!isIn(others, i) && look.filled > 0 && look.repeats() && look.couldBeLabels()) {
            repeating.push_back(i);
        }
    }
    return repeating;
}

std::string listedColumns(const TextTable& table, const std::vector<std::size_t>& columns)
{
    constexpr std::size_t kShown = 3;
    std::string text;
    for (const std::size_t column : columns) {
        const ColumnLook look = columnLook(table, column);
        std::string values;
        std::size_t shown = 0;
        for (const std::string_view value : look.values) {
            if (shown++ == kShown) {
                values += ", …";
                break;
            }
            values += (values.empty() ? "\"" : ", \"") + std::string(value.substr(0, 40)) + "\"";
        }
        text += (text.empty() ? "\"" : ", \"") + table.columns[column] + "\" (" + values + ")";
    }
    return text;
}

} // namespace palimpsest
