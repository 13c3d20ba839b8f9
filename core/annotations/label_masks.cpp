// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/annotations/formats.h"
#include "core/annotations/mask_labels.h"
#include "core/annotations/part_regions.h"
#include "core/annotations/picture_builder.h"
#include "core/base/error.h"
#include "core/base/utf8.h"
#include "core/pictures/label_png.h"

#include <algorithm>
#include <cctype>
#include <map>
#include <utility>

namespace palimpsest {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kDigits = 3; // of the number in front of a part's file

std::string stemOf(const fs::path& inside)
{
    return fs::path(inside).replace_extension().generic_string();
}

/// Whether a file is called as writePartMasks() does: "001_beak.png".
bool isNumbered(const SourceFile& file)
{
    const std::string name = file.inside.filename().string();
    return name.size() > kDigits && name[kDigits] == '_' &&
           std::all_of(name.begin(), name.begin() + kDigits,
                       [](unsigned char c) { return std::isdigit(c) != 0; });
}

/// A part's name as that of a file, which unescaped() takes back.
std::string escaped(const std::string& name)
{
    constexpr std::string_view kHex = "0123456789ABCDEF";
    constexpr std::size_t kLongest = 200;
    std::string result;
    for (const char c : name.substr(0, kLongest / 3)) {
        const auto byte = static_cast<unsigned char>(c);
        if (std::isalnum(byte) != 0 || c == '-' || c == '_' || c == ' ' || c == '+') {
            result += c;
        } else {
            result += {'%', kHex[byte / 16], kHex[byte % 16]};
        }
    }
    return result;
}

std::string unescaped(const std::string& text)
{
    std::string name;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool isEscape = text[i] == '%' && i + 2 < text.size() &&
                              std::isxdigit(static_cast<unsigned char>(text[i + 1])) != 0 &&
                              std::isxdigit(static_cast<unsigned char>(text[i + 2])) != 0;
        if (isEscape) {
            name += static_cast<char>(std::stoi(text.substr(i + 1, 2), nullptr, 16));
            i += 2;
        } else {
            name += text[i];
        }
    }
    return printable(name);
}

AnnotatedPicture pictureOfLabels(const SourceFile& file, const MaskLabels& labels,
                                 ReadingRemarks& remarks)
{
    const LabelGrid grid = readGrid(file, labels);
    PictureBuilder picture(file.path, stemOf(file.inside), {grid.width, grid.height}, remarks);
    for (const int label : labelsIn(grid)) {
        const std::string name = labelName(label, labels);
        picture.addObject(name,
                          {outlineOfMask(pixelsOf(grid, label), picture.size(), {}, file.path,
                                         "label \"" + shown(name) + "\"")},
                          name);
    }
    return std::move(picture).picture();
}

/// The picture of that name, of whose parts `files`, at least one, are the masks.
AnnotatedPicture pictureOfMasks(const std::string& name, const std::vector<SourceFile>& files,
                                ReadingRemarks& remarks)
{
    const bool areNumbered = std::ranges::all_of(files, isNumbered);
    std::optional<PictureBuilder> picture;
    for (const SourceFile& file : files) {
        const LabelGrid grid = readGrid(file, {});
        const PixelSize size{grid.width, grid.height};
        if (!picture) {
            picture.emplace(file.path, name, size, remarks);
        } else if (picture->size() != size) {
            refuseAnnotations(file.path, "it is of another size than the masks beside it");
        }
        std::vector<bool> mask(grid.labels.size());
        std::transform(grid.labels.begin(), grid.labels.end(), mask.begin(),
                       [](int label) { return label != 0; });
        const std::string stem = file.inside.stem().string();
        picture->addObject(unescaped(areNumbered ? stem.substr(kDigits + 1) : stem),
                           {outlineOfMask(mask, size, {}, file.path, "the part")}, "the part");
    }
    return std::move(*picture).picture();
}

} // namespace

