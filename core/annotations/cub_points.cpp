// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/annotations/formats.h"
#include "core/annotations/reading_remarks.h"
#include "core/annotations/text_list.h"
#include "core/base/files.h"
#include "core/base/listed_names.h"
#include "core/base/utf8.h"

#include <algorithm>
#include <map>
#include <optional>
#include <sstream>
#include <string>
#include <utility>

namespace palimpsest {

namespace fs = std::filesystem;

namespace {

constexpr const char* kLocations = "part_locs.txt";
constexpr const char* kParts = "parts.txt";
constexpr const char* kImages = "images.txt";

/// The file of that name in a source or, where the source is one file, where the data set has it:
/// beside that, or a folder above.
std::optional<SourceFile> fileCalled(const SourceFiles& source, const std::string& name)
{
    const auto found = std::ranges::find_if(
        source.files, [&](const SourceFile& file) { return file.inside.filename() == name; });
    if (found != source.files.end()) {
        return *found;
    }
    std::error_code status;
    if (fs::is_directory(source.source, status)) {
        return std::nullopt;
    }
    const fs::path folder = fs::absolute(source.source).parent_path();
    for (const fs::path& path : {folder / name, folder.parent_path() / name}) {
        if (fs::is_regular_file(path, status)) {
            return SourceFile{.path = path, .inside = name};
        }
    }
    return std::nullopt;
}

[[noreturn]] void refuseLine(const SourceFile& file, std::size_t line, const std::string& what)
{
    refuseAnnotations(file.path, "line " + std::to_string(line + 1) + " is not " + what +
                                     ", as in CUB-200-2011");
}

/// The names behind the numbers of a list: "1 back".
std::map<int, std::string> namesIn(const SourceFiles& source, const std::string& name)
{
    const auto file = fileCalled(source, name);
    if (!file) {
        refuseAnnotations(source.source,
                          "it comes without " + name + ", which CUB-200-2011 has with it");
    }
    std::map<int, std::string> names;
    const std::vector<std::string> lines = linesOfList(*file);
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (trimmed(lines[i]).empty()) {
            continue;
        }
        std::istringstream fields(lines[i]);
        int number = 0;
        std::string text;
        fields >> number;
        std::getline(fields >> std::ws, text);
        if (fields.bad() || text.empty() || !names.emplace(number, trimmed(text)).second) {
            refuseLine(*file, i, "a number and a name");
        }
    }
    return names;
}

/// Where a part lies on a picture.
struct CubPoint
{
    int picture = 0;
    int part = 0;
    Point at;
    bool isVisible = false;
};

CubPoint pointIn(const SourceFile& file, const std::string& text, std::size_t line)
{
    std::istringstream fields(text);
    CubPoint point;
    std::string x;
    std::string y;
    int visible = 0;
    fields >> point.picture >> point.part >> x >> y >> visible;
    const auto across = numberIn(x);
    const auto down = numberIn(y);
    if (fields.fail() || !across || !down || (visible != 0 && visible != 1)) {
        refuseLine(file, line, "the numbers of a picture and a part, x, y, and 1 or 0");
    }
    point.at = {.x = *across, .y = *down};
    point.isVisible = visible == 1;
    return point;
}

bool isWithin(const Point& point, PixelSize size)
{
    return point.x >= 0.0 && point.y >= 0.0 && point.x < size.width && point.y < size.height;
}

/// Pictures that somebody knows, with the points that were found so far.
class CubPictures
{
public:
    CubPictures(std::map<int, std::string> names, const PictureSizes& sizes)
        : m_names(std::move(names)), m_sizes(sizes)
    {
    }

    void add(const CubPoint& point, const std::string& part, ReadingRemarks& remarks)
    {
        const auto known = m_pictures.find(point.picture);
        auto& picture = known != m_pictures.end() ? known->second : made(point.picture);
        if (!picture || !point.isVisible) {
            return;
        }
        if (!isWithin(point.at, {picture->drawing.width, picture->drawing.height})) {
            remarks.leftOut("the point \"" + shown(part) + "\", which lies outside", picture->name);
            return;
        }
        picture->drawing.points.push_back({.label = part, .at = point.at});
    }

    bool isListed(int picture) const { return m_names.contains(picture); }

    Annotations taken(ReadingRemarks& remarks) &&
    {
        Annotations result;
        std::size_t strangers = 0;
        for (auto& [number, picture] : m_pictures) {
            strangers += picture ? 0 : 1;
            if (picture) {
                result.pictures.push_back(*std::move(picture));
            }
        }
        if (strangers > 0) {
            remarks.say(
                "Left out: " +
                numberOf(strangers, "picture that is no sample", "pictures that are no samples") +
                " of the study.");
        }
        result.remarks = remarks.sentences();
        return result;
    }

private:
    /// None where nobody knows its size.
    std::optional<AnnotatedPicture>& made(int picture)
    {
        const std::string& name = m_names.at(picture);
        const auto size = m_sizes(name);
        auto& made = m_pictures[picture];
        if (size) {
            made = AnnotatedPicture{.name = printable(name),
                                    .drawing = {.width = size->width,
                                                .height = size->height,
                                                .shapes = {},
                                                .parts = {}},
                                    .otherKeys = {}};
        }
        return made;
    }

    std::map<int, std::string> m_names;
    const PictureSizes& m_sizes;
    std::map<int, std::optional<AnnotatedPicture>> m_pictures;
};

} // namespace

bool isCubSource(const SourceFiles& source)
{
    return std::ranges::any_of(
        source.files, [](const SourceFile& file) { return file.inside.filename() == kLocations; });
}

Annotations readCub(const SourceFiles& source, const Reading& reading)
{
    const auto file = fileCalled(source, kLocations);
    if (!file) {
        refuseAnnotations(source.source, std::string("it has no ") + kLocations);
    }
    const std::map<int, std::string> parts = namesIn(source, kParts);
    CubPictures pictures(namesIn(source, kImages), reading.sizes);
    ReadingRemarks remarks;
    const std::vector<std::string> lines = linesOfList(*file);
    for (std::size_t i = 0; i < lines.size(); ++i) {
        reading.step(i, lines.size());
        if (trimmed(lines[i]).empty()) {
            continue;
        }
        const CubPoint point = pointIn(*file, lines[i], i);
        const auto part = parts.find(point.part);
        if (part == parts.end() || !pictures.isListed(point.picture)) {
            refuseLine(*file, i, "of a picture and a part that are listed");
        }
        pictures.add(point, part->second, remarks);
    }
    return std::move(pictures).taken(remarks);
}

} // namespace palimpsest
