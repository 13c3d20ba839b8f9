// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/annotations/formats.h"
#include "core/annotations/part_regions.h"
#include "core/annotations/picture_builder.h"
#include "core/annotations/run_lengths.h"
#include "core/annotations/text_list.h"
#include "core/annotations/xml_file.h"
#include "core/base/error.h"
#include "core/base/utf8.h"
#include "core/pictures/picture_header.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>
#include <numbers>
#include <pugixml.hpp>
#include <sstream>
#include <utility>

namespace palimpsest {

namespace {

constexpr int kEllipseCorners = 64;
constexpr double kDegree = std::numbers::pi / 180.0;

/// One <image> while it is read.
class CvatImage
{
public:
    CvatImage(const std::filesystem::path& path, const pugi::xml_node& image,
              PictureBuilder& picture, ReadingRemarks& remarks)
        : m_path(path), m_picture(picture), m_remarks(remarks)
    {
        std::vector<pugi::xml_node> elements(image.begin(), image.end());
        std::ranges::stable_sort(elements, {}, [](const pugi::xml_node& element) {
            return element.attribute("z_order").as_int();
        });
        for (const pugi::xml_node& element : elements) {
            if (element.type() == pugi::node_element) {
                take(element);
            }
        }
    }

private:
    void take(const pugi::xml_node& element);
    std::vector<Point> outlineOf(const pugi::xml_node& element, const std::string& kind);
    double number(const pugi::xml_node& element, const char* name) const;
    std::vector<Point> polygon(const pugi::xml_node& element) const;
    std::vector<Point> mask(const pugi::xml_node& element) const;
    std::string where(const pugi::xml_node& element) const
    {
        return std::string(element.name()) + " \"" + shown(element.attribute("label").value()) +
               "\" of image \"" + shown(m_picture.name()) + "\"";
    }

