// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/samples/json_lines.h"

#include "core/base/error.h"
#include "core/base/file_kinds.h"
#include "core/base/files.h"
#include "core/base/json.h"
#include "core/samples/other_than_table.h"
#include "core/samples/token_lists.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <sstream>
#include <string_view>

namespace palimpsest {

namespace fs = std::filesystem;
using nlohmann::json;

namespace {

constexpr std::uint64_t kMaxBytes = 256u << 20;

/// A value of JSON as it would stand in a table.
std::string fieldOf(const json& value)
{
    if (value.is_null()) {
        return {};
    }
    return value.is_string() ? value.get<std::string>()
                             : value.dump(-1, ' ', false, json::error_handler_t::replace);
}

/// Whether there is a text in a list or object, however deep.
bool holdsTexts(const json& list)
{
    return std::ranges::any_of(list, [](const json& entry) {
        return entry.is_string() || (entry.is_structured() && holdsTexts(entry));
    });
}

void addRow(TextTable& table, TableRow row, const json& object)
{
    row.fields.resize(table.columns.size());
    for (const auto& [key, value] : object.items()) {
        if (value
                .is_structured()) { // lists that come with tokens, or of numbers, are a tokenizer's
            const bool isNew = std::ranges::find(table.leftOut, key) == table.leftOut.end();
            if (isNew && row.tokens.empty() && holdsTexts(value)) {
                table.leftOut.push_back(key);
            }
            continue;
        }
        auto column = std::ranges::find(table.columns, key);
        if (column == table.columns.end()) {
            column = table.columns.insert(table.columns.end(), key);
            row.fields.emplace_back();
        }
        row.fields[static_cast<std::size_t>(column - table.columns.begin())] = fieldOf(value);
    }
    table.rows.push_back(std::move(row));
}

} // namespace

TextTable readJsonLines(const fs::path& path, const std::optional<SpecialTokens>& special)
{
    TextTable table{.delimiter = 0, .hasHeader = true, .columns = {}, .rows = {}, .source = path};
    const std::string bytes = readFile(path, kMaxBytes);
    if (const auto other = otherThanText(bytes)) {
        throw BadFile(quoted(path) + " cannot be read as JSON lines: " + *other);
    }
    std::istringstream lines(bytes);
    std::size_t number = 0;
    for (std::string line; std::getline(lines, line);) {
        ++number;
        if (number == 1 && line.starts_with("\xEF\xBB\xBF")) {
            line.erase(0, 3);
        }
        if (line.find_first_not_of(" \r\t") == std::string::npos) {
            continue;
        }
        const std::string where = "Line " + std::to_string(number) + " of " + quoted(path);
        json object = parseJson(line, where);
        if (!object.is_object()) {
            throw BadFile(where + " is no JSON object. Write one a line, as {\"text\": \"…\", " +
                          "\"label\": 1}.");
        }
        TableRow row{.line = number};
        if (special) {
            row.tokens = tokensIn(object, *special, where);
            object["text"] = sentenceOf(row.tokens, *special).text;
        }
        addRow(table, std::move(row), object);
    }
    if (table.rows.empty() || table.columns.empty()) {
        throw BadFile(quoted(path) + " holds no sentences. Write one JSON object a line, as " +
                      "{\"text\": \"…\", \"label\": 1}.");
    }
    for (TableRow& row : table.rows) {
        row.fields.resize(table.columns.size());
    }
    return table;
}

TextTable readTable(const fs::path& path, const std::vector<std::string>& wantedColumns)
{
    return isJsonLinesName(path) ? readJsonLines(path)
                                 : readTextTable(path, kMaxTableRows, wantedColumns);
}

} // namespace palimpsest
