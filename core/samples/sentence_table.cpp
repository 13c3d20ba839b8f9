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
#include <iterator>
#include <string_view>

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

constexpr auto kPairs = std::to_array<PairNames>(
    {{"sentence1", "sentence2"}, {"sentence_1", "sentence_2"}, {"sentence_a", "sentence_b"},
     {"question1", "question2"}, {"premise", "hypothesis"},    {"text1", "text2"},
     {"text_1", "text_2"},       {"text_a", "text_b"},         {"text", "text_pair"},
     {"text", "text2"},          {"sent1", "sent2"},           {"s1", "s2"},
     {"question", "sentence"},   {"question", "passage"},      {"question", "context"},
     {"question", "answer"},     {"query", "passage"},         {"query", "document"},
     {"title", "description"},   {"title", "content"},         {"title", "text"},
     {"title", "body"},          {"title", "abstract"},        {"title", "review"},
     {"headline", "text"},       {"headline", "body"},         {"headline", "short_description"},
     {"subject", "body"},        {"subject", "message"},       {"subject", "text"}});

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
    for (const PairNames& pair : kPairs) {
        const auto first = columnNamed(table, {&pair.first, 1});
        const auto second = columnNamed(table, {&pair.second, 1});
        if (first && second) {
            return {*first, *second};
        }
    }
    if (const auto named = columnNamed(table, kTextNames)) {
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
