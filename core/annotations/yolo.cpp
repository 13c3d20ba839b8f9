// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/annotations/formats.h"
#include "core/annotations/part_regions.h"
#include "core/annotations/picture_builder.h"
#include "core/annotations/text_list.h"
#include "core/annotations/yolo_names.h"
#include "core/base/error.h"
#include "core/base/file_kinds.h"
#include "core/base/utf8.h"
#include "core/pictures/picture_header.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <set>
#include <sstream>
#include <utility>

namespace palimpsest {

namespace fs = std::filesystem;

namespace {

/// Files of labels: those below "labels" where there is such a folder, else every text that is no
/// list of something else.
std::vector<SourceFile> labelFiles(const SourceFiles& source)
{
    static const std::set<std::string> kOthers = {"classes.txt", "labels.txt", "labelmap.txt",
                                                  "train.txt",   "val.txt",    "test.txt",
                                                  "README.txt"};
    std::vector<SourceFile> texts = filesEnding(source, ".txt");
    const auto isBelow = [](const SourceFile& file) {
        return !behind(file.inside, "labels").empty();
    };
    const bool hasFolder = std::ranges::any_of(texts, [&](const SourceFile& file) {
        return isBelow(file) && file.inside.filename() != "README.txt";
    });
    std::erase_if(texts, [&](const SourceFile& file) {
        return kOthers.contains(file.inside.filename().string()) || (hasFolder && !isBelow(file));
    });
    return texts;
}

/// A path without its folders "labels" and "images" and without its ending.
fs::path placeOf(const fs::path& inside)
{
    fs::path place;
    const fs::path plain = fs::path(inside).replace_extension();
    for (const fs::path& part : plain) {
        if (part != "labels" && part != "images") {
            place /= part;
        }
    }
    return place;
}

using PicturesByStem = std::multimap<std::string, SourceFile>;

PicturesByStem picturesOf(const SourceFiles& source)
{
    PicturesByStem pictures;
    for (const SourceFile& file : source.files) {
        if (isPictureName(file.inside)) {
            pictures.emplace(file.inside.stem().string(), file);
        }
    }
    return pictures;
}

/// The picture that a file of labels is of: the one at its place, else the only one of its name.
const SourceFile* pictureOf(const SourceFile& file, const PicturesByStem& pictures)
{
    const auto [first, end] = pictures.equal_range(file.inside.stem().string());
    for (auto entry = first; entry != end; ++entry) {
        if (placeOf(entry->second.inside) == placeOf(file.inside)) {
            return &entry->second;
        }
    }
    return std::distance(first, end) == 1 ? &first->second : nullptr;
}

/// The size of a picture as it is looked at; none where it cannot be read.
std::optional<PixelSize> sizeOf(const SourceFile& picture)
{
    try {
        return uprightSize(readPictureHeader(picture.path));
    } catch (const BadFile&) {
        return std::nullopt;
    }
}

/// A share of a side in pixels, without what its digits have left of a whole number or a half.
double pixels(double share, int side)
{
    constexpr double kSteps = 1e6;
    return std::round(share * side * kSteps) / kSteps;
}

void takeLine(const std::vector<double>& numbers, const std::map<int, std::string>& names,
              const std::string& where, PictureBuilder& picture, ReadingRemarks& remarks)
{
    const PixelSize size = picture.size();
    const int number = static_cast<int>(numbers[0]);
    const auto known = names.find(number);
    const std::string category =
        known == names.end() ? "class " + std::to_string(number) : known->second;
    constexpr std::size_t kBoxNumbers = 5;
    std::vector<Point> outline;
    if (numbers.size() == kBoxNumbers) {
        const double x = numbers[1];
        const double y = numbers[2];
        const double halfWidth = numbers[3] / 2.0;
        const double halfHeight = numbers[4] / 2.0;
        outline = rectangle(pixels(x - halfWidth, size.width), pixels(y - halfHeight, size.height),
                            pixels(x + halfWidth, size.width), pixels(y + halfHeight, size.height));
        remarks.became("a box", "a rectangle");
    } else {
        for (std::size_t i = 1; i + 1 < numbers.size(); i += 2) {
            outline.push_back(
                {.x = pixels(numbers[i], size.width), .y = pixels(numbers[i + 1], size.height)});
        }
    }
    picture.addObject(category, {std::move(outline)}, where);
}

/// Reads a line's class and its shares of the picture.
std::vector<double> numbersOf(const std::string& line, const std::string& where,
                              const fs::path& path)
{
    std::vector<double> numbers;
    std::istringstream words(line);
    for (std::string word; words >> word;) {
        const auto number = numberIn(word);
        if (!number) {
            refuseAnnotations(path, where + " holds \"" + shown(word) +
                                        "\", which is no number; YOLO has a class and shares of "
                                        "the picture");
        }
        numbers.push_back(*number);
    }
    const bool isClass = !numbers.empty() && numbers[0] >= 0.0 && numbers[0] < 1e6 &&
                         numbers[0] == std::floor(numbers[0]);
    if (!numbers.empty() && (!isClass || numbers.size() % 2 == 0 || numbers.size() < 5)) {
        refuseAnnotations(path, where + " is no class with a box (4 numbers) or an outline (3 "
                                        "points or more)");
    }
    return numbers;
}

/// What a file of labels draws on the picture of that name and size.
AnnotatedPicture pictureIn(const SourceFile& file, const std::string& name, PixelSize size,
                           const std::map<int, std::string>& names, ReadingRemarks& remarks)
{
    PictureBuilder picture(file.path, name, size, remarks);
    const std::vector<std::string> lines = linesOfList(file);
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const std::string where = "line " + std::to_string(i + 1);
        const std::vector<double> numbers = numbersOf(lines[i], where, file.path);
        if (!numbers.empty()) {
            takeLine(numbers, names, where, picture, remarks);
        }
    }
    return std::move(picture).picture();
}

/// One closed outline, as a line of YOLO holds one alone.
std::vector<Point> singleOutline(const PartRegion& region, PixelSize size)
{
    return region.polygons.size() == 1 ? region.polygons[0]
                                       : outlineOf(maskOf(region, size), size, {});
}

} // namespace

