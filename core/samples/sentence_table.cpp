// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/samples/sentence_table.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/listed_names.h"
#include "core/base/utf8.h"
#include "core/samples/class_labels.h"
#include "core/samples/table_columns.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <iterator>
#include <string_view>
#include <system_error>
#include <utility>

namespace palimpsest {

namespace {

constexpr std::size_t kExampleBytes = 40;

constexpr auto kTextNames =
    std::to_array<std::string_view>({"text", "sentence", "sentence1", "review", "content",
                                     "comment", "tweet", "phrase", "utterance", "message"});

struct PairNames
{
    std::string_view first;
    std::string_view second;
};

constexpr auto kPairs = std::to_array<PairNames>({{"premise", "hypothesis"},
                                                  {"question", "sentence"},
                                                  {"question", "passage"},
                                                  {"question", "context"},
                                                  {"question", "answer"},
                                                  {"query", "passage"},
                                                  {"query", "document"},
                                                  {"title", "description"},
                                                  {"title", "content"},
                                                  {"title", "text"},
                                                  {"title", "body"},
                                                  {"title", "abstract"},
                                                  {"title", "review"},
                                                  {"headline", "text"},
                                                  {"headline", "body"},
                                                  {"headline", "short_description"},
                                                  {"subject", "body"},
                                                  {"subject", "message"},
                                                  {"subject", "text"}});

/// What is put behind a text, if it holds texts, too.
constexpr auto kSecondNames = std::to_array<std::string_view>(
    {"pair",      "text_pair", "sentence_pair", "text2",      "text_2",    "sentence2",
     "second",    "other",     "premise",       "hypothesis", "question",  "query",
     "passage",   "context",   "answer",        "response",   "reply",     "document",
     "paragraph", "body",      "claim",         "evidence",   "reference", "paraphrase"});

/// Names of columns that tell rows apart and say nothing of their sentences.
constexpr auto kRowNames =
    std::to_array<std::string_view>({"id", "idx", "index", "guid", "uid", "uuid", "split"});

bool isNumber(std::string_view field)
{
    double number = 0.0;
    const char* end = field.data() + field.size();
    const auto [last, error] = std::from_chars(field.data(), end, number);
    return error == std::errc() && last == end;
}

bool holdsWords(const ColumnLook& look)
{
    return !std::ranges::all_of(look.values, isNumber); // of none there are none
}

bool holdsTexts(const ColumnLook& look)
{
    return look.isMostlyPhrases() || (holdsWords(look) && !look.repeats());
}

/// The name that counts on: "sentence2" after "sentence1", "text_b" after "text_a".
std::optional<std::string> nextName(const std::string& key)
{
    constexpr std::string_view kFirst = "01a";
    if (key.size() < 2 || kFirst.find(key.back()) == std::string_view::npos) {
        return std::nullopt;
    }
    std::string next = key;
    ++next.back();
    return next;
}

using ColumnPair = std::pair<std::size_t, std::size_t>;

/// Columns whose names are counted and that hold texts.
std::optional<ColumnPair> countedPair(const TextTable& table)
{
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        const auto next = nextName(columnKey(table.columns[i]));
        const std::string_view name = next ? std::string_view(*next) : std::string_view();
        const auto second = next ? columnNamed(table, {&name, 1}) : std::nullopt;
        if (second && holdsTexts(columnLook(table, i)) && holdsTexts(columnLook(table, *second))) {
            return ColumnPair(i, *second);
        }
    }
    return std::nullopt;
}

/// Two columns of sentences that belong together, by their names.
std::optional<ColumnPair> pairOf(const TextTable& table)
{
    for (const PairNames& pair : kPairs) {
        const auto first = columnNamed(table, {&pair.first, 1});
        const auto second = columnNamed(table, {&pair.second, 1});
        if (first && second) {
            return ColumnPair(*first, *second);
        }
    }
    if (const auto counted = countedPair(table)) {
        return counted;
    }
    const auto text = columnNamed(table, kTextNames);
    for (const std::string_view name : kSecondNames) {
        const auto second = text ? columnNamed(table, {&name, 1}) : std::nullopt;
        if (second && holdsTexts(columnLook(table, *second))) {
            return ColumnPair(*text, *second);
        }
    }
    return std::nullopt;
}

bool isOfRows(const std::string& column)
{
    const std::string key = columnKey(column);
    return std::ranges::find(kRowNames, key) != kRowNames.end() || key.ends_with("_id");
}

/// Where a table says the splits of its rows, if it does and the column is not taken for more.
std::optional<std::size_t> splitColumn(const TextTable& table, const SentenceColumns& columns)
{
    constexpr auto kNames = std::to_array<std::string_view>({"split"});
    const auto found = columnNamed(table, kNames);
    return found && (*found == columns.text || found == columns.label || found == columns.second)
               ? std::nullopt
               : found;
}

std::string inQuotes(const std::string& name)
{
    return "\"" + shown(name) + "\"";
}

std::string example(const ColumnLook& look)
{
    return inQuotes(shown(look.example, kExampleBytes));
}

} // namespace

