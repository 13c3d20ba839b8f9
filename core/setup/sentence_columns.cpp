// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/setup/sentence_columns.h"

#include "core/base/error.h"
#include "core/base/file_kinds.h"
#include "core/base/files.h"
#include "core/samples/json_lines.h"
#include "core/samples/table_columns.h"
#include "core/samples/unclear.h"

#include <algorithm>
#include <sstream>
#include <utility>

namespace palimpsest {

namespace fs = std::filesystem;

namespace {

/// The first two of `name` between commas, where no column is called like the whole.
std::pair<std::string, std::optional<std::string>> pairIn(const TextTable& table,
                                                          const std::string& name)
{
    const std::size_t comma = name.find(',');
    if (comma == std::string::npos ||
        std::ranges::find(table.columns, columnKey(name), columnKey) != table.columns.end()) {
        return {name, std::nullopt};
    }
    return {name.substr(0, comma), name.substr(comma + 1)};
}

} // namespace

TextTable readSentenceTable(const fs::path& path, const std::optional<SpecialTokens>& special,
                            const NamedColumns& columns)
{
    if (special) {
        if (!isJsonLinesName(path)) {
            throw BadFile(
                quoted(path) +
                " is named neither .jsonl nor .ndjson. The study has no vocabulary to cut " +
                "sentences by: they come as JSONL with \"input_ids\".");
        }
        return readJsonLines(path, special);
    }
    std::vector<std::string> names;
    for (const auto& name : {columns.text, columns.label}) {
        if (!name) {
            continue;
        }
        names.push_back(*name);
        std::istringstream parts(*name);
        for (std::string part; std::getline(parts, part, ',');) {
            names.push_back(part);
        }
    }
    return readTable(path, names);
}

SentenceColumns chosenColumns(const TextTable& table, const NamedColumns& named)
{
    SentenceColumns columns = guessColumns(table);
    if (named.text) {
        const auto [first, second] = pairIn(table, *named.text);
        columns.text = columnCalled(table, first);
        columns.second = second ? std::optional(columnCalled(table, *second)) : std::nullopt;
    } else if (const auto texts = textCandidates(table); texts.size() > 1) {
        throw Unclear(Question::TextColumn,
                      quoted(table.source) +
                          " has several columns of sentences: " + listedColumns(table, texts) +
                          ". Choose one, or two that are read as pairs.",
                      table.columns);
    }
    std::vector<std::size_t> taken = {columns.text};
    if (columns.second) {
        taken.push_back(*columns.second);
    }
    const std::vector<std::size_t> labels = labelCandidates(table, taken);
    if (named.label) {
        columns.label = columnCalled(table, *named.label);
    } else if (labels.size() > 1) {
        throw Unclear(Question::LabelColumn,
                      quoted(table.source) + " has several columns that could hold the classes: " +
                          listedColumns(table, labels) + ". Choose one.",
                      table.columns);
    } else {
        columns.label = labels.empty() ? std::nullopt : std::optional(labels.front());
    }
    if (const auto problem = columnProblem(table, columns)) {
        throw BadInput("In " + quoted(table.source) + ": " + *problem);
    }
    return columns;
}

} // namespace palimpsest