    const std::filesystem::path& m_path;
    PictureBuilder& m_picture;
    ReadingRemarks& m_remarks;
    std::map<std::pair<std::string, std::string>, std::string> m_groups; ///< parts by label, group
};

void CvatImage::take(const pugi::xml_node& element)
{
    const std::string kind = element.name();
    const std::string label = element.attribute("label").value();
    std::vector<Point> outline = outlineOf(element, kind);
    if (outline.empty()) {
        m_remarks.leftOut("the " + shown(kind) + " \"" + shown(label) + "\"", m_picture.name());
        return;
    }
    const std::string group = element.attribute("group_id").value();
    const auto known = m_groups.find({label, group});
    if (known != m_groups.end()) {
        m_picture.addToObject(known->second, std::move(outline), where(element));
        return;
    }
    const std::string part = m_picture.addObject(label, {std::move(outline)}, where(element));
    if (!part.empty() && !group.empty() && group != "0") {
        m_groups[{label, group}] = part;
    }
}

/// Empty for what has no area.
std::vector<Point> CvatImage::outlineOf(const pugi::xml_node& element, const std::string& kind)
{
    if (kind == "polygon") {
        return polygon(element);
    }
    if (kind == "mask") {
        return mask(element);
    }
    const bool isBox = kind == "box";
    if (!isBox && kind != "ellipse") {
        return {};
    }
    std::vector<Point> points;
    if (isBox) {
        points = rectangle(number(element, "xtl"), number(element, "ytl"), number(element, "xbr"),
                           number(element, "ybr"));
    } else {
        m_remarks.became("an ellipse", "a polygon of 64 corners");
        for (int corner = 0; corner < kEllipseCorners; ++corner) {
            const double angle = 2.0 * std::numbers::pi * corner / kEllipseCorners;
            points.push_back(
                {.x = number(element, "cx") + number(element, "rx") * std::cos(angle),
                 .y = number(element, "cy") + number(element, "ry") * std::sin(angle)});
        }
    }
    if (!element.attribute("rotation").empty()) {
        const double angle = number(element, "rotation") * kDegree;
        const Point centre = isBox ? Point{.x = (points[0].x + points[2].x) / 2.0,
                                           .y = (points[0].y + points[2].y) / 2.0}
                                   : Point{.x = number(element, "cx"), .y = number(element, "cy")};
        for (Point& point : points) { // clockwise, as y goes down
            const double x = point.x - centre.x;
            const double y = point.y - centre.y;
            point = {.x = centre.x + x * std::cos(angle) - y * std::sin(angle),
                     .y = centre.y + x * std::sin(angle) + y * std::cos(angle)};
        }
    }
    return points;
}

double CvatImage::number(const pugi::xml_node& element, const char* name) const
{
    const auto value = numberIn(element.attribute(name).value());
    if (!value) {
        refuseAnnotations(m_path, where(element) + " has no number as \"" + name + "\"");
    }
    return *value;
}

std::vector<Point> CvatImage::polygon(const pugi::xml_node& element) const
{
    std::vector<Point> points;
    std::istringstream pairs(element.attribute("points").value());
    for (std::string pair; std::getline(pairs, pair, ';');) {
        const std::size_t comma = pair.find(',');
        const auto x = numberIn(pair.substr(0, comma));
        const auto y = comma == std::string::npos ? std::nullopt : numberIn(pair.substr(comma + 1));
        if (!x || !y) {
            refuseAnnotations(m_path, where(element) + " has a point that is not written as x,y");
        }
        points.push_back({.x = *x, .y = *y});
    }
    return points;
}

std::vector<Point> CvatImage::mask(const pugi::xml_node& element) const
{
    const double width = number(element, "width");
    const double height = number(element, "height");
    if (!(width >= 1.0 && height >= 1.0 && width * height <= static_cast<double>(kMaxPixels))) {
        refuseAnnotations(m_path, where(element) + " has a size that no mask has");
    }
    std::vector<std::int64_t> runs;
    std::istringstream counts(element.attribute("rle").value());
    for (std::string count; std::getline(counts, count, ',');) {
        const auto run = numberIn(count);
        if (!run || *run < 0.0 || *run > static_cast<double>(kMaxPixels)) {
            refuseAnnotations(m_path, where(element) + " has runs that are not whole numbers");
        }
        runs.push_back(static_cast<std::int64_t>(*run));
    }
    const PixelSize size{static_cast<int>(width), static_cast<int>(height)};
    const Point corner{.x = std::trunc(number(element, "left")),
                       .y = std::trunc(number(element, "top"))};
    try {
        return outlineOfMask(maskOfRuns(runs, size, RunOrder::Rows), size, corner, m_path,
                             where(element));
    } catch (const BadInput& error) {
        refuseAnnotations(m_path, "of " + where(element) + " " + error.what());
    }
}

std::vector<AnnotatedPicture> readCvatFile(const SourceFile& file, const Reading& reading,
                                           ReadingRemarks& remarks)
{
    std::vector<AnnotatedPicture> pictures;
    pugi::xml_document document;
    readXml(file.path, document);
    const auto elements = document.document_element().children();
    const auto count = static_cast<std::size_t>(std::distance(elements.begin(), elements.end()));
    std::size_t done = 0;
    for (const pugi::xml_node& element : elements) {
        reading.step(done++, count);
        const std::string kind = element.name();
        if (kind == "track") {
            remarks.leftOut("the track \"" + shown(element.attribute("label").value()) +
                                "\", which is of a video,",
                            file.inside.string());
        }
        if (kind != "image") {
            continue;
        }
        const std::string subset = element.attribute("subset").value();
        const std::string name =
            (subset.empty() ? "" : subset + "/") + element.attribute("name").value();
        const auto width = numberIn(element.attribute("width").value());
        const auto height = numberIn(element.attribute("height").value());
        const bool isSaid = width && height && std::abs(*width) < 1e6 && std::abs(*height) < 1e6;
        const auto size =
            isSaid ? std::optional(PixelSize{static_cast<int>(*width), static_cast<int>(*height)})
                   : reading.sizes(name);
        if (!size) {
            remarks.leftOut("all of a picture whose size nobody says", name);
            continue;
        }
        PictureBuilder picture(file.path, name, *size, remarks);
        CvatImage(file.path, element, picture, remarks);
        pictures.push_back(std::move(picture).picture());
    }
    return pictures;
}

void writeMask(pugi::xml_node element, const PartRegion& region, PixelSize size)
{
    const Extent extent = extentOf(region);
    const int left = std::clamp(static_cast<int>(extent.left), 0, size.width - 1);
    const int top = std::clamp(static_cast<int>(extent.top), 0, size.height - 1);
    const int right = std::clamp(static_cast<int>(extent.right), left + 1, size.width);
    const int bottom = std::clamp(static_cast<int>(extent.bottom), top + 1, size.height);
    const std::vector<bool> whole = maskOf(region, size);
    std::vector<bool> box;
    for (int y = top; y < bottom; ++y) {
        const auto line = whole.begin() + static_cast<std::ptrdiff_t>(y) * size.width;
        box.insert(box.end(), line + left, line + right);
    }
    std::string counts;
    for (const std::int64_t run : runsOf(box, {right - left, bottom - top}, RunOrder::Rows)) {
        counts += (counts.empty() ? "" : ", ") + std::to_string(run);
    }
    element.append_attribute("rle") = counts.c_str();
    element.append_attribute("left") = left;
    element.append_attribute("top") = top;
    element.append_attribute("width") = right - left;
    element.append_attribute("height") = bottom - top;
}

void writePolygon(pugi::xml_node element, const std::vector<Point>& polygon)
{
    std::string points;
    for (const Point& point : polygon) {
        points += (points.empty() ? "" : ";") + numberText(point.x) + "," + numberText(point.y);
    }
    element.append_attribute("points") = points.c_str();
}

/// Shapes of one part are a group, by the part's number.
void writeRegion(pugi::xml_node image, const PartRegion& region, PixelSize size, int number)
{
    const std::size_t count = region.isPixels ? 1 : region.polygons.size();
    for (std::size_t i = 0; i < count; ++i) {
        pugi::xml_node element = image.append_child(region.isPixels ? "mask" : "polygon");
        element.append_attribute("label") = region.category.c_str();
        element.append_attribute("source") = "manual";
        element.append_attribute("occluded") = "0";
        if (region.isPixels) {
            writeMask(element, region, size);
        } else {
            writePolygon(element, region.polygons[i]);
        }
        element.append_attribute("z_order") = number;
        if (count > 1) {
            element.append_attribute("group_id") = number;
        }
    }
}

} // namespace

bool isCvatSource(const SourceFiles& source)
{
    return std::ranges::any_of(filesEnding(source, ".xml"), [](const SourceFile& file) {
        return rootOfXml(file.path) == "annotations";
    });
}

Annotations readCvat(const SourceFiles& source, const Reading& reading)
{
    ReadingRemarks remarks;
    std::vector<AnnotatedPicture> pictures;
    for (const SourceFile& file : filesEnding(source, ".xml")) {
        remarks.attempt([&](ReadingRemarks& own) {
            std::vector<AnnotatedPicture> read = readCvatFile(file, reading, own);
            std::ranges::move(read, std::back_inserter(pictures));
        });
    }
    return annotationsOf(std::move(pictures), remarks);
}

AnnotationFiles writeCvat(const std::vector<AnnotatedPicture>& pictures)
{
    AnnotationFiles result;
    pugi::xml_document document;
    pugi::xml_node root = document.append_child("annotations");
    root.append_child("version").text() = "1.1";
    pugi::xml_node labels = root.append_child("meta").append_child("task").append_child("labels");
    std::set<std::string> known;
    int id = 0;
    for (const AnnotatedPicture& picture : pictures) {
        const PixelSize size{picture.drawing.width, picture.drawing.height};
        pugi::xml_node image = root.append_child("image");
        image.append_attribute("id") = id++;
        image.append_attribute("name") = picture.name.c_str();
        image.append_attribute("width") = size.width;
        image.append_attribute("height") = size.height;
        const std::vector<PartRegion> regions = regionsOf(picture.drawing);
        int number = 0;
        for (const PartRegion& region : regions) {
            writeRegion(image, region, size, ++number);
            if (known.insert(region.category).second) {
                labels.append_child("label").append_child("name").text() = region.category.c_str();
            }
        }
        std::ranges::move(partsLeftOut(picture.drawing, regions, picture.name),
                          std::back_inserter(result.remarks));
    }
    result.files.push_back({.path = "annotations.xml", .bytes = xmlText(document)});
    return result;
}

} // namespace palimpsest
