// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/error.h"
#include "core/base/progress.h"
#include "core/parts/drawing.h"
#include "core/parts/drawn_on.h"
#include "core/parts/labelme_picture.h"

#include <cstddef>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace palimpsest {

/// What a file of annotations says of one picture.
struct AnnotatedPicture
{
    std::string name;      ///< of the picture's file, perhaps in folders: UTF-8, never to be opened
    Drawing drawing;       ///< on the picture's pixels
    std::string otherKeys; ///< JSON object of what else a LabelMe file says of it, or empty
    DrawnOn drawnOn = {};  ///< what the file says of it, which is called `name`

    bool operator==(const AnnotatedPicture&) const = default;
};

struct Annotations
{
    std::vector<AnnotatedPicture> pictures;
    std::vector<std::string> remarks; ///< sentences: what became something else, or was left out

    bool operator==(const Annotations&) const = default;
};

/// How large a picture is, for formats that do not say it; none where nobody knows.
using PictureSizes = std::function<std::optional<PixelSize>(const std::string& name)>;

/// What readers of a format are told beside the files.
struct Reading
{
    PictureSizes sizes;
    Progress progress; ///< of pictures or files, as the format has them

    /// To be called before each of them. Throws Cancelled.
    void step(std::size_t done, std::size_t total) const
    {
        if (progress && !progress(done, total)) {
            throw Cancelled();
        }
    }
};

/// A file that is to be written.
struct AnnotationFile
{
    std::filesystem::path path; ///< within the folder that they are written into
    std::string bytes;

    bool operator==(const AnnotationFile&) const = default;
};

/// What a format makes of annotations.
struct AnnotationFiles
{
    std::vector<AnnotationFile> files;
    std::vector<std::string> remarks; ///< sentences: what the format cannot hold

    bool operator==(const AnnotationFiles&) const = default;
};

} // namespace palimpsest
