// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/annotations/format_catalogue.h"

#include "core/annotations/formats.h"
#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/listed_names.h"

#include <algorithm>
#include <array>

namespace palimpsest {

namespace {

constexpr std::array kFormats = {
    AnnotationFormat{.name = "labelme",
                     .text = "LabelMe, a JSON file a picture",
                     .isIn = isLabelMeSource,
                     .read = readLabelMeFiles,
                     .write = writeLabelMeFiles,
                     .loses = ""},
    AnnotationFormat{.name = "cub",
                     .text = "CUB-200-2011, where parts lie (part_locs.txt)",
                     .isIn = isCubSource,
                     .read = readCub,
                     .write = nullptr,
                     .loses = ""},
    AnnotationFormat{.name = "coco",
                     .text = "COCO instances, one JSON file",
                     .isIn = isCocoSource,
                     .read = readCoco,
                     .write = writeCoco,
                     .loses = "colours, points, further keys of LabelMe, what lies under other "
                              "parts where shapes erase"},
    AnnotationFormat{.name = "cvat",
                     .text = "CVAT for images 1.1, one XML file",
                     .isIn = isCvatSource,
                     .read = readCvat,
                     .write = writeCvat,
                     .loses = "colours, points, further keys of LabelMe, what lies under other "
                              "parts where shapes erase"},
    AnnotationFormat{
        .name = "voc",
        .text = "Pascal VOC, segmentations and XML",
        .isIn = isVocSource,
        .read = readVoc,
        .write = writeVoc,
        .loses = "colours, points, further keys of LabelMe, corners, what lies under other parts"},
    AnnotationFormat{
        .name = "yolo",
        .text = "YOLO, outlines in a text file a picture",
        .isIn = isYoloSource,
        .read = readYolo,
        .write = writeYolo,
        .loses =
            "colours, points, further keys of LabelMe, what lies under other parts where shapes "
            "erase, several shapes of a part (they become one outline along pixels)"},
    AnnotationFormat{.name = "part-masks",
                     .text = "a PNG a part, in a folder a picture",
                     .isIn = isPartMaskSource,
                     .read = readPartMasks,
                     .write = writePartMasks,
                     .loses = "colours, points, further keys of LabelMe, corners"},
    AnnotationFormat{
        .name = "masks",
        .text = "a PNG of labels a picture",
        .isIn = isLabelMaskSource,
        .read = readLabelMasks,
        .write = writeLabelMasks,
        .loses = "colours, points, further keys of LabelMe, corners, what lies under other parts, "
                 "an order of parts that differs by picture, more than 254 names"},
};

} // namespace

std::span<const AnnotationFormat> annotationFormats()
{
    return kFormats;
}

std::string listedFormats()
{
    std::vector<std::string> names;
    for (const AnnotationFormat& format : kFormats) {
        names.emplace_back(format.name);
    }
    return joined(names);
}

const AnnotationFormat& formatCalled(const std::string& name)
{
    const auto* const found = std::ranges::find_if(
        kFormats, [&](const AnnotationFormat& format) { return name == format.name; });
    if (found == kFormats.end()) {
        throw BadInput("\"" + name + "\" is no format of annotations. There are " +
                       listedFormats() + ".");
    }
    return *found;
}

const AnnotationFormat& formatOf(const SourceFiles& source)
{
    const auto* const found = std::ranges::find_if(
        kFormats, [&](const AnnotationFormat& format) { return format.isIn(source); });
    if (found == kFormats.end()) {
        throw BadInput(quoted(source.source) +
                       " does not look like annotations that can be read. Name their format, one "
                       "of " +
                       listedFormats() + ", or the file or folder that holds them.");
    }
    return *found;
}

Annotations readAnnotations(const std::filesystem::path& source, const std::string& format,
                            const Reading& reading)
{
    const SourceFiles files = listSource(source);
    const AnnotationFormat& chosen = format.empty() ? formatOf(files) : formatCalled(format);
    Annotations result = chosen.read(files, reading);
    if (!files.links.empty()) {
        std::vector<std::string> names;
        for (const std::filesystem::path& link : files.links) {
            names.push_back(link.string());
        }
        result.remarks.push_back("Left out: links, which may lead anywhere: " + listedNames(names) +
                                 ".");
    }
    return result;
}

} // namespace palimpsest
