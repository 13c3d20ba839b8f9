// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/samples/datasets/picture_list.h"

#include <algorithm>
#include <functional>
#include <iterator>
#include <map>
#include <sstream>

namespace palimpsest {

namespace fs = std::filesystem;

namespace {

constexpr std::uint64_t kMaxBytes = 256u << 20;

/// Calls `take` with each line of a file, which returns false for a line it cannot use.
void readLines(const fs::path& path, const std::function<bool(std::istringstream&)>& take)
{
    std::istringstream text(readFile(path, kMaxBytes));
    std::size_t number = 0;
    for (std::string line; std::getline(text, line);) {
        ++number;
        std::istringstream fields(line);
        if (line.find_first_not_of(" \r") != std::string::npos && !take(fields)) {
            throw BadFile("Line " + std::to_string(number) + " of " + quoted(path) +
                          " is not as in CUB-200-2011. Download the data set again.");
        }
    }
}

/// The rest of a line, without the space around it.
std::string rest(std::istringstream& fields)
{
    std::string text;
    std::getline(fields >> std::ws, text);
    text.erase(text.find_last_not_of(" \r") + 1);
    return text;
}

/// Reads the tables of the data set, one after another.
class CubReader
{
public:
    explicit CubReader(fs::path folder) : m_folder(std::move(folder)) {}

    PictureList read()
    {
        readLines(m_folder / "classes.txt", [this](auto& fields) { return takeClass(fields); });
        numberClasses();
        readLines(m_folder / "images.txt", [this](auto& fields) { return takeImage(fields); });
        readLines(m_folder / "image_class_labels.txt",
                  [this](auto& fields) { return takeLabel(fields); });
        readLines(m_folder / "train_test_split.txt",
                  [this](auto& fields) { return takeSplit(fields); });
        readLines(m_folder / "parts" / "parts.txt",
                  [this](auto& fields) { return takePart(fields); });
        readLines(m_folder / "parts" / "part_locs.txt",
                  [this](auto& fields) { return takeLocation(fields); });
        return std::move(m_list);
    }

private:
    bool takeClass(std::istringstream& fields)
    {
        int id = 0;
        fields >> id;
        std::string name = rest(fields);
        return !name.empty() && m_classes.emplace(id, std::move(name)).second;
    }

    /// Parts of the data set have some of its numbers: a class's place among these counts.
    void numberClasses()
    {
        for (const auto& [id, name] : m_classes) {
            m_list.classes.push_back(name);
        }
    }

    bool takeImage(std::istringstream& fields)
    {
        int id = 0;
        fields >> id;
        const std::string name = rest(fields);
        m_byId[id] = m_list.pictures.size();
        m_list.pictures.push_back({.path = m_folder / "images" / name});
        return !name.empty();
    }

    bool takeLabel(std::istringstream& fields)
    {
        ListedPicture* picture = pictureOf(fields);
        int id = 0;
        const auto found = fields >> id ? m_classes.find(id) : m_classes.end();
        if (picture == nullptr || found == m_classes.end()) {
            return false;
        }
        picture->label = static_cast<int>(std::distance(m_classes.begin(), found));
        picture->className = found->second;
        return true;
    }

    bool takeSplit(std::istringstream& fields)
    {
        ListedPicture* picture = pictureOf(fields);
        int isTraining = 0;
        if (picture == nullptr || !(fields >> isTraining)) {
            return false;
        }
        picture->split = isTraining != 0 ? "train" : "test";
        return true;
    }

    bool takePart(std::istringstream& fields)
    {
        int id = 0;
        fields >> id;
        return !(m_parts[id] = rest(fields)).empty();
    }

    bool takeLocation(std::istringstream& fields)
    {
        ListedPicture* picture = pictureOf(fields);
        int part = 0;
        int isVisible = 0;
        PartLocation location;
        if (picture == nullptr || !(fields >> part >> location.x >> location.y >> isVisible) ||
            !m_parts.contains(part)) {
            return false;
        }
        location.name = m_parts.at(part);
        if (isVisible != 0) {
            picture->parts.push_back(std::move(location));
        }
        return true;
    }

    /// The picture with the number that a line begins with; none when it is unknown.
    ListedPicture* pictureOf(std::istringstream& fields)
    {
        int id = 0;
        const auto found = fields >> id ? m_byId.find(id) : m_byId.end();
        return found == m_byId.end() ? nullptr : &m_list.pictures[found->second];
    }

    fs::path m_folder;
    PictureList m_list;
    std::map<int, std::string> m_classes;
    std::map<int, std::size_t> m_byId;
    std::map<int, std::string> m_parts;
};

/// Throws BadFile when a table ended before it spoke of every picture.
void requireAll(const PictureList& list, std::string ListedPicture::*told, const fs::path& table)
{
    const auto untold = std::ranges::find_if(
        list.pictures, [&](const ListedPicture& picture) { return (picture.*told).empty(); });
    if (untold != list.pictures.end()) {
        throw BadFile(quoted(table) + " says nothing of " + quoted(untold->path) +
                      ". It was cut off; download the data set again.");
    }
}

} // namespace

PictureList listCub200(const fs::path& folder)
{
    PictureList list = CubReader(folder).read();
    list.missing = std::erase_if(list.pictures, [](const ListedPicture& picture) {
        std::error_code status;
        return !fs::is_regular_file(picture.path, status);
    });
    if (list.pictures.empty()) {
        throw BadFile("None of the pictures that " + quoted(folder / "images.txt") +
                      " lists is there. Unpack the whole data set.");
    }
    requireAll(list, &ListedPicture::className, folder / "image_class_labels.txt");
    requireAll(list, &ListedPicture::split, folder / "train_test_split.txt");
    return list;
}

} // namespace palimpsest
