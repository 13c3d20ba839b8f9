// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/annotations/formats.h"
#include "core/annotations/mask_labels.h"
#include "core/annotations/part_regions.h"
#include "core/annotations/picture_builder.h"
#include "core/annotations/text_list.h"
#include "core/annotations/xml_file.h"
#include "core/base/error.h"
#include "core/base/utf8.h"

#include <algorithm>
#include <pugixml.hpp>
#include <utility>

namespace palimpsest {

namespace {

bool isRectangle(const PartRegion& region)
{
    const Extent extent = extentOf(region);
    return region.polygons.size() == 1 &&
           region.polygons[0] == rectangle(extent.left, extent.top, extent.right, extent.bottom);
}

/// Whether a region is an upright rectangle on another one, as `part` of VOC is.
bool isPartBox(const PartRegion& region, const std::vector<PartRegion>& all)
{
    return !region.owner.empty() && isRectangle(region) &&
           std::ranges::find(all, region.owner, &PartRegion::category) != all.end();
}

/// The rectangle around what is seen of a part; around all of it where that is nothing.
Extent seenExtent(const PartRegion& region, const LabelMap& map)
{
    const auto part = std::ranges::find(map.parts, region.name, &Part::name);
    if (part->pixels == 0) {
        return extentOf(region);
    }
    const auto label = part - map.parts.begin() + 1;
    const auto width = static_cast<std::size_t>(map.width);
    Extent extent{.left = static_cast<double>(map.width), .top = static_cast<double>(map.height)};
    for (std::size_t i = 0; i < map.labels.size(); ++i) {
        if (map.labels[i] == label) {
            const auto x = static_cast<double>(i % width);
            const auto y = static_cast<double>(i / width);
            extent = {.left = std::min(extent.left, x),
                      .top = std::min(extent.top, y),
                      .right = std::max(extent.right, x + 1.0),
                      .bottom = std::max(extent.bottom, y + 1.0)};
        }
    }
    return extent;
}

void writeBox(pugi::xml_node element, const PartRegion& region, const Extent& extent)
{
    element.append_child("name").text() = region.category.c_str();
    pugi::xml_node box = element.append_child("bndbox");
    box.append_child("xmin").text() = numberText(extent.left + 1.0).c_str();
    box.append_child("ymin").text() = numberText(extent.top + 1.0).c_str();
    box.append_child("xmax").text() = numberText(extent.right).c_str();
    box.append_child("ymax").text() = numberText(extent.bottom).c_str();
}

/// Whether the middle of a part's box lies in an object's.
bool holds(const PartRegion& object, const PartRegion& part)
{
    const Extent outer = extentOf(object);
    const Extent inner = extentOf(part);
    const double x = (inner.left + inner.right) / 2.0;
    const double y = (inner.top + inner.bottom) / 2.0;
    return object.category == part.owner && x >= outer.left && x <= outer.right && y >= outer.top &&
           y <= outer.bottom;
}

std::string xmlOf(const AnnotatedPicture& picture, const std::vector<PartRegion>& objects,
                  std::vector<PartRegion> parts, const LabelMap& map)
{
    pugi::xml_document document;
    pugi::xml_node root = document.append_child("annotation");
    root.append_child("folder");
    root.append_child("filename").text() = pathWithin(picture.name).filename().string().c_str();
    pugi::xml_node size = root.append_child("size");
    size.append_child("width").text() = picture.drawing.width;
    size.append_child("height").text() = picture.drawing.height;
    size.append_child("depth").text() = 3;
    root.append_child("segmented").text() = 1;
    for (std::size_t i = 0; i < objects.size(); ++i) {
        pugi::xml_node object = root.append_child("object");
        writeBox(object, objects[i],
                 isRectangle(objects[i]) ? extentOf(objects[i]) : seenExtent(objects[i], map));
        std::erase_if(parts, [&](const PartRegion& part) {
            const auto later = objects.begin() + static_cast<std::ptrdiff_t>(i) + 1;
            const bool isLast = std::ranges::find(later, objects.end(), part.owner,
                                                  &PartRegion::category) == objects.end();
            const bool isHere =
                holds(objects[i], part) || (isLast && objects[i].category == part.owner);
            if (isHere) {
                writeBox(object.append_child("part"), part, extentOf(part));
            }
            return isHere;
        });
    }
    return xmlText(document);
}

/// The drawing without the boxes, which are no pixels to VOC.
Drawing withoutParts(Drawing drawing, const std::vector<PartRegion>& parts)
{
    const auto isPart = [&](const std::string& name) {
        return std::ranges::find(parts, name, &PartRegion::name) != parts.end();
    };
    std::erase_if(drawing.shapes, [&](const Shape& shape) { return isPart(shape.label); });
    std::erase_if(drawing.parts, [&](const PartStyle& part) { return isPart(part.name); });
    return drawing;
}

void writePicture(const AnnotatedPicture& picture, std::vector<std::string>& names,
                  AnnotationFiles& result)
{
    const std::vector<PartRegion> all = regionsOf(picture.drawing);
    std::vector<PartRegion> parts;
    std::ranges::copy_if(all, std::back_inserter(parts),
                         [&](const PartRegion& region) { return isPartBox(region, all); });
    const Drawing drawing = withoutParts(picture.drawing, parts);
    const std::vector<PartRegion> objects = regionsOf(drawing);
    if (drawing.parts.size() > kMaxMaskLabels) {
        throw BadInput("\"" + shown(picture.name) + "\" has more than " +
                       std::to_string(kMaxMaskLabels) +
                       " parts, which Pascal VOC cannot tell apart. Export them as coco or "
                       "part-masks.");
    }
    const LabelMap map = paint(drawing);
    const auto classOf = [&](std::size_t label) {
        const auto object =
            std::ranges::find(objects, map.parts[label - 1].name, &PartRegion::name);
        return object == objects.end() ? 0 : labelOf(object->category, names, "Pascal VOC");
    };
    const auto path = [&](const char* folder, const char* ending) {
        return folder / pathWithin(picture.name, ending);
    };
    result.files.push_back(
        {.path = path("SegmentationClass", ".png"), .bytes = maskPng(map, classOf)});
    result.files.push_back(
        {.path = path("SegmentationObject", ".png"),
         .bytes = maskPng(map, [](std::size_t label) { return static_cast<int>(label); })});
    result.files.push_back(
        {.path = path("Annotations", ".xml"), .bytes = xmlOf(picture, objects, parts, map)});
    std::ranges::move(partsLeftOut(map, picture.name), std::back_inserter(result.remarks));
}

} // namespace

AnnotationFiles writeVoc(const std::vector<AnnotatedPicture>& pictures)
{
    AnnotationFiles result;
    std::vector<std::string> names;
    std::string list;
    for (const AnnotatedPicture& picture : pictures) {
        writePicture(picture, names, result);
        list += pathWithin(picture.name, "").generic_string() + "\n";
    }
    result.files.push_back({.path = "labelmap.txt", .bytes = labelMapText(names)});
    result.files.push_back({.path = "ImageSets/Segmentation/default.txt", .bytes = list});
    return result;
}

} // namespace palimpsest
