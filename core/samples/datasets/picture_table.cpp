// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/samples/datasets/picture_list.h"
#include "core/samples/text_table.h"
#include "core/samples/words.h"

#include <algorithm>
#include <charconv>
#include <initializer_list>
#include <map>
#include <optional>

namespace palimpsest {

namespace fs = std::filesystem;

namespace {

[[noreturn]] void refuse(const fs::path& table, const std::string& why)
{
    throw BadFile(quoted(table) + " cannot be used as a list of pictures: " + why);
}

/// The first of `names` that the header has.
std::optional<std::size_t> columnNamed(const TextTable& table,
                                       std::initializer_list<const char*> names)
{
    for (const char* name : names) {
        for (std::size_t i = 0; i < table.columns.size(); ++i) {
            if (lowerCased(table.columns[i]) == name) {
                return i;
            }
        }
    }
    return std::nullopt;
}

/// Finds files by name below a folder, which is looked through only when it is needed.
class FilesBelow
{
public:
    explicit FilesBelow(fs::path folder) : m_folder(std::move(folder)) {}

    /// `name` from the folder, or the one file that is called so; empty when there is none.
    fs::path find(const std::string& name)
    {
        std::error_code status;
        const fs::path direct = m_folder / name;
        if (fs::is_regular_file(direct, status)) {
            return direct;
        }
        if (!m_isIndexed) {
            index();
        }
        const auto found = m_paths.find(fs::path(name).filename().string());
        return found == m_paths.end() ? fs::path() : found->second;
    }

private:
    void index()
    {
        m_isIndexed = true;
        std::error_code status;
        for (auto it = fs::recursive_directory_iterator(
                 m_folder, fs::directory_options::skip_permission_denied, status);
             !status && it != fs::recursive_directory_iterator(); it.increment(status)) {
            if (it->is_regular_file(status)) {
                const auto [place, isNew] =
                    m_paths.emplace(it->path().filename().string(), it->path());
                if (!isNew) {
                    place->second.clear(); // two of one name: which is meant nobody knows
                }
            }
        }
    }

    fs::path m_folder;
    bool m_isIndexed = false;
    std::map<std::string, fs::path> m_paths;
};

int labelOf(const std::string& text, const TableRow& row, const fs::path& table)
{
    int label = 0;
    const char* end = text.data() + text.size();
    if (text.empty() || std::from_chars(text.data(), end, label).ptr != end || label < 0) {
        refuse(table, "line " + std::to_string(row.line) + " has the label \"" + text +
                          "\", which is no number from 0 on. Choose names or numbers.");
    }
    return label;
}

/// Gives numbers to classes that only have names, by text.
void numberByName(PictureList& list)
{
    std::map<std::string, int> labels;
    for (const ListedPicture& picture : list.pictures) {
        labels.emplace(picture.className, 0);
    }
    int next = 0;
    for (auto& [name, label] : labels) {
        label = next++;
    }
    for (ListedPicture& picture : list.pictures) {
        picture.label = labels.at(picture.className);
    }
}

void collectClasses(PictureList& list, const fs::path& table)
{
    std::map<int, std::string> names;
    for (const ListedPicture& picture : list.pictures) {
        const auto [place, isNew] = names.emplace(picture.label, picture.className);
        if (place->second != picture.className) {
            refuse(table, "label " + std::to_string(picture.label) + " stands for \"" +
                              place->second + "\" and for \"" + picture.className +
                              "\". Correct one of the two.");
        }
    }
    for (const auto& [label, name] : names) {
        list.classes.push_back(name);
    }
}

} // namespace

PictureList listPictureTable(const fs::path& path)
{
    const TextTable table = readTextTable(path);
    const auto file = columnNamed(
        table, {"file", "path", "filename", "file_name", "image", "image_id", "column 1"});
    const auto label = columnNamed(table, {"label", "class_id", "class_index", "target"});
    const auto name = columnNamed(table, {"class_name", "class", "name", "category"});
    const auto split = columnNamed(table, {"split"});
    if (!file || (!label && !name)) {
        refuse(path, "it needs a header with a column \"file\" and one \"label\" or \"class\".");
    }
    FilesBelow files(path.parent_path());
    PictureList list;
    for (const TableRow& row : table.rows) {
        ListedPicture picture;
        picture.path = files.find(row.fields[*file]);
        if (picture.path.empty()) {
            refuse(path, "line " + std::to_string(row.line) + " names \"" + row.fields[*file] +
                             "\", and no picture, or more than one, is called so below " +
                             quoted(path.parent_path()) + ". Put it beside the list.");
        }
        picture.label = label ? labelOf(row.fields[*label], row, path) : 0;
        picture.className = row.fields[name ? *name : *label];
        picture.split = split ? row.fields[*split] : "";
        list.pictures.push_back(std::move(picture));
    }
    if (!label) {
        numberByName(list);
    }
    collectClasses(list, path);
    return list;
}

} // namespace palimpsest
