// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/error.h"
#include "core/base/file_kinds.h"
#include "core/base/files.h"
#include "core/base/listed_names.h"
#include "core/base/natural_order.h"
#include "core/samples/datasets/picture_list.h"
#include "core/samples/words.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <set>
#include <utility>

namespace palimpsest {

namespace fs = std::filesystem;

namespace {

constexpr int kDeepest = 8; // folders below one another

/// What programs leave beside data: nothing of it is a class or a picture.
bool isLeftover(const std::string& name)
{
    constexpr auto kNames = std::to_array<std::string_view>(
        {"__MACOSX", "@eaDir", "$RECYCLE.BIN", "__pycache__", "lost+found"});
    return name.starts_with('.') || std::ranges::find(kNames, name) != kNames.end();
}

enum class Kind { Folders, Pictures, Tables };

bool isOfKind(const fs::directory_entry& entry, Kind kind)
{
    if (kind == Kind::Folders) {
        return entry.is_directory();
    }
    const bool isWanted =
        kind == Kind::Pictures ? isPictureName(entry.path()) : isPlainTableName(entry.path());
    return isWanted && entry.is_regular_file();
}

/// Sub-folders, pictures or tables of a folder in natural order.
std::vector<fs::path> entriesOf(const fs::path& folder, Kind kind)
{
    std::vector<fs::path> entries;
    try {
        for (const auto& entry : fs::directory_iterator(folder)) {
            if (!isLeftover(entry.path().filename().string()) && isOfKind(entry, kind)) {
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

/// A folder and what of it pictures are below.
struct Tree
{
    fs::path path;
    std::vector<fs::path> pictures; ///< in the folder itself
    std::vector<Tree> folders;      ///< those with pictures at any depth
    std::size_t empty = 0;          ///< those without

    std::string name() const { return path.filename().string(); }
    bool holdsAny() const { return !pictures.empty() || !folders.empty(); }
};

/// Whether `below`, a link, leads to a folder that it is in.
bool leadsBack(const fs::path& below)
{
    std::error_code status;
    if (!fs::is_symlink(below, status)) {
        return false;
    }
    const fs::path target = fs::canonical(below, status);
    const fs::path from = fs::canonical(below.parent_path(), status);
    return std::mismatch(target.begin(), target.end(), from.begin(), from.end()).first ==
           target.end();
}

Tree treeOf(const fs::path& folder, int depth = 0)
{
    Tree tree{.path = folder, .pictures = entriesOf(folder, Kind::Pictures), .folders = {}};
    for (const fs::path& one :
         depth < kDeepest ? entriesOf(folder, Kind::Folders) : std::vector<fs::path>()) {
        Tree below = leadsBack(one) ? Tree() : treeOf(one, depth + 1);
        if (below.holdsAny()) {
            tree.folders.push_back(std::move(below));
        } else {
            ++tree.empty;
        }
    }
    return tree;
}

/// Whether a folder holds nothing but one folder, which holds others: as archives unpack.
bool isWrapper(const Tree& tree)
{
    return tree.pictures.empty() && tree.folders.size() == 1 &&
           tree.folders.front().pictures.empty();
}

/// The split that a folder is named after, or that is a word of its name where it holds folders
/// alone ("seg_train"): "train_station" may be a class. Empty for others.
std::string splitOf(const Tree& tree)
{
    const bool holdsFolders = tree.pictures.empty() && !tree.folders.empty();
    const auto asWord = holdsFolders ? splitIn(tree.name()) : std::nullopt;
    return splitNamed(tree.name()) ? tree.name() : asWord ? splitName(*asWord) : std::string();
}

bool isSplit(const Tree& tree)
{
    return !splitOf(tree).empty();
}

std::vector<fs::path> allPictures(const Tree& tree)
{
    std::vector<fs::path> pictures = tree.pictures;
    for (const Tree& below : tree.folders) {
        std::ranges::move(allPictures(below), std::back_inserter(pictures));
    }
    return pictures;
}

std::vector<std::string> namesOf(const std::vector<Tree>& trees)
{
    std::vector<std::string> names;
    std::ranges::transform(trees, std::back_inserter(names), &Tree::name);
    return names;
}

void addPictures(PictureList& list, const Tree& tree, const std::string& className,
                 const std::string& split)
{
    for (const fs::path& path : allPictures(tree)) {
        list.pictures.push_back({.path = path, .className = className, .split = split});
    }
}

/// Takes the pictures of folders of which some are splits with a folder for each class.
void addSplits(PictureList& list, const Tree& tree)
{
    std::vector<std::string> leftOut;
    for (const Tree& folder : tree.folders) {
        const Tree& inner = isWrapper(folder) ? folder.folders.front() : folder;
        for (const Tree& one : isSplit(folder) ? inner.folders : std::vector<Tree>()) {
            addPictures(list, one, one.name(), splitOf(folder));
        }
        if (!isSplit(folder) || folder.folders.empty()) {
            leftOut.push_back(folder.name());
        }
    }
    if (!leftOut.empty()) {
        list.notes.push_back(
            "Left out, as they have no folders of classes or are none of the set's "
            "splits: " +
            listedNames(leftOut) + ".");
    }
}

/// The folders that all of several have below them, where they hold nothing else that tells what
/// they are: "fold1" and "fold2" may be parts of a set and no classes.
std::vector<std::string> foldersOfAll(const std::vector<Tree>& trees)
{
    std::vector<std::string> common = namesOf(trees.front().folders);
    for (const Tree& tree : trees) {
        const std::vector<std::string> names = namesOf(tree.folders);
        std::erase_if(common, [&](const std::string& name) {
            return !tree.pictures.empty() || std::ranges::find(names, name) == names.end();
        });
    }
    return trees.size() < 2 || common.size() < 2 ? std::vector<std::string>() : common;
}

/// Takes the pictures of a folder for each class, in which splits may be folders.
void addClasses(PictureList& list, const Tree& tree)
{
    const bool areSplit = std::ranges::all_of(tree.folders, [](const Tree& one) {
        return one.pictures.empty() && std::ranges::all_of(one.folders, isSplit);
    });
    for (const Tree& one : tree.folders) {
        for (const Tree& split : areSplit ? one.folders : std::vector<Tree>()) {
            addPictures(list, split, one.name(), split.name());
        }
        if (!areSplit) {
            addPictures(list, one, one.name(), {});
        }
    }
    const std::vector<std::string> inner = foldersOfAll(tree.folders);
    if (!areSplit && !inner.empty()) {
        list.notes.push_back("Taken for classes: " + listedNames(namesOf(tree.folders)) +
                             ". All of these hold the folders " + listedNames(inner) +
                             "; if those are the classes, give one of these folders, or put their "
                             "pictures together.");
    }
}

[[noreturn]] void refuse(const Tree& tree)
{
    std::vector<std::string> tables;
    for (const fs::path& table : entriesOf(tree.path, Kind::Tables)) {
        tables.push_back(table.filename().string());
    }
    std::string seen = quoted(tree.path) + " has no folders with pictures in them";
    if (!tree.folders.empty()) {
        seen = "The folders " + listedNames(namesOf(tree.folders)) + " of " + quoted(tree.path) +
               " hold pictures, but no folders of classes";
    } else if (!tree.pictures.empty()) {
        seen = quoted(tree.path) + " holds " +
               numberOf(tree.pictures.size(), "picture", "pictures") +
               ", but no folders of classes";
    }
    throw BadFile(seen + ". Choose a folder that has one folder for each class" +
                  (tables.empty() ? "."
                                  : ", or the table that says their classes, such as " +
                                        listedNames(tables) + "."));
}

/// Of one folder of pictures no classes can be told, but by a table beside it; beside several
/// folders it may be meant as well.
void lookAtTables(PictureList& list, const std::vector<fs::path>& tables)
{
    const auto listing =
        list.classes.size() == 1 ? std::ranges::find_if(tables, listsPictures) : tables.end();
    if (listing != tables.end()) {
        throw BadFile(quoted(listing->parent_path()) + " has one folder of pictures, \"" +
                      list.classes.front() + "\", and beside it a table that lists pictures. " +
                      "Give the table, " + quoted(*listing) + ", instead of the folder.");
    }
    if (!tables.empty()) {
        std::vector<std::string> names;
        std::ranges::transform(tables, std::back_inserter(names),
                               [](const fs::path& table) { return table.filename().string(); });
        list.notes.push_back("Classes are taken from the names of folders, and tables beside them "
                             "are not read: " +
                             listedNames(names) +
                             ". If one says the classes, give it instead of the folder.");
    }
}

/// Numbers the classes: those with training pictures first where the set is split.
void number(PictureList& list, ClassOrder order)
{
    std::set<std::string> trained;
    std::set<std::string> others;
    for (const ListedPicture& picture : list.pictures) {
        const bool isTrained = splitNamed(picture.split).value_or(Split::Train) == Split::Train;
        (isTrained ? trained : others).insert(picture.className);
    }
    if (trained.empty()) {
        trained.swap(others);
    }
    std::erase_if(others, [&](const std::string& name) { return trained.contains(name); });
    for (const auto* names : {&trained, &others}) {
        std::vector<std::string> sorted(names->begin(), names->end());
        if (!std::ranges::is_sorted(sorted, isNaturallyLess)) {
            list.hasOtherOrder = true;
            if (order == ClassOrder::Natural) {
                std::ranges::stable_sort(sorted, isNaturallyLess);
            }
        }
        std::ranges::move(sorted, std::back_inserter(list.classes));
    }
    if (auto note = noteOnCase(list.classes)) {
        list.notes.push_back(std::move(*note));
    }
    if (!others.empty()) {
        list.notes.push_back("Classes without training pictures, which come last: " +
                             listedNames({others.begin(), others.end()}) + ".");
    }
    std::map<std::string, int> labels;
    for (const std::string& name : list.classes) {
        labels.emplace(name, static_cast<int>(labels.size()));
    }
    for (ListedPicture& picture : list.pictures) {
        picture.label = labels.at(picture.className);
    }
}

} // namespace

PictureList listImageFolder(const fs::path& folder, ClassOrder order)
{
    PictureList list;
    Tree tree = treeOf(folder);
    std::vector<fs::path> tables = entriesOf(folder, Kind::Tables);
    while (isWrapper(tree) && !isSplit(tree.folders.front())) {
        Tree inner = std::move(tree.folders.front());
        tree = std::move(inner);
        std::ranges::move(entriesOf(tree.path, Kind::Tables), std::back_inserter(tables));
    }
    const bool hasSplits = std::ranges::any_of(
        tree.folders, [](const Tree& one) { return isSplit(one) && !one.folders.empty(); });
    if (hasSplits) {
        addSplits(list, tree);
    } else if (!std::ranges::all_of(tree.folders, isSplit)) {
        addClasses(list, tree);
    }
    if (list.pictures.empty()) {
        refuse(tree);
    }
    if (!tree.pictures.empty()) {
        list.notes.push_back(numberOf(tree.pictures.size(),
                                      "picture beside the folders of classes is left out.",
                                      "pictures beside the folders of classes are left out."));
    }
    if (tree.empty != 0) {
        list.notes.push_back(std::to_string(tree.empty) +
                             (tree.empty == 1 ? " folder without pictures is no class."
                                              : " folders without pictures are no classes."));
    }
    number(list, order);
    lookAtTables(list, tables);
    return list;
}

} // namespace palimpsest
