// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/samples/datasets/picture_list.h"

#include <functional>
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

} // namespace

PictureList listCub200(const fs::path& folder)
{
    PictureList list;
    std::map<int, std::size_t> byId;
    readLines(folder / "classes.txt", [&](std::istringstream& fields) {
        std::size_t id = 0;
        fields >> id;
        list.classes.push_back(rest(fields));
        return id == list.classes.size() && !list.classes.back().empty();
    });
    readLines(folder / "images.txt", [&](std::istringstream& fields) {
        int id = 0;
        fields >> id;
        const std::string name = rest(fields);
        byId[id] = list.pictures.size();
        list.pictures.push_back({.path = folder / "images" / name});
        return !name.empty();
    });
    /// The picture with the number that a line begins with; none when it is unknown.
    const auto pictureOf = [&](std::istringstream& fields) -> ListedPicture* {
        int id = 0;
        const auto found = fields >> id ? byId.find(id) : byId.end();
        return found == byId.end() ? nullptr : &list.pictures[found->second];
    };
    readLines(folder / "image_class_labels.txt", [&](std::istringstream& fields) {
        ListedPicture* picture = pictureOf(fields);
        std::size_t number = 0;
        if (picture == nullptr || !(fields >> number) || number < 1 ||
            number > list.classes.size()) {
            return false;
        }
        picture->label = static_cast<int>(number) - 1;
        picture->className = list.classes[number - 1];
        return true;
    });
    readLines(folder / "train_test_split.txt", [&](std::istringstream& fields) {
        ListedPicture* picture = pictureOf(fields);
        int isTraining = 0;
        if (picture == nullptr || !(fields >> isTraining)) {
            return false;
        }
        picture->split = isTraining != 0 ? "train" : "test";
        return true;
    });
    std::map<int, std::string> parts;
    readLines(folder / "parts" / "parts.txt", [&](std::istringstream& fields) {
        int id = 0;
        fields >> id;
        return !(parts[id] = rest(fields)).empty();
    });
    readLines(folder / "parts" / "part_locs.txt", [&](std::istringstream& fields) {
        ListedPicture* picture = pictureOf(fields);
        int part = 0;
        int isVisible = 0;
        PartLocation location;
        if (picture == nullptr || !(fields >> part >> location.x >> location.y >> isVisible) ||
            !parts.contains(part)) {
            return false;
        }
        location.name = parts.at(part);
        if (isVisible != 0) {
            picture->parts.push_back(std::move(location));
        }
        return true;
    });
    list.missing = std::erase_if(list.pictures, [](const ListedPicture& picture) {
        std::error_code status;
        return !fs::is_regular_file(picture.path, status);
    });
    if (list.pictures.empty()) {
        throw BadFile("None of the pictures that " + quoted(folder / "images.txt") +
                      " lists is there. Unpack the whole data set.");
    }
    return list;
}

} // namespace palimpsest