bool isLabelMaskSource(const SourceFiles& source)
{
    return !filesEnding(source, ".png").empty();
}

Annotations readLabelMasks(const SourceFiles& source, const Reading& reading)
{
    ReadingRemarks remarks;
    std::vector<AnnotatedPicture> pictures;
    const MaskLabels labels = readMaskLabels(source);
    if (labels.names.empty()) {
        remarks.say("No labelmap.txt, labels.txt or classes.txt names the labels, so parts are "
                    "called by their numbers.");
    }
    const std::vector<SourceFile> files = filesEnding(source, ".png");
    for (std::size_t i = 0; i < files.size(); ++i) {
        reading.step(i, files.size());
        remarks.attempt([&](ReadingRemarks& own) {
            pictures.push_back(pictureOfLabels(files[i], labels, own));
        });
    }
    return annotationsOf(std::move(pictures), remarks);
}

AnnotationFiles writeLabelMasks(const std::vector<AnnotatedPicture>& pictures)
{
    AnnotationFiles result;
    std::vector<std::string> names;
    for (const AnnotatedPicture& picture : pictures) {
        const LabelMap map = paint(picture.drawing);
        std::string png = maskPng(map, [&](std::size_t label) {
            const Part& part = map.parts[label - 1];
            return part.pixels == 0 ? 0 : labelOf(part.name, names, "a mask of labels");
        });
        result.files.push_back({.path = pathWithin(picture.name, ".png"), .bytes = std::move(png)});
        std::ranges::move(partsLeftOut(map, picture.name), std::back_inserter(result.remarks));
    }
    result.files.push_back({.path = "labelmap.txt", .bytes = labelMapText(names)});
    return result;
}

bool isPartMaskSource(const SourceFiles& source)
{
    const std::vector<SourceFile> files = filesEnding(source, ".png");
    return !files.empty() && std::ranges::all_of(files, [](const SourceFile& file) {
        return file.inside.has_parent_path() && isNumbered(file);
    });
}

Annotations readPartMasks(const SourceFiles& source, const Reading& reading)
{
    ReadingRemarks remarks;
    std::map<std::string, std::vector<SourceFile>> folders; ///< by the picture's name
    for (const SourceFile& file : filesEnding(source, ".png")) {
        folders[file.inside.parent_path().generic_string()].push_back(file);
    }
    std::vector<AnnotatedPicture> pictures;
    std::size_t done = 0;
    for (const auto& [name, files] : folders) {
        reading.step(done++, folders.size());
        const std::string called = name.empty() ? source.source.filename().string() : name;
        remarks.attempt([&, &masks = files](ReadingRemarks& own) {
            pictures.push_back(pictureOfMasks(called, masks, own));
        });
    }
    return annotationsOf(std::move(pictures), remarks);
}

AnnotationFiles writePartMasks(const std::vector<AnnotatedPicture>& pictures)
{
    AnnotationFiles result;
    for (const AnnotatedPicture& picture : pictures) {
        const Drawing& drawing = picture.drawing;
        const std::vector<PartRegion> regions = regionsOf(drawing);
        for (std::size_t i = 0; i < regions.size(); ++i) {
            LabelPicture png{
                .width = drawing.width, .height = drawing.height, .labels = {}, .colours = {}};
            for (const bool isSet : maskOf(regions[i], {drawing.width, drawing.height})) {
                png.labels.push_back(isSet ? 255 : 0);
            }
            std::string number = std::to_string(i + 1);
            number.insert(0, kDigits - number.size(), '0');
            result.files.push_back({.path = pathWithin(picture.name, "") /
                                            (number + "_" + escaped(regions[i].name) + ".png"),
                                    .bytes = encodeLabelPng(png)});
        }
        std::ranges::move(partsLeftOut(drawing, regions, picture.name),
                          std::back_inserter(result.remarks));
    }
    return result;
}

} // namespace palimpsest