bool isYoloSource(const SourceFiles& source)
{
    const auto isNames = [](const SourceFile& file) {
        return file.inside.filename() == "data.yaml" || file.inside.filename() == "obj.names" ||
               file.inside.filename() == "classes.txt";
    };
    return !labelFiles(source).empty() &&
           (std::ranges::any_of(source.files, isNames) ||
            filesEnding(source, ".txt").size() == source.files.size() ||
            std::ranges::any_of(source.files, [](const SourceFile& file) {
                return !behind(file.inside, "labels").empty();
            }));
}

Annotations readYolo(const SourceFiles& source, const Reading& reading)
{
    ReadingRemarks remarks;
    std::vector<AnnotatedPicture> pictures;
    const std::map<int, std::string> names = readYoloNames(source);
    if (names.empty()) {
        remarks.say("No data.yaml, obj.names or classes.txt names the classes, so parts are called "
                    "by their numbers.");
    }
    const PicturesByStem pictureFiles = picturesOf(source);
    const std::vector<SourceFile> files = labelFiles(source);
    for (std::size_t at = 0; at < files.size(); ++at) {
        reading.step(at, files.size());
        const SourceFile& file = files[at];
        const SourceFile* beside = pictureOf(file, pictureFiles);
        const std::string name =
            placeOf(file.inside).generic_string() +
            (beside == nullptr ? std::string() : beside->inside.extension().string());
        auto size = beside == nullptr ? std::nullopt : sizeOf(*beside);
        size = size ? size : reading.sizes(name);
        if (!size) {
            remarks.leftOut("all of a picture whose size nobody says, as no picture is called so",
                            name);
            continue;
        }
        remarks.attempt([&](ReadingRemarks& own) {
            pictures.push_back(pictureIn(file, name, *size, names, own));
        });
    }
    return annotationsOf(std::move(pictures), remarks);
}

AnnotationFiles writeYolo(const std::vector<AnnotatedPicture>& pictures)
{
    AnnotationFiles result;
    std::vector<std::string> names;
    for (const AnnotatedPicture& picture : pictures) {
        const PixelSize size{picture.drawing.width, picture.drawing.height};
        const std::vector<PartRegion> regions = regionsOf(picture.drawing);
        std::string text;
        for (const PartRegion& region : regions) {
            const auto known = std::ranges::find(names, region.category);
            text += std::to_string(known - names.begin());
            if (known == names.end()) {
                names.push_back(region.category);
            }
            for (const Point& point : singleOutline(region, size)) {
                text += " " + numberText(point.x / size.width) + " " +
                        numberText(point.y / size.height);
            }
            text += "\n";
        }
        result.files.push_back(
            {.path = "labels" / pathWithin(picture.name, ".txt"), .bytes = text});
        std::ranges::move(partsLeftOut(picture.drawing, regions, picture.name),
                          std::back_inserter(result.remarks));
    }
    result.files.push_back({.path = "data.yaml", .bytes = yoloNamesText(names)});
    return result;
}

} // namespace palimpsest
