// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/samples/datasets/picture_list.h"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace palimpsest {

/// Pictures to train a classifier on and to test it on, in one numbering of classes.
struct TrainingPictures
{
    std::vector<std::string> classes;     ///< those of the training pictures, in their order
    std::vector<ListedPicture> train;     ///< labels are positions in `classes`
    std::vector<ListedPicture> test;      ///< the same; empty where there are none
    std::vector<std::string> warnings;    ///< sentences
    std::vector<std::string> labels = {}; ///< of `classes`, as PictureList::labels
    /// Labels and the classes of a study that they were taken for, once they are in its classes.
    std::vector<std::pair<std::string, std::string>> table = {};

    bool operator==(const TrainingPictures&) const = default;
};

/// The pictures of a data set as it lies on disk: a folder in the layout of CUB-200-2011, the
/// binary version of CIFAR-10, the IDX files of MNIST and the like, any other folder of folders, or
/// a table. `order` numbers classes by name; `columns` are those of a table. Throws BadFile,
/// Unclear.
PictureList listPictures(const std::filesystem::path& source, ClassOrder order,
                         const PictureColumns& columns = {});

/// The split of every picture; empty ones where the set is not split.
std::vector<std::string> splitsOf(const PictureList& list);

/// The pictures of one split, as samplesOfSplit.
std::vector<ListedPicture> picturesOfSplit(const PictureList& list, std::string_view split);

/// What a list keeps apart from training, as samplesKeptApart.
std::vector<ListedPicture> keptApart(const PictureList& list);

/// Of a set that is split, its training pictures; of one that is not, all. The test pictures are
/// those of `test` (of its split "test" where it has one) or, without it, those that `train`
/// itself keeps apart as "test", or else for validation. Classes are matched by their names: test
/// pictures of others are left out with a warning. Throws BadInput when nothing is left to train
/// on or, of a given `test`, to test on.
TrainingPictures trainingPictures(const PictureList& train, const std::optional<PictureList>& test);

} // namespace palimpsest
