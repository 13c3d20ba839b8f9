// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/samples/text_table.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/listed_names.h"
#include "core/base/utf8.h"
#include "core/samples/class_labels.h"
#include "core/samples/other_than_table.h"
#include "core/samples/table_columns.h"
#include "core/samples/words.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <optional>
#include <set>

namespace palimpsest {

namespace {

constexpr std::uint64_t kMaxBytes = 256u << 20;
constexpr std::size_t kMaxColumns = 1000;
constexpr std::size_t kMaxFieldBytes = 1u << 20;
constexpr std::size_t kRowsToDecide = 100;

constexpr auto kUsualNames = std::to_array<std::string_view>(
    {"text",        "sentence",  "sentence1", "sentence2", "review",     "content",    "title",
     "description", "comment",   "tweet",     "phrase",    "utterance",  "message",    "premise",
     "hypothesis",  "question",  "label",     "labels",    "class",      "class_name", "class_id",
     "category",    "target",    "sentiment", "polarity",  "intent",     "score",      "rating",
     "stars",       "id",        "idx",       "index",     "split",      "image",      "filename",
     "file",        "file_name", "path",      "image_id",  "image_path", "filepath"});

[[noreturn]] void refuse(const std::filesystem::path& source, const std::string& why)
{
    throw BadFile(quoted(source) + " cannot be read as a table: " + why);
}

/// Cuts text into rows.
class RowReader
{
public:
    RowReader(std::string_view text, char delimiter, const std::filesystem::path& source,
              std::size_t firstLine = 1)
        : m_text(text), m_delimiter(delimiter), m_source(source), m_line(firstLine)
    {
    }

    /// The next row that is not empty; none at the end.
    std::optional<TableRow> next()
    {
        while (m_at < m_text.size()) {
            TableRow row{.line = m_line};
            bool isLast = false;
            while (!isLast) {
                row.fields.emplace_back();
                isLast = readField(row.fields.back());
                if (row.fields.size() > kMaxColumns) {
                    refuse(m_source, "line " + std::to_string(row.line) + " has more than " +
                                         std::to_string(kMaxColumns) + " columns.");
                }
            }
            if (row.fields.size() > 1 || !row.fields.front().empty()) {
                return row;
            }
        }
        return std::nullopt;
    }

private:
    /// Reads up to the next delimiter or the end of the line; whether it was the latter.
    bool readField(std::string& field)
    {
        if (m_delimiter != 0 && m_delimiter != '\t' && at('"')) {
            readQuoted(field);
        }
        const std::size_t begin = m_at;
        while (m_at < m_text.size() && !at(m_delimiter) && !at('\n') && !at('\r')) {
            ++m_at;
        }
        field += m_text.substr(begin, m_at - begin);
        if (field.size() > kMaxFieldBytes) {
            refuse(m_source,
                   "line " + std::to_string(m_line) +
                       " has a field of more than a million bytes, which is no sentence.");
        }
        if (m_delimiter == '\t') {
            unquote(field);
        }
        if (m_delimiter != 0 && at(m_delimiter)) {
            ++m_at;
            return false;
        }
        readLineEnd();
        return true;
    }

    void readQuoted(std::string& field)
    {
        const std::size_t line = m_line;
        ++m_at;
        while (m_at < m_text.size()) {
            const char c = m_text[m_at++];
            if (c != '"') {
                field += c;
                m_line += c == '\n' ? 1 : 0;
            } else if (at('"')) {
                field += '"';
                ++m_at;
            } else {
                return;
            }
        }
        refuse(m_source, "the quotation mark in line " + std::to_string(line) +
                             " is never closed. Close it, or double those within a field.");
    }

    /// Takes the quotes off a field of TSV, where doubled ones within show that they were put on.
    static void unquote(std::string& field)
    {
        if (field.size() < 4 || field.front() != '"' || field.back() != '"') {
            return;
        }
        std::string plain;
        for (std::size_t i = 1; i + 1 < field.size(); ++i) {
            if (field[i] == '"' && (field[++i] != '"' || i + 1 == field.size())) {
                return;
            }
            plain += field[i];
        }
        if (plain.find('"') != std::string::npos) {
            field = plain;
        }
    }

    void readLineEnd()
    {
        if (at('\r')) {
            ++m_at;
        }
        if (at('\n')) {
            ++m_at;
        }
        ++m_line;
    }

