// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/samples/json_lines.h"

#include "core/base/error.h"
#include "core/base/file_kinds.h"
#include "core/base/files.h"
#include "core/base/json.h"
#include "core/base/listed_names.h"
#include "core/samples/token_lists.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
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

void addRow(TextTable& table, TableRow row, const json& object)
{
    row.fields.resize(table.columns.size());
    for (const auto& [key, value] : object.items()) {
        if (value.is_structured()) {
            continue; // lists are of other tokenizers
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

struct Signature
{
    std::string_view bytes;
    const char* what;
};

using namespace std::string_view_literals;

constexpr std::array kSignatures = {
    Signature{"PK\x03\x04"sv, "a workbook of Excel (xlsx) or another zip archive"},
    Signature{"\xD0\xCF\x11\xE0"sv, "an old workbook of Excel (xls) or another document of Office"},
    Signature{"PAR1"sv, "a Parquet file"},
    Signature{"ARROW1"sv, "an Arrow file"},
    Signature{"\x1F\x8B"sv, "packed by gzip"},
    Signature{"SQLite format 3"sv, "a database of SQLite"},
    Signature{"%PDF"sv, "a PDF"},
    Signature{"\x89HDF"sv, "an HDF5 file"},
    Signature{"<!DOCTYPE"sv, "a web page"},
    Signature{"<html"sv, "a web page"},
    Signature{"<?xml"sv, "XML"}};

/// The keys of an object, for messages.
std::string keysOf(const json& object)
{
    std::vector<std::string> keys;
    for (const auto& [key, value] : object.items()) {
        keys.push_back(key);
    }
    return keys.empty() ? "no keys" : "the keys " + listedNames(keys);
}

/// What a text that begins like JSON holds.
std::string jsonSeen(std::string_view bytes)
{
    const json value = json::parse(bytes, nullptr, false);
    if (value.is_discarded()) {
        return {};
    }
    if (value.is_array()) {
        const std::string entries = numberOf(value.size(), "entry", "entries");
        return value.empty() || !value.front().is_object()
                   ? "a list of " + entries
                   : "a list of " + entries + ", the first with " + keysOf(value.front());
    }
    return value.is_object() ? "one object with " + keysOf(value) : "";
}

} // namespace

TextTable readJsonLines(const fs::path& path, const std::optional<SpecialTokens>& special)
{
    TextTable table{.delimiter = 0, .hasHeader = true, .columns = {}, .rows = {}, .source = path};
    std::istringstream lines(readFile(path, kMaxBytes));
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

std::optional<std::string> otherThanTable(std::string_view bytes)
{
    for (const Signature& signature : kSignatures) {
        if (bytes.starts_with(signature.bytes)) {
            return std::string("it is ") + signature.what +
                   ". Save the table as CSV in UTF-8 and use that.";
        }
    }
    const std::size_t first = bytes.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos || (bytes[first] != '{' && bytes[first] != '[')) {
        return std::nullopt;
    }
    const std::string seen = jsonSeen(bytes);
    const bool areLines = seen.empty() && json::accept(bytes.substr(0, bytes.find('\n')));
    if (seen.empty() && !areLines) {
        return std::nullopt;
    }
    return areLines ? "it is JSON lines, one object a line. Name it .jsonl and use that."
                    : "it is JSON, " + seen +
                          ". Save it as CSV, or as JSON lines (.jsonl), one object a line.";
}

} // namespace palimpsest
