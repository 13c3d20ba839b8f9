// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/annotations/formats.h"
#include "core/annotations/part_regions.h"
#include "core/annotations/picture_builder.h"
#include "core/annotations/run_lengths.h"
#include "core/base/error.h"
#include "core/base/json.h"
#include "core/base/utf8.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>
#include <utility>

namespace palimpsest {

using nlohmann::json;
using nlohmann::ordered_json;

namespace {

constexpr std::uint64_t kMaxBytes = 256u << 20;

bool isCoco(const json& document)
{
    return document.is_object() && document.value("images", json()).is_array() &&
           (document.value("annotations", json()).is_array() ||
            document.value("categories", json()).is_array());
}

/// One file of COCO while it is read.
class CocoFile
{
public:
    CocoFile(const SourceFile& file, const json& document, const Reading& reading,
             ReadingRemarks& remarks)
        : m_path(file.path), m_reading(reading), m_remarks(remarks)
    {
        readCategories(document.value("categories", json::array()));
        readPictures(document["images"]);
        const json annotations = document.value("annotations", json::array());
        for (std::size_t i = 0; i < annotations.size(); ++i) {
            m_reading.step(i, annotations.size());
            readAnnotation(annotations[i], i);
        }
    }

    void moveTo(std::vector<AnnotatedPicture>& pictures)
    {
        for (PictureBuilder& picture : m_pictures) {
            pictures.push_back(std::move(picture).picture());
        }
    }

private:
    void readCategories(const json& categories)
    {
        for (const json& category : categories) {
            if (!category.is_object() || !category.contains("id") ||
                !category.value("name", json()).is_string()) {
                refuseAnnotations(m_path, "one of its categories has no id or no name");
            }
            m_categories[category["id"].dump()] = category["name"].get<std::string>();
        }
    }

    void readPictures(const json& images)
    {
        for (std::size_t i = 0; i < images.size(); ++i) {
            const json& image = images[i];
            const bool isNamed = image.is_object() && image.contains("id") &&
                                 image.value("file_name", json()).is_string();
            if (!isNamed) {
                refuseAnnotations(m_path,
                                  "image " + std::to_string(i + 1) + " has no id or no file_name");
            }
            const auto name = image["file_name"].get<std::string>();
            const std::string id = image["id"].dump();
            if (const auto size = sizeOf(image, name)) {
                m_places[id] = m_pictures.size();
                m_pictures.emplace_back(m_path, name, *size, m_remarks);
            } else {
                m_unsized.insert(id);
                m_remarks.leftOut("all of a picture whose size nobody says", name);
            }
        }
    }

    std::optional<PixelSize> sizeOf(const json& image, const std::string& name) const
    {
        const json width = image.value("width", json());
        const json height = image.value("height", json());
        const auto isSide = [](const json& side) {
            return side.is_number_integer() && side.get<double>() >= 1 && side.get<double>() < 1e6;
        };
        return isSide(width) && isSide(height)
                   ? std::optional(PixelSize{width.get<int>(), height.get<int>()})
                   : m_reading.sizes(name);
    }

    void readAnnotation(const json& annotation, std::size_t index);
    std::vector<std::vector<Point>> polygonsOf(const json& annotation, PixelSize size,
                                               const std::string& where);
    std::vector<Point> pointsOf(const json& numbers, const std::string& where) const;
    std::vector<Point> outlineOfRuns(const json& runs, PixelSize size,
                                     const std::string& where) const;