    bool at(char c) const { return m_at < m_text.size() && m_text[m_at] == c; }

    std::string_view m_text;
    char m_delimiter;
    const std::filesystem::path& m_source;
    std::size_t m_at = 0;
    std::size_t m_line;
};

std::vector<TableRow> firstRows(std::string_view text, char delimiter,
                                const std::filesystem::path& source)
{
    RowReader reader(text, delimiter, source);
    std::vector<TableRow> rows;
    while (rows.size() < kRowsToDecide) {
        std::optional<TableRow> row = reader.next();
        if (!row) {
            break;
        }
        rows.push_back(std::move(*row));
    }
    return rows;
}

/// Whether `delimiter` cuts the first rows into equally many fields, two at least.
bool fits(std::string_view text, char delimiter, const std::filesystem::path& source)
{
    try {
        const std::vector<TableRow> rows = firstRows(text, delimiter, source);
        const std::size_t count = rows.empty() ? 0 : rows.front().fields.size();
        return count > 1 && std::ranges::all_of(rows, [count](const TableRow& row) {
                   return row.fields.size() == count;
               });
    } catch (const BadFile&) {
        return false;
    }
}

char findDelimiter(std::string_view text, const std::filesystem::path& source)
{
    for (const char delimiter : {'\t', ',', ';', '|'}) {
        if (fits(text, delimiter, source)) {
            return delimiter;
        }
    }
    // What is named a table but has rows that do not fit shall say so.
    const std::string extension = lowerCased(source.extension().string());
    const std::string_view firstLine = text.substr(0, text.find('\n'));
    const auto has = [&](char c) { return firstLine.find(c) != std::string_view::npos; };
    if (extension == ".tsv" && has('\t')) {
        return '\t';
    }
    if (extension == ".csv" && (has(',') || has(';'))) {
        return has(',') ? ',' : ';';
    }
    return 0;
}

/// The delimiter of a first line "sep=;", as Excel writes it, which is taken off; none where there
/// is no such line.
std::optional<char> toldDelimiter(std::string_view& text)
{
    constexpr std::string_view kTag = "sep=";
    const std::size_t end = text.find('\n');
    if (!text.starts_with(kTag) || end == std::string_view::npos || end <= kTag.size() ||
        end > kTag.size() + 2) {
        return std::nullopt;
    }
    const char delimiter = text[kTag.size()];
    text.remove_prefix(end + 1);
    return delimiter;
}

bool isNumber(const std::string& text)
{
    double value = 0.0;
    const char* end = text.data() + text.size();
    return !text.empty() && std::from_chars(text.data(), end, value).ptr == end;
}

/// Whether most fields of a column below the first row hold `mark` and that of the first does not.
bool differsIn(const std::vector<TableRow>& rows, std::size_t column, char mark)
{
    const auto has = [&](const TableRow& row) {
        return row.fields[column].find(mark) != std::string::npos;
    };
    const auto count = static_cast<std::size_t>(std::count_if(rows.begin() + 1, rows.end(), has));
    return count * 2 > rows.size() - 1 && !has(rows.front());
}

/// Whether every value of a column below the first row stands there twice or more, and that of the
/// first row, a word, is none of them.
bool isAboveLabels(const std::vector<TableRow>& rows, std::size_t column)
{
    constexpr std::size_t kLongestName = 40;
    const std::string& name = rows.front().fields[column];
    std::map<std::string_view, std::size_t> counts;
    for (auto row = rows.begin() + 1; row != rows.end(); ++row) {
        ++counts[row->fields[column]];
    }
    const bool areRepeated =
        std::ranges::all_of(counts, [](const auto& entry) { return entry.second > 1; });
    return areRepeated && !name.empty() && name.size() <= kLongestName && !isNumber(name) &&
           !counts.contains(name) && !counts.contains("");
}

/// Whether the first row is unlike those below: a word above values that repeat, beside names
/// above what is no name.
bool isUnlikeTheRest(const std::vector<TableRow>& rows)
{
    constexpr std::size_t kEnough = 5;
    bool isAbove = false;
    bool differs = false;
    for (std::size_t i = 0; rows.size() >= kEnough && i < rows.front().fields.size(); ++i) {
        isAbove = isAbove || isAboveLabels(rows, i);
        differs = differs || differsIn(rows, i, ' ') || differsIn(rows, i, '.') ||
                  differsIn(rows, i, '/');
    }
    return isAbove && differs;
}

bool isHeader(const std::vector<TableRow>& rows, const std::vector<std::string>& wantedColumns)
{
    const std::vector<std::string>& first = rows.front().fields;
    std::set<std::string> different;
    for (const std::string& name : first) {
        if (!name.empty() && !different.insert(columnKey(name)).second) {
            return false;
        }
    }
    for (const std::string& name : wantedColumns) {
        const bool isPlace = isWholeNumber(withoutSpace(name)); // which may be a label there
        if (!isPlace && !columnKey(name).empty() && different.contains(columnKey(name))) {
            return true;
        }
    }
    for (std::size_t i = 0; i < first.size(); ++i) {
        if (std::ranges::find(kUsualNames, columnKey(first[i])) != kUsualNames.end()) {
            return true;
        }
        const auto isNumberThere = [i](const TableRow& row) { return isNumber(row.fields[i]); };
        if (rows.size() > 1 && !isNumber(first[i]) &&
            std::all_of(rows.begin() + 1, rows.end(), isNumberThere)) {
            return true;
        }
    }
    return isUnlikeTheRest(rows);
}

std::string_view checkedText(std::string_view bytes, const std::filesystem::path& source)
{
    if (bytes.starts_with("\xEF\xBB\xBF")) {
        bytes.remove_prefix(3);
    }
    if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) {
        refuse(source, "it is UTF-16. Save it as UTF-8 and try again.");
    }
    if (const auto other = otherThanTable(bytes)) {
        refuse(source, *other);
    }
    if (bytes.find('\0') != std::string_view::npos) {
        refuse(source, "it holds zero bytes, so it is no text.");
    }
    std::size_t line = 1;
    for (std::string_view rest = bytes; !rest.empty(); ++line) {
        const std::string_view one = rest.substr(0, rest.find('\n'));
        if (!isUtf8(one)) {
            refuse(source, "line " + std::to_string(line) +
                               " is not UTF-8. Save it as UTF-8 and try again.");
        }
        rest.remove_prefix(std::min(one.size() + 1, rest.size()));
    }
    return bytes;
}

} // namespace