SentenceColumns guessColumns(const TextTable& table)
{
    std::vector<ColumnLook> looks;
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        looks.push_back(columnLook(table, i));
    }
    SentenceColumns columns;
    if (const auto named = columnNamed(table, kTextNames)) {
        columns.text = *named;
    } else {
        const auto longest = std::ranges::max_element(looks, {}, &ColumnLook::bytes);
        columns.text = static_cast<std::size_t>(longest - looks.begin());
    }
    const auto candidates = labelCandidates(table, {columns.text});
    columns.label = candidates.size() == 1 ? std::optional(candidates.front()) : std::nullopt;
    return columns;
}

std::vector<std::size_t> textCandidates(const TextTable& table)
{
    const auto named = columnNamed(table, kTextNames);
    const bool isOfTokens = !table.rows.empty() && !table.rows.front().tokens.empty();
    if (const auto pair = isOfTokens ? std::nullopt : pairOf(table)) { // tokens hold both texts
        return {pair->first, pair->second};
    }
    if (named) {
        return {*named};
    }
    std::vector<std::size_t> candidates;
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        const ColumnLook look = columnLook(table, i);
        if (look.isMostlyPhrases() && !look.repeats()) {
            candidates.push_back(i);
        }
    }
    return candidates.empty() ? std::vector<std::size_t>{guessColumns(table).text} : candidates;
}

std::optional<std::string> columnProblem(const TextTable& table, const SentenceColumns& columns)
{
    const ColumnLook text = columnLook(table, columns.text);
    const std::string textName = inQuotes(table.columns.at(columns.text));
    if (columns.label == columns.text) {
        return "Column " + textName + " is chosen for the sentences and for their classes. " +
               "Choose another one for the classes.";
    }
    if (columns.label) {
        const ColumnLook label = columnLook(table, *columns.label);
        const std::string labelName = inQuotes(table.columns.at(*columns.label));
        if (label.isMostlyPhrases() && !label.couldBeLabels() && !text.isMostlyPhrases()) {
            return "The columns seem to be swapped: " + labelName + ", chosen for the classes, " +
                   "holds " + std::to_string(label.values.size()) + " different texts such as " +
                   example(label) + ", and " + textName + ", chosen for the sentences, holds " +
                   example(text) + ". Choose them the other way round.";
        }
        if (!label.couldBeLabels()) {
            return "Column " + labelName + " has " + std::to_string(label.values.size()) +
                   " different values in " + std::to_string(label.filled) + " rows, such as " +
                   example(label) + ", so it can hardly name classes. Choose another column.";
        }
        if (label.filled < table.rows.size()) {
            return "Column " + labelName + " is empty in " +
                   std::to_string(table.rows.size() - label.filled) + " of " +
                   std::to_string(table.rows.size()) + " rows. Give every sentence its class.";
        }
    }
    if (text.isAllNumbers()) {
        return "Column " + textName + ", chosen for the sentences, holds numbers only, such as " +
               example(text) + ". Choose the column with the sentences.";
    }
    if (text.filled == 0) {
        return "Column " + textName + ", chosen for the sentences, is empty. Choose another one.";
    }
    return std::nullopt;
}

std::vector<std::string> unusedColumns(const TextTable& table, const SentenceColumns& columns)
{
    std::vector<std::string> unused;
    const bool hasClasses = columns.label && columnLook(table, *columns.label).repeats();
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        const bool isUsed = i == columns.text || i == columns.second || i == columns.label;
        const bool isLabel = hasClasses && saySame(table, *columns.label, i);
        if (!isUsed && !isLabel && !isOfRows(table.columns[i]) &&
            holdsWords(columnLook(table, i))) {
            unused.push_back(table.columns[i]);
        }
    }
    unused.insert(unused.end(), table.leftOut.begin(), table.leftOut.end());
    return unused;
}

std::vector<LabelledSentence> sentencesOf(const TextTable& table, const SentenceColumns& columns)
{
    const std::size_t count = table.columns.size();
    if (columns.text >= count || columns.second.value_or(0) >= count ||
        columns.label.value_or(0) >= count) {
        throw BadInput(quoted(table.source) + " has " + numberOf(count, "column", "columns") +
                       " and another one was asked for. Choose one that it has.");
    }
    const auto split = splitColumn(table, columns);
    std::vector<LabelledSentence> sentences;
    for (const TableRow& row : table.rows) {
        const std::string_view text = withoutSpace(row.fields[columns.text]);
        const std::string_view second =
            columns.second ? withoutSpace(row.fields[*columns.second]) : "";
        if (text.empty() && second.empty()) {
            continue;
        }
        const SentencePair pair =
            columns.second ? pairOf(text, second) : SentencePair{.text = std::string(text)};
        sentences.push_back({.text = pair.text,
                             .label = columns.label ? labelValue(row.fields[*columns.label]) : "",
                             .line = row.line,
                             .split = split ? std::string(withoutSpace(row.fields[*split])) : "",
                             .tokens = row.tokens,
                             .second = row.tokens.empty() ? pair.second : 0});
    }
    return sentences;
}

std::vector<std::string> splitsOf(const std::vector<LabelledSentence>& sentences)
{
    std::vector<std::string> splits;
    std::ranges::transform(sentences, std::back_inserter(splits), &LabelledSentence::split);
    return splits;
}

std::vector<std::string> labelsOf(const std::vector<LabelledSentence>& sentences)
{
    std::vector<std::string> labels;
    std::ranges::transform(sentences, std::back_inserter(labels), &LabelledSentence::label);
    return distinctLabels(labels, ClassOrder::Natural);
}

} // namespace palimpsest
