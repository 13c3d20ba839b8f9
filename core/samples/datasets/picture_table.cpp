// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/error.h"
#include "core/base/file_kinds.h"
#include "core/base/files.h"
#include "core/base/listed_names.h"
#include "core/base/utf8.h"
#include "core/samples/datasets/picture_list.h"
#include "core/samples/json_lines.h"
#include "core/samples/table_columns.h"
#include "core/samples/unclear.h"
#include "core/samples/words.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>
#include <string_view>
#include <utility>

namespace palimpsest {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kRowsToTry = 20;

constexpr auto kImageNames = std::to_array<std::string_view>(
    {"file", "path", "filename", "file_name", "filepath", "file_path", "image", "image_path",
     "image_name", "image_id", "img", "img_path", "id"});
constexpr auto kIdNames =
    std::to_array<std::string_view>({"label", "labels", "class_id", "class_index", "target"});
constexpr auto kClassNames =
    std::to_array<std::string_view>({"class_name", "label_name", "class", "category"});
constexpr auto kOtherClassNames = std::to_array<std::string_view>({"name"}); // or of a person
constexpr auto kSplitNames = std::to_array<std::string_view>({"split"});

[[noreturn]] void refuse(const fs::path& table, const std::string& why)
{
    throw BadFile(quoted(table) + " cannot be used as a list of pictures: " + why);
}

/// Finds files by name below a folder, which is looked through only when it is needed.
class FilesBelow
{
public:
    explicit FilesBelow(fs::path folder) : m_folder(std::move(folder)) {}

    /// `field` as a path from the folder, with either kind of slash, or the one file below that is
    /// called so, whatever its case, with its ending or without; empty when there is none.
    fs::path find(std::string field)
    {
        field = std::string(withoutSpace(field));
        std::ranges::replace(field, '\\', '/');
        const std::string name = fs::path(field).filename().string();
        if (name.empty()) {
            return {};
        }
        std::error_code status;
        if (const fs::path direct = m_folder / field; fs::is_regular_file(direct, status)) {
            return direct;
        }
        if (!m_isIndexed) {
            index();
        }
        const auto found = m_paths.find(lowerCased(name));
        if (found != m_paths.end()) {
            return found->second;
        }
        const auto stem = m_stems.find(lowerCased(name));
        return stem == m_stems.end() ? fs::path() : stem->second;
    }

private:
    void index()
    {
        m_isIndexed = true;
        std::error_code status;
        for (auto it = fs::recursive_directory_iterator(
                 m_folder, fs::directory_options::skip_permission_denied, status);
             !status && it != fs::recursive_directory_iterator(); it.increment(status)) {
            const std::string name = it->path().filename().string();
            if (name.starts_with('.') || name == "__MACOSX") {
                it.disable_recursion_pending();
            } else if (it->is_regular_file(status)) {
                add(m_paths, name, it->path());
                if (isPictureName(it->path())) {
                    add(m_stems, it->path().stem().string(), it->path());
                }
            }
        }
    }

    static void add(std::map<std::string, fs::path>& paths, const std::string& name,
                    const fs::path& path)
    {
        const auto [place, isNew] = paths.emplace(lowerCased(name), path);
        if (!isNew) {
            place->second.clear(); // two of one name: which is meant nobody knows
        }
    }

    fs::path m_folder;
    bool m_isIndexed = false;
    std::map<std::string, fs::path> m_paths;
    std::map<std::string, fs::path> m_stems; ///< of pictures: their names without the ending
};

/// Which columns of a table hold what.
struct Columns
{
    std::size_t image = 0;
    std::size_t label = 0;
    std::optional<std::size_t> name; ///< of the class, beside its label
    std::optional<std::size_t> split;
};

/// Whether the first fields of a column all name pictures.
bool namesPictures(const TextTable& table, std::size_t column, FilesBelow& files)
{
    const std::size_t count = std::min(kRowsToTry, table.rows.size());
    return count > 0 &&
           std::all_of(
               table.rows.begin(), table.rows.begin() + static_cast<std::ptrdiff_t>(count),
               [&](const TableRow& row) { return isPictureName(files.find(row.fields[column])); });
}

std::size_t imageColumn(const TextTable& table, FilesBelow& files, const PictureColumns& wanted)
{
    if (wanted.image) {
        return columnCalled(table, *wanted.image);
    }
    if (const auto named = columnNamed(table, kImageNames)) {
        if (columnKey(table.columns[*named]) != "id" || namesPictures(table, *named, files)) {
            return *named;
        }
    }
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        if (namesPictures(table, i, files)) {
            found.push_back(i);
        }
    }
    if (found.size() == 1) {
        return found.front();
    }
    throw Unclear(Question::ImageColumn,
                  quoted(table.source) +
                      (found.empty() ? " cannot be used as a list of pictures: none of its "
                                       "columns names pictures that are beside it; it has " +
                                           listedNames(table.columns) + "."
                                     : " has several columns that name pictures: " +
                                           listedColumns(table, found) + ". Choose one."),
                  table.columns);
}

