// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/annotations/formats.h"
#include "core/annotations/picture_builder.h"
#include "core/base/files.h"
#include "core/base/utf8.h"
#include "core/parts/labelme.h"

#include <algorithm>
#include <utility>

namespace palimpsest {

namespace {

/// A LabelMe file is called like its picture but for the ending.
std::string pictureName(const SourceFile& file)
{
    return std::filesystem::path(file.inside).replace_extension().generic_string();
}

} // namespace

bool isLabelMeSource(const SourceFiles& source)
{
    return std::ranges::any_of(filesEnding(source, ".json"),
                               [](const SourceFile& file) { return isLabelMe(file.path); });
}

Annotations readLabelMeFiles(const SourceFiles& source, const Reading& reading)
{
    ReadingRemarks remarks;
    Annotations result;
    const std::vector<SourceFile> files = filesEnding(source, ".json");
    for (std::size_t i = 0; i < files.size(); ++i) {
        reading.step(i, files.size());
        const SourceFile& file = files[i];
        const std::string name = pictureName(file);
        if (source.files.size() > 1 && !isLabelMe(file.path)) {
            remarks.leftOut("what is no LabelMe file", file.inside.string());
            continue;
        }
        std::vector<std::string> leftOut;
        result.pictures.push_back({.name = printable(name),
                                   .drawing = readLabelMe(file.path, reading.sizes(name), &leftOut),
                                   .otherKeys = otherKeysOfLabelMe(file.path)});
        for (const std::string& what : leftOut) {
            remarks.leftOut(what, name);
        }
    }
    result.pictures = withoutRepeated(std::move(result.pictures), remarks);
    result.remarks = remarks.sentences();
    return result;
}

AnnotationFiles writeLabelMeFiles(const std::vector<AnnotatedPicture>& pictures)
{
    AnnotationFiles result;
    for (const AnnotatedPicture& picture : pictures) {
        result.files.push_back(
            {.path = pathWithin(picture.name, ".json"),
             .bytes = labelMeText({}, picture.drawing, pathWithin(picture.name).filename(),
                                  picture.otherKeys)});
    }
    return result;
}

} // namespace palimpsest
