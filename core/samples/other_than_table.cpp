// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/samples/other_than_table.h"

#include "core/base/listed_names.h"

#include <nlohmann/json.hpp>

#include <array>
#include <vector>

namespace palimpsest {

using nlohmann::json;

namespace {

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

std::optional<std::string> otherThanText(std::string_view bytes)
{
    for (const Signature& signature : kSignatures) {
        if (bytes.starts_with(signature.bytes)) {
            return std::string("it is ") + signature.what +
                   ". Save the table as CSV in UTF-8 and use that.";
        }
    }
    return std::nullopt;
}

std::optional<std::string> otherThanTable(std::string_view bytes)
{
    if (auto other = otherThanText(bytes)) {
        return other;
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