std::size_t labelColumn(const TextTable& table, const Columns& columns,
                        const PictureColumns& wanted)
{
    if (wanted.label) {
        return columnCalled(table, *wanted.label);
    }
    if (const auto id = columnNamed(table, kIdNames)) {
        return *id;
    }
    if (const auto name = columnNamed(table, kClassNames)) {
        return *name;
    }
    std::vector<std::size_t> others = {columns.image};
    if (columns.split) {
        others.push_back(*columns.split);
    }
    const auto candidates = labelCandidates(table, others);
    if (candidates.size() == 1) {
        return candidates.front();
    }
    const std::size_t left = table.columns.size() - others.size();
    if (candidates.empty() && left == 1) { // it has no other to be
        std::size_t only = 0;
        while (std::ranges::find(others, only) != others.end()) {
            ++only;
        }
        if (!columnLook(table, only).isAllNumbers()) {
            return only;
        }
    }
    throw Unclear(Question::LabelColumn,
                  quoted(table.source) +
                      (candidates.empty()
                           ? " does not say which of its columns holds the classes; it has " +
                                 listedNames(table.columns) + "."
                           : " has several columns that could hold the classes: " +
                                 listedColumns(table, candidates) + ". Choose one."),
                  table.columns);
}

/// The column with names of classes beside their labels, if there is one.
std::optional<std::size_t> nameColumn(const TextTable& table, std::size_t label,
                                      const PictureColumns& wanted)
{
    const auto name = columnNamed(table, kClassNames);
    if (name && *name != label && (!wanted.label || saySame(table, *name, label))) {
        return name;
    }
    const auto other = columnNamed(table, kOtherClassNames);
    return other && *other != label && saySame(table, *other, label) ? other : std::nullopt;
}

Columns columnsOf(const TextTable& table, FilesBelow& files, const PictureColumns& wanted)
{
    Columns columns{.image = imageColumn(table, files, wanted),
                    .split = columnNamed(table, kSplitNames)};
    columns.label = labelColumn(table, columns, wanted);
    columns.name = nameColumn(table, columns.label, wanted);
    return columns;
}

[[noreturn]] void refuseNames(const fs::path& table, const std::string& label,
                              const std::string& name, const std::string& other)
{
    refuse(table, "label " + shown(label) + " stands for \"" + shown(name) + "\" and for \"" +
                      shown(other) + "\". Correct one of the two.");
}

/// Gives classes their names and pictures their class numbers: the place of a label among all.
void numberClasses(PictureList& list, const std::vector<std::string>& labels, ClassOrder order,
                   const fs::path& table)
{
    const std::vector<std::string> different = distinctLabels(labels, order);
    if (auto note = noteOnOdd(different)) {
        list.notes.push_back(std::move(*note));
    }
    std::map<std::string, std::string> names;   // by label
    std::map<std::string, std::string> reverse; // labels by name
    for (std::size_t i = 0; i < labels.size(); ++i) {
        const std::string& name = list.pictures[i].className;
        const std::string& known = names.emplace(labels[i], name).first->second;
        if (known != name) {
            refuseNames(table, labels[i], known, name);
        }
        const std::string& other = reverse.emplace(name, labels[i]).first->second;
        if (other != labels[i]) {
            refuse(table, "\"" + shown(name) + "\" has the labels " + shown(other) + " and " +
                              shown(labels[i]) + ". Correct one of the two.");
        }
    }
    std::map<std::string, int> places;
    bool areOthers = false;
    for (const std::string& label : different) {
        places.emplace(label, static_cast<int>(places.size()));
        list.classes.push_back(names.at(label));
        areOthers = areOthers || names.at(label) != label;
    }
    if (auto note = noteOnCase(list.classes)) {
        list.notes.push_back(std::move(*note));
    }
    list.labels = areOthers ? different : std::vector<std::string>();
    const ClassOrder other =
        order == ClassOrder::Natural ? ClassOrder::ByText : ClassOrder::Natural;
    list.hasOtherOrder = different != distinctLabels(labels, other);
    for (std::size_t i = 0; i < labels.size(); ++i) {
        list.pictures[i].label = places.at(labels[i]);
    }
}

