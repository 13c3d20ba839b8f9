// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/natural_order.h"
#include "core/samples/datasets/picture_list.h"
#include "core/samples/words.h"

#include <algorithm>
#include <array>
#include <map>

namespace palimpsest {

namespace fs = std::filesystem;

namespace {

constexpr auto kExtensions = std::to_array<std::string_view>(
    {".png", ".jpg", ".jpeg", ".bmp", ".gif", ".tif", ".tiff", ".webp", ".ppm", ".pgm", ".pbm"});
constexpr auto kSplits =
    std::to_array<std::string_view>({"train", "val", "valid", "validation", "test"});

bool isPictureName(const fs::path& path)
{
    const std::string extension = lowerCased(path.extension().string());
    return std::ranges::find(kExtensions, extension) != kExtensions.end();
}

/// Sub-folders, or pictures, of a folder in natural order.
std::vector<fs::path> entriesOf(const fs::path& folder, bool areFolders)
{
    std::vector<fs::path> entries;
    try {
        for (const auto& entry : fs::directory_iterator(folder)) {
            const bool isHidden = entry.path().filename().string().starts_with('.');
            const bool isWanted = areFolders
                                      ? entry.is_directory()
                                      : entry.is_regular_file() && isPictureName(entry.path());
            if (isWanted && !isHidden) {
                entries.push_back(entry.path());
            }
        }
    } catch (const fs::filesystem_error& error) {
        throw BadFile("Cannot list " + quoted(folder) + ": " + error.code().message() + ".");
    }
    std::ranges::sort(entries, [](const fs::path& a, const fs::path& b) {
        return isNaturallyLess(a.filename().string(), b.filename().string());
    });
    return entries;
}

bool isSplit(const fs::path& folder)
{
    return std::ranges::find(kSplits, lowerCased(folder.filename().string())) != kSplits.end();
}

void addClasses(PictureList& list, const fs::path& folder, const std::string& split)
{
    for (const fs::path& one : entriesOf(folder, true)) {
        const std::string name = one.filename().string();
        for (const fs::path& path : entriesOf(one, false)) {
            list.pictures.push_back({.path = path, .className = name, .split = split});
        }
        if (std::ranges::find(list.classes, name) == list.classes.end()) {
            list.classes.push_back(name);
        }
    }
}

} // namespace

PictureList listImageFolder(const fs::path& folder, ClassOrder order)
{
    PictureList list;
    const std::vector<fs::path> subFolders = entriesOf(folder, true);
    if (!subFolders.empty() && std::ranges::all_of(subFolders, isSplit)) {
        for (const fs::path& split : subFolders) {
            addClasses(list, split, split.filename().string());
        }
    } else {
        addClasses(list, folder, {});
    }
    if (list.pictures.empty()) {
        throw BadFile(quoted(folder) + " has no folders with pictures in them. Choose a folder "
                                       "that has one folder for each class.");
    }
    std::ranges::sort(list.classes);
    if (order == ClassOrder::Natural) {
        std::ranges::sort(list.classes, isNaturallyLess);
    }
    std::map<std::string, int> labels;
    for (const std::string& name : list.classes) {
        labels.emplace(name, static_cast<int>(labels.size()));
    }
    for (ListedPicture& picture : list.pictures) {
        picture.label = labels.at(picture.className);
    }
    return list;
}

bool ordersDiffer(const std::vector<std::string>& classes)
{
    std::vector<std::string> byText = classes;
    std::ranges::sort(byText);
    return !std::ranges::is_sorted(byText, isNaturallyLess);
}

} // namespace palimpsest
