// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/samples/sentence_table.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/natural_order.h"
#include "core/samples/words.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <set>
#include <span>
#include <string_view>

namespace palimpsest {

namespace {

constexpr std::size_t kMaxClasses = 1000;
constexpr std::size_t kExampleBytes = 40;

constexpr auto kTextNames = std::to_array<std::string_view>(
    {"text", "sentence", "sentence1", "review", "content", "comment", "tweet", "phrase"});
constexpr auto kLabelNames = std::to_array<std::string_view>(
    {"label", "labels", "class", "class_name", "category", "target", "sentiment", "polarity"});

std::string_view trimmed(std::string_view text)
{
    const std::size_t first = text.find_first_not_of(" \t");
    if (first == std::string_view::npos) {
        return {};
    }
    return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

bool isWholeNumber(std::string_view text)
{
    long long value = 0;
    const char* end = text.data() + text.size();
    return !text.empty() && std::from_chars(text.data(), end, value).ptr == end;
}

/// What the fields of a column look like.
struct ColumnLook
{
    std::set<std::string_view> values; ///< different ones
    std::size_t filled = 0;            ///< fields that are not empty
    std::size_t bytes = 0;
    std::size_t numbers = 0;
    std::size_t phrases = 0; ///< fields of several words
    std::string_view example;

    bool isAllNumbers() const { return filled > 0 && numbers == filled; }
    bool isMostlyPhrases() const { return phrases * 2 > filled; }
    bool repeats() const { return values.size() * 2 <= filled; }
    /// Few values that repeat, as classes do; of few rows nobody can tell.
    bool couldBeLabels() const { return values.size() <= kMaxClasses && (filled < 8 || repeats()); }
};

ColumnLook lookAt(const TextTable& table, std::size_t column)
{
    ColumnLook look;
    for (const TableRow& row : table.rows) {
        const std::string_view field = trimmed(row.fields[column]);
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

std::string example(const ColumnLook& look)
{
    std::size_t end = std::min(look.example.size(), kExampleBytes);
    while (end > 0 && end < look.example.size() &&
           (static_cast<unsigned char>(look.example[end]) & 0xC0U) == 0x80U) {
        --end;
    }
    return "\"" + std::string(look.example.substr(0, end)) +
           (end < look.example.size() ? "…\"" : "\"");
}

std::optional<std::size_t> namedColumn(const TextTable& table,
                                       std::span<const std::string_view> names)
{
    for (const std::string_view name : names) {
        for (std::size_t i = 0; table.hasHeader && i < table.columns.size(); ++i) {
            if (lowerCased(trimmed(table.columns[i])) == name) {
                return i;
            }
        }
    }
    return std::nullopt;
}

std::string inQuotes(const std::string& name)
{
    return "\"" + name + "\"";
}

} // namespace

SentenceColumns guessColumns(const TextTable& table)
{
    std::vector<ColumnLook> looks;
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        looks.push_back(lookAt(table, i));
    }
    SentenceColumns columns;
    if (const auto named = namedColumn(table, kTextNames)) {
        columns.text = *named;
    } else {
        const auto longest = std::ranges::max_element(looks, {}, &ColumnLook::bytes);
        columns.text = static_cast<std::size_t>(longest - looks.begin());
    }
    columns.label = namedColumn(table, kLabelNames);
    for (std::size_t i = 0; i < looks.size() && !namedColumn(table, kLabelNames); ++i) {
        const bool isFewer =
            !columns.label || looks[i].values.size() < looks[*columns.label].values.size();
        if (i != columns.text && looks[i].repeats() && looks[i].couldBeLabels() && isFewer) {
            columns.label = i;
        }
    }
    return columns;
}

std::optional<std::string> columnProblem(const TextTable& table, const SentenceColumns& columns)
{
    const ColumnLook text = lookAt(table, columns.text);
    const std::string textName = inQuotes(table.columns.at(columns.text));
    if (columns.label == columns.text) {
        return "Column " + textName + " is chosen for the sentences and for their classes. " +
               "Choose another one for the classes.";
    }
    if (columns.label) {
        const ColumnLook label = lookAt(table, *columns.label);
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
    if (columns.text >= count || columns.label.value_or(0) >= count) {
        throw BadInput(quoted(table.source) + " has " + std::to_string(count) +
                       " columns and another one was asked for. Choose one that it has.");
    }
    std::vector<LabelledSentence> sentences;
    for (const TableRow& row : table.rows) {
        const std::string_view text = trimmed(row.fields[columns.text]);
        if (!text.empty()) {
            sentences.push_back(
                {.text = std::string(text),
                 .label = columns.label ? std::string(trimmed(row.fields[*columns.label])) : "",
                 .line = row.line,
                 .tokens = row.tokens});
        }
    }
    return sentences;
}

std::vector<std::string> labelsOf(const std::vector<LabelledSentence>& sentences)
{
    std::set<std::string> different;
    for (const LabelledSentence& sentence : sentences) {
        if (!sentence.label.empty()) {
            different.insert(sentence.label);
        }
    }
    std::vector<std::string> labels(different.begin(), different.end());
    std::ranges::stable_sort(labels, isNaturallyLess);
    return labels;
}

} // namespace palimpsest