/// Reads the rows of a table, and refuses those that say nothing or contradict one another.
class RowReader
{
public:
    RowReader(const TextTable& table, const Columns& columns, FilesBelow& files)
        : m_table(table), m_columns(columns), m_files(files)
    {
    }

    void read(const TableRow& row, PictureList& list, std::vector<std::string>& labels)
    {
        const std::string line = "line " + std::to_string(row.line);
        const std::string& field = row.fields[m_columns.image];
        ListedPicture picture{.path = m_files.find(field)};
        if (picture.path.empty()) {
            refuse(m_table.source,
                   line + " names \"" + shown(field) + "\", and no picture, or more than " +
                       "one, is called so below " + quoted(m_table.source.parent_path()) +
                       ". Put it beside the list.");
        }
        std::string label = labelValue(row.fields[m_columns.label]);
        if (label.empty()) {
            refuse(m_table.source, line + " has no label. Give every picture its class.");
        }
        picture.className = m_columns.name ? labelValue(row.fields[*m_columns.name]) : label;
        const auto [place, isNew] =
            m_seen.emplace(picture.path, std::pair(label, picture.className));
        const auto& [seenLabel, seenName] = place->second;
        if (seenLabel != label) {
            refuse(m_table.source, line + " gives \"" + shown(field) + "\" the label " +
                                       shown(label) + ", and an earlier one " + shown(seenLabel) +
                                       ". A picture has one class here.");
        }
        if (seenName != picture.className) {
            refuseNames(m_table.source, label, seenName, picture.className);
        }
        if (!isNew) {
            return;
        }
        picture.split = m_columns.split ? row.fields[*m_columns.split] : "";
        list.pictures.push_back(std::move(picture));
        labels.push_back(std::move(label));
    }

private:
    const TextTable& m_table;
    const Columns& m_columns;
    FilesBelow& m_files;
    std::map<fs::path, std::pair<std::string, std::string>> m_seen; ///< labels and class names
};

} // namespace

bool listsPictures(const fs::path& path)
{
    try {
        const TextTable table = readTable(path);
        FilesBelow files(path.parent_path());
        for (std::size_t i = 0; i < table.columns.size(); ++i) {
            if (namesPictures(table, i, files)) {
                return true;
            }
        }
    } catch (const Error&) {
        return false; // nor anything else that is known
    }
    return false;
}

PictureList listPictureTable(const fs::path& path, ClassOrder order, const PictureColumns& wanted)
{
    std::vector<std::string> names;
    for (const auto& name : {wanted.image, wanted.label}) {
        if (name) {
            names.push_back(*name);
        }
    }
    const TextTable table = readTable(path, names);
    FilesBelow files(path.parent_path());
    const Columns columns = columnsOf(table, files, wanted);
    PictureList list;
    list.isTable = true;
    std::vector<std::string> labels;
    RowReader reader(table, columns, files);
    for (const TableRow& row : table.rows) {
        reader.read(row, list, labels);
    }
    if (const std::size_t again = table.rows.size() - list.pictures.size(); again != 0) {
        list.notes.push_back(std::to_string(again) +
                             (again == 1 ? " row names a picture" : " rows name pictures") +
                             " that an earlier one names with the same class; each is taken once.");
    }
    if (auto note = noteOnJoined(columnLook(table, columns.label).values)) {
        list.notes.push_back(std::move(*note));
    }
    numberClasses(list, labels, order, path);
    return list;
}

} // namespace palimpsest