TextTable readTextTable(const std::filesystem::path& path, std::size_t maxRows,
                        const std::vector<std::string>& wantedColumns)
{
    return parseTextTable(readFile(path, kMaxBytes), path, maxRows, wantedColumns);
}

TextTable parseTextTable(std::string_view bytes, const std::filesystem::path& source,
                         std::size_t maxRows, const std::vector<std::string>& wantedColumns)
{
    std::string_view text = checkedText(bytes, source);
    const auto told = toldDelimiter(text);
    TextTable table{.delimiter = told ? *told : findDelimiter(text, source), .source = source};
    RowReader reader(text, table.delimiter, source, told ? 2 : 1);
    while (table.rows.size() <= maxRows) { // one more, as the first may be a header
        std::optional<TableRow> row = reader.next();
        if (!row) {
            break;
        }
        const std::size_t wanted =
            table.rows.empty() ? row->fields.size() : table.rows.front().fields.size();
        if (row->fields.size() != wanted) {
            refuse(source, "line " + std::to_string(row->line) + " has " +
                               numberOf(row->fields.size(), "column", "columns") + " and line " +
                               std::to_string(table.rows.front().line) + " has " +
                               std::to_string(wanted) + ". Put fields that hold the delimiter " +
                               "into quotation marks.");
        }
        table.rows.push_back(std::move(*row));
    }
    if (table.rows.empty()) {
        refuse(source, "it is empty.");
    }
    const auto decisive = std::min(table.rows.size(), kRowsToDecide);
    table.hasHeader =
        isHeader({table.rows.begin(), table.rows.begin() + static_cast<std::ptrdiff_t>(decisive)},
                 wantedColumns);
    table.columns.resize(table.rows.front().fields.size());
    if (table.hasHeader) {
        table.columns = std::move(table.rows.front().fields);
        table.rows.erase(table.rows.begin());
    }
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        if (table.columns[i].empty()) {
            table.columns[i] = "column " + std::to_string(i + 1);
        }
    }
    table.rows.resize(std::min(table.rows.size(), maxRows));
    return table;
}

} // namespace palimpsest
