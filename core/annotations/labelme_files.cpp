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

AnnotatedPicture pictureIn(const SourceFile& file, const Reading& reading, ReadingRemarks& remarks)
{
    const std::string name = pictureName(file);
    DrawnOn on = drawnOn(file.path);
    auto size = reading.sizes(name);
    size = size || on.name.empty() ? size : reading.sizes(on.name);
    std::vector<std::string> leftOut;
    AnnotatedPicture picture{.name = printable(name),
                             .drawing = readLabelMe(file.path, size, &leftOut),
                             .otherKeys = otherKeysOfLabelMe(file.path),
                             .drawnOn = std::move(on)};
    for (const std::string& what : leftOut) {
        remarks.leftOut(what, name);
    }
    return picture;
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
    std::vector<AnnotatedPicture> pictures;
    const std::vector<SourceFile> files = filesEnding(source, ".json");
    for (std::size_t i = 0; i < files.size(); ++i) {
        reading.step(i, files.size());
        const SourceFile& file = files[i];
        remarks.attempt([&](ReadingRemarks& own) {
            if (source.files.size() > 1 && !isLabelMe(file.path)) {
                own.leftOut("what is no LabelMe file", file.inside.string());
            } else {
                pictures.push_back(pictureIn(file, reading, own));
            }
        });
    }
    return annotationsOf(std::move(pictures), remarks);
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
