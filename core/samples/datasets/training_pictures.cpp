// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/samples/datasets/training_pictures.h"

#include "core/base/error.h"
#include "core/base/listed_names.h"
#include "core/samples/datasets/packed_pictures.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <string>
#include <string_view>
#include <utility>

namespace palimpsest {

namespace fs = std::filesystem;

namespace {

std::vector<ListedPicture> picturesAt(const PictureList& list,
                                      const std::vector<std::size_t>& positions)
{
    std::vector<ListedPicture> pictures;
    for (const std::size_t i : positions) {
        pictures.push_back(list.pictures[i]);
    }
    return pictures;
}

bool isSplit(const PictureList& list)
{
    return std::ranges::any_of(list.pictures, [](const auto& one) { return !one.split.empty(); });
}

/// Numbers pictures by the names of their classes; those of unknown classes are taken away, and
/// their classes given back.
std::set<std::string> number(std::vector<ListedPicture>& pictures,
                             const std::vector<std::string>& classes)
{
    std::set<std::string> unknown;
    std::erase_if(pictures, [&](ListedPicture& picture) {
        const auto found = std::ranges::find(classes, picture.className);
        picture.label = static_cast<int>(found - classes.begin());
        return found == classes.end() && (unknown.insert(picture.className), true);
    });
    return unknown;
}

void warnOfClasses(TrainingPictures& result, const std::set<std::string>& unknown)
{
    if (!unknown.empty()) {
        result.warnings.push_back("Test pictures of classes that have no training pictures are "
                                  "left out: " +
                                  listedNames({unknown.begin(), unknown.end()}) + ".");
    }
    std::set<std::string> untested(result.classes.begin(), result.classes.end());
    for (const ListedPicture& picture : result.test) {
        untested.erase(picture.className);
    }
    if (!result.test.empty() && !untested.empty()) {
        result.warnings.push_back("Classes without test pictures: " +
                                  listedNames({untested.begin(), untested.end()}) + ".");
    }
}

} // namespace

PictureList listPictures(const fs::path& source, ClassOrder order, const PictureColumns& columns)
{
    std::error_code status;
    if (!fs::is_directory(source, status)) {
        return listPictureTable(source, order, columns);
    }
    if (fs::exists(source / "image_class_labels.txt", status)) {
        return listCub200(source);
    }
    if (fs::exists(source / "batches.meta.txt", status)) {
        return readCifar10(source);
    }
    PictureList packed = listIdxPictures(source);
    return packed.pictures.empty() ? listImageFolder(source, order) : std::move(packed);
}

std::vector<std::string> splitsOf(const PictureList& list)
{
    std::vector<std::string> splits;
    std::ranges::transform(list.pictures, std::back_inserter(splits), &ListedPicture::split);
    return splits;
}

std::vector<ListedPicture> picturesOfSplit(const PictureList& list, std::string_view split)
{
    return picturesAt(list, samplesOfSplit(splitsOf(list), split));
}

std::vector<ListedPicture> keptApart(const PictureList& list)
{
    return picturesAt(list, samplesKeptApart(splitsOf(list)));
}

TrainingPictures trainingPictures(const PictureList& train, const std::optional<PictureList>& test)
{
    TrainingPictures result;
    result.train = isSplit(train) ? picturesOfSplit(train, "train") : train.pictures;
    result.test = keptApart(test ? *test : train);
    if (test && result.test.empty()) {
        result.test = test->pictures;
    }
    std::set<std::string> trained;
    for (const ListedPicture& picture : result.train) {
        trained.insert(picture.className);
    }
    for (std::size_t i = 0; i < train.classes.size(); ++i) {
        if (trained.contains(train.classes[i])) {
            result.classes.push_back(train.classes[i]);
            if (!train.labels.empty()) {
                result.labels.push_back(train.labels[i]);
            }
        }
    }
    if (result.classes.size() < 2) {
        throw BadInput("The training pictures are of " + std::to_string(result.classes.size()) +
                       " classes. A classifier needs two or more, each with a folder of pictures.");
    }
    number(result.train, result.classes);
    const std::set<std::string> unknown = number(result.test, result.classes);
    if (test && result.test.empty()) {
        throw BadInput("No test picture is of a class that has training pictures; theirs are " +
                       listedNames({unknown.begin(), unknown.end()}) + ". Name the folders alike.");
    }
    warnOfClasses(result, unknown);
    std::ranges::copy(train.notes, std::back_inserter(result.warnings));
    const std::size_t missing = train.missing + (test ? test->missing : 0);
    if (missing != 0) {
        result.warnings.push_back(numberOf(missing, "picture that the data set lists is not there.",
                                           "pictures that the data set lists are not there."));
    }
    return result;
}

} // namespace palimpsest
