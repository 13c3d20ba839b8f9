// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/samples/image.h"

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

namespace palimpsest {

/// A named place in a picture, such as a bird's beak.
struct PartLocation
{
    std::string name;
    double x = 0.0; ///< in pixels of the stored picture
    double y = 0.0;

    bool operator==(const PartLocation&) const = default;
};

/// A picture of a data set.
struct ListedPicture
{
    std::filesystem::path path; ///< of the file; of the archive where `image` holds the pixels
    Image image;                ///< of sets that keep many in one file; empty otherwise
    std::string className;
    int label = 0;     ///< as the data set counts, which is how models trained on it count
    std::string split; ///< "train", "test", … ; empty where the set is not split
    std::vector<PartLocation> parts; ///< where the set tells them: those that are visible

    bool operator==(const ListedPicture&) const = default;
};

/// A data set of pictures.
struct PictureList
{
    std::vector<std::string> classes; ///< different names, in the order of their labels
    std::vector<ListedPicture> pictures;
    std::size_t missing = 0; ///< pictures that the set lists and that are not there

    bool operator==(const PictureList&) const = default;
};

/// How the names of folders become class numbers.
enum class ClassOrder {
    ByText,  ///< "10" before "2", as torchvision's ImageFolder does
    Natural, ///< "2" before "10"
};

/// Pictures in one folder per class, or in train/CLASS, val/CLASS and so on. Files that are named
/// like no picture are left out. Throws BadFile when there is none.
PictureList listImageFolder(const std::filesystem::path& folder, ClassOrder order);

/// Whether the two orders number the classes of a folder differently: then the user has to say
/// which one the models were trained with.
bool ordersDiffer(const std::vector<std::string>& classes);

/// Pictures of a TSV or CSV with a header, such as the annotations of Stanford Cars: a column
/// "file", "path", "filename", "image" or "image_id" with paths from the table's folder or, where
/// no file is there, with names that one file below it has; "label", "class_id", "class_index" or
/// "target" with numbers; "class_name", "class", "name" or "category" with names; "split". One of
/// numbers and names may be missing. Throws BadFile, naming the line, when a picture is missing.
PictureList listPictureTable(const std::filesystem::path& table);

/// CUB-200-2011 in its official layout, with its split and its part locations. Labels count from 0,
/// a class's number less 1. Pictures that are not there are left out and counted. Throws BadFile,
/// naming the file and line.
PictureList listCub200(const std::filesystem::path& folder);

} // namespace palimpsest