    std::filesystem::path m_path;
    const Reading& m_reading;
    ReadingRemarks& m_remarks;
    std::map<std::string, std::string> m_categories; ///< names by ids, as they stand in the file
    std::map<std::string, std::size_t> m_places;     ///< of pictures, by ids
    std::set<std::string> m_unsized;
    std::vector<PictureBuilder> m_pictures;
};

void CocoFile::readAnnotation(const json& annotation, std::size_t index)
{
    const std::string where = "annotation " + std::to_string(index + 1);
    if (!annotation.is_object() || !annotation.contains("image_id")) {
        refuseAnnotations(m_path, where + " names no picture by an image_id");
    }
    const std::string id = annotation["image_id"].dump();
    if (m_unsized.contains(id)) {
        return;
    }
    const auto place = m_places.find(id);
    if (place == m_places.end()) {
        refuseAnnotations(m_path, where + " is of image " + shown(id) +
                                      ", which its list \"images\" does not have");
    }
    PictureBuilder& picture = m_pictures[place->second];
    if (annotation.contains("segments_info")) {
        m_remarks.leftOut("panoptic segments, whose pixels are in other files", picture.name());
        return;
    }
    if (annotation.contains("caption")) {
        m_remarks.leftOut("captions", picture.name());
        return;
    }
    std::vector<std::vector<Point>> polygons = polygonsOf(annotation, picture.size(), where);
    if (polygons.empty()) {
        m_remarks.leftOut("annotations without outline and box", picture.name());
        return;
    }
    if (annotation.contains("keypoints")) {
        m_remarks.leftOut("keypoints", picture.name());
    }
    const auto category = m_categories.find(annotation.value("category_id", json()).dump());
    if (category == m_categories.end()) {
        refuseAnnotations(m_path, where + " is of a category that its list \"categories\" does not "
                                          "have");
    }
    picture.addObject(category->second, std::move(polygons), where);
}

std::vector<std::vector<Point>> CocoFile::polygonsOf(const json& annotation, PixelSize size,
                                                     const std::string& where)
{
    const json shape = annotation.value("segmentation", json());
    if (shape.is_object()) {
        return {outlineOfRuns(shape, size, where)};
    }
    std::vector<std::vector<Point>> polygons;
    if (shape.is_array() && !shape.empty() && shape[0].is_number()) {
        polygons.push_back(pointsOf(shape, where)); // some write a polygon without the list around
    } else if (shape.is_array()) {
        for (const json& polygon : shape) {
            polygons.push_back(pointsOf(polygon, where));
        }
    }
    const json box = annotation.value("bbox", json());
    const bool isBox = box.is_array() && box.size() == 4 &&
                       std::ranges::all_of(box, [](const json& n) { return n.is_number(); });
    if (polygons.empty() && isBox) {
        const auto left = box[0].get<double>();
        const auto top = box[1].get<double>();
        polygons.push_back(
            rectangle(left, top, left + box[2].get<double>(), top + box[3].get<double>()));
        m_remarks.became("a box without an outline", "a rectangle");
    }
    return polygons;
}

std::vector<Point> CocoFile::pointsOf(const json& numbers, const std::string& where) const
{
    const auto isNumber = [](const json& number) { return number.is_number(); };
    if (!numbers.is_array() || numbers.size() % 2 != 0 || !std::ranges::all_of(numbers, isNumber)) {
        refuseAnnotations(m_path, where + " has an outline that is not a list of x and y by turns");
    }
    std::vector<Point> points;
    for (std::size_t i = 0; i < numbers.size(); i += 2) {
        points.push_back({.x = numbers[i].get<double>(), .y = numbers[i + 1].get<double>()});
    }
    return points;
}

std::vector<Point> CocoFile::outlineOfRuns(const json& runs, PixelSize size,
                                           const std::string& where) const
{
    const json counts = runs.value("counts", json());
    if (runs.value("size", json()) != json{size.height, size.width}) {
        refuseAnnotations(m_path, where + " has runs of another size than its picture");
    }
    const auto isCount = [](const json& count) { return count.is_number_integer(); };
    if (!counts.is_string() && !(counts.is_array() && std::ranges::all_of(counts, isCount))) {
        refuseAnnotations(m_path, where + " has runs without counts");
    }
    try {
        const std::vector<std::int64_t> lengths =
            counts.is_string() ? runsFromText(counts.get_ref<const std::string&>())
                               : counts.get<std::vector<std::int64_t>>();
        return outlineOfMask(maskOfRuns(lengths, size, RunOrder::Columns), size, {}, m_path, where);
    } catch (const BadInput& error) {
        refuseAnnotations(m_path, "of " + where + " " + error.what());
    }
}

ordered_json segmentationOf(const PartRegion& region, const std::vector<bool>& mask, PixelSize size)
{
    if (region.isPixels) {
        return {{"size", {size.height, size.width}},
                {"counts", textOfRuns(runsOf(mask, size, RunOrder::Columns))}};
    }
    ordered_json polygons = ordered_json::array();
    for (const std::vector<Point>& polygon : region.polygons) {
        ordered_json numbers = ordered_json::array();
        for (const Point& point : polygon) {
            numbers.push_back(point.x);
            numbers.push_back(point.y);
        }
        polygons.push_back(std::move(numbers));
    }
    return polygons;
}

/// The number of a category, from 1 on, which it gets when it comes first.
int numberOfCategory(const std::string& name, ordered_json& categories)
{
    for (const ordered_json& category : categories) {
        if (category["name"] == name) {
            return category["id"].get<int>();
        }
    }
    const int id = static_cast<int>(categories.size()) + 1;
    categories.push_back({{"id", id}, {"name", name}, {"supercategory", ""}});
    return id;
}

ordered_json annotationOf(const PartRegion& region, PixelSize size)
{
    const std::vector<bool> mask = maskOf(region, size);
    const Extent extent = extentOf(region);
    return {
        {"segmentation", segmentationOf(region, mask, size)},
        {"area", std::ranges::count(mask, true)},
        {"bbox", {extent.left, extent.top, extent.right - extent.left, extent.bottom - extent.top}},
        {"iscrowd", 0}};
}

} // namespace

bool isCocoSource(const SourceFiles& source)
{
    return std::ranges::any_of(filesEnding(source, ".json"), [](const SourceFile& file) {
        try {
            return isCoco(readJson(file.path, kMaxBytes));
        } catch (const Error&) {
            return false;
        }
    });
}

Annotations readCoco(const SourceFiles& source, const Reading& reading)
{
    ReadingRemarks remarks;
    std::vector<AnnotatedPicture> pictures;
    for (const SourceFile& file : filesEnding(source, ".json")) {
        remarks.attempt([&](ReadingRemarks& own) {
            const json document = readJson(file.path, kMaxBytes);
            if (isCoco(document)) {
                CocoFile(file, document, reading, own).moveTo(pictures);
            } else {
                own.leftOut("what is no COCO file", file.inside.string());
            }
        });
    }
    return annotationsOf(std::move(pictures), remarks);
}

AnnotationFiles writeCoco(const std::vector<AnnotatedPicture>& pictures)
{
    AnnotationFiles result;
    ordered_json images = ordered_json::array();
    ordered_json annotations = ordered_json::array();
    ordered_json categories = ordered_json::array();
    for (const AnnotatedPicture& picture : pictures) {
        const Drawing& drawing = picture.drawing;
        const int imageId = static_cast<int>(images.size()) + 1;
        images.push_back({{"id", imageId},
                          {"width", drawing.width},
                          {"height", drawing.height},
                          {"file_name", picture.name}});
        const std::vector<PartRegion> regions = regionsOf(drawing);
        for (const PartRegion& region : regions) {
            ordered_json annotation = {{"id", annotations.size() + 1}, {"image_id", imageId}};
            annotation["category_id"] = numberOfCategory(region.category, categories);
            annotation.update(annotationOf(region, {drawing.width, drawing.height}));
            annotations.push_back(std::move(annotation));
        }
        std::ranges::move(partsLeftOut(drawing, regions, picture.name),
                          std::back_inserter(result.remarks));
    }
    const ordered_json document = {{"info", {{"description", "Parts drawn in Palimpsest"}}},
                                   {"licenses", ordered_json::array()},
                                   {"images", std::move(images)},
                                   {"annotations", std::move(annotations)},
                                   {"categories", std::move(categories)}};
    result.files.push_back(
        {.path = "annotations.json",
         .bytes = document.dump(-1, ' ', false, ordered_json::error_handler_t::replace) + "\n"});
    return result;
}

} // namespace palimpsest
