// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/pictures/image.h"
#include "core/samples/class_labels.h"

#include <cstddef>
#include <filesystem>
#include <optional>
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
    int label = 0;                   ///< position in PictureList::classes
    std::string split;               ///< "train", "test", … ; empty where the set is not split
    std::vector<PartLocation> parts; ///< where the set tells them: those that are visible

    bool operator==(const ListedPicture&) const = default;
};

/// A data set of pictures.
struct PictureList
{
    std::vector<std::string> classes; ///< different names, in the order of their labels
    std::vector<ListedPicture> pictures;
    std::size_t missing = 0;         ///< pictures that the set lists and that are not there
    std::vector<std::string> labels; ///< the label of each class in the set's files, as labelValue
                                     ///< writes it, where it is another than the name; else empty
    bool isTable = false;            ///< rows of a table, which somebody may have picked by hand
    bool hasOtherOrder = false;      ///< the other ClassOrder numbers its classes differently: then
                                     ///< the user has to say which one models were trained with
    std::vector<std::string> notes;  ///< sentences on what was left out, or taken for what

    bool operator==(const PictureList&) const = default;
};

/// Pictures in one folder for each class, those of folders below among them; or in train/CLASS,
/// val/CLASS and so on, or CLASS/train, where those that are named so are splits; or any of these
/// in one folder more. Hidden folders, what archives of macOS leave and folders without pictures
/// are no classes. Classes without training pictures come last, as models trained on the set do not
/// count them. Files that are named like no picture are left out, and tables are noted. Throws
/// BadFile, saying what there is, when there are no classes, or but one and a table that lists
/// pictures beside it.
PictureList listImageFolder(const std::filesystem::path& folder, ClassOrder order);

/// Columns of a table of pictures by their names or numbers, as columnCalled() takes them; those
/// that are not given are found.
struct PictureColumns
{
    std::optional<std::string> image;
    std::optional<std::string> label;

    bool operator==(const PictureColumns&) const = default;
};

/// Whether a file is a table with a column that names pictures below its folder.
bool listsPictures(const std::filesystem::path& table);

/// Pictures of a TSV, CSV or JSON lines. Without `columns` the pictures stand in the one whose
/// fields name files: paths from the table's folder, of either kind of slash, or, where no file is
/// there, names or ids without ending that one file below it has. Labels, numbers or names, stand
/// in "label", "class_id", "target" and the like, names of classes beside them in "class",
/// "class_name" …, else in the one other column that repeats; "split". Throws Unclear where several
/// columns could be meant, BadFile, naming the line, when a picture is missing, a label is, or one
/// picture has two.
PictureList listPictureTable(const std::filesystem::path& table,
                             ClassOrder order = ClassOrder::ByText,
                             const PictureColumns& columns = {});

/// CUB-200-2011 in its official layout, with its split and its part locations. Labels are
/// places among the numbers of the classes, of which some may be missing. Pictures that are not
/// there are left out and counted. Throws BadFile, naming the file and line.
PictureList listCub200(const std::filesystem::path& folder);

} // namespace palimpsest
