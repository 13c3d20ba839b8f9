// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/annotations/picture_builder.h"

#include "core/annotations/source_files.h"
#include "core/base/utf8.h"
#include "core/pictures/picture_header.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cctype>
#include <cmath>
#include <cstdint>
#include <map>
#include <utility>

namespace palimpsest {

using nlohmann::json;

namespace {

constexpr int kMaxSide = 65'500;
constexpr double kMaxCoordinate = 1e6; // far outside any picture, and safe to calculate with
constexpr const char* kCategoryKey = "category"; // among the other keys of a shape
constexpr const char* kOwnerKey = "part_of";
constexpr const char* kUnnamed = "unnamed";

std::string baseName(const std::string& category)
{
    const std::string plain = printable(category);
    return plain.empty() ? kUnnamed : plain;
}

/// What a shape's other keys say under a key, or nothing.
std::string otherKey(const Shape& shape, const char* key)
{
    if (shape.otherKeys.empty()) {
        return {};
    }
    const json keys = json::parse(shape.otherKeys, nullptr, false);
    const auto found = keys.is_object() ? keys.find(key) : keys.end();
    return keys.is_object() && found != keys.end() && found->is_string() ? found->get<std::string>()
                                                                         : std::string();
}

/// Edges between pixels that are set and others.
std::size_t edgeCount(const std::vector<bool>& mask, PixelSize size)
{
    const auto width = static_cast<std::size_t>(size.width);
    std::size_t count = 0;
    for (std::size_t i = 0; i < mask.size(); ++i) {
        const bool isLeft = i % width == 0;
        const bool left = !isLeft && mask[i - 1];
        const bool above = i >= width && mask[i - width];
        count += static_cast<std::size_t>(mask[i] != left) +
                 static_cast<std::size_t>(mask[i] != above) +
                 static_cast<std::size_t>(mask[i] && i % width + 1 == width) +
                 static_cast<std::size_t>(mask[i] && i + width >= mask.size());
    }
    return count;
}

} // namespace

PictureBuilder::PictureBuilder(std::filesystem::path file, std::string name, PixelSize size,
                               ReadingRemarks& remarks)
    : m_file(std::move(file)), m_remarks(remarks)
{
    m_picture.name = printable(name);
    if (size.width < 1 || size.height < 1 || size.width > kMaxSide || size.height > kMaxSide ||
        std::int64_t{size.width} * size.height > kMaxPixels) {
        refuseAnnotations(m_file, "of picture \"" + shown(name) + "\" it says a size of " +
                                      std::to_string(size.width) + " × " +
                                      std::to_string(size.height) +
                                      ", which no picture that is read has");
    }
    m_picture.drawing.width = size.width;
    m_picture.drawing.height = size.height;
}

std::string PictureBuilder::freeName(const std::string& category) const
{
    const std::string base = baseName(category);
    std::string name = base;
    for (int number = 2; m_names.contains(name); ++number) {
        name = base + " " + std::to_string(number);
    }
    return name;
}

std::string PictureBuilder::addObject(const std::string& category,
                                      std::vector<std::vector<Point>> polygons,
                                      const std::string& where, const std::string& partOf)
{
    const auto few =
        std::erase_if(polygons, [](const auto& polygon) { return polygon.size() < 3; });
    if (few > 0) {
        m_remarks.leftOut("what has fewer than three points", name());
    }
    if (polygons.empty()) {
        return {};
    }
    const bool isBackground = category == kBackgroundLabel;
    const std::string part = isBackground ? category : freeName(category);
    if (!isBackground) {
        if (m_picture.drawing.parts.size() == kMaxDrawnParts) {
            m_remarks.leftOut("objects beyond the " + std::to_string(kMaxDrawnParts) +
                                  " parts that a picture may have",
                              name());
            return {};
        }
        m_names.insert(part);
        m_picture.drawing.parts.push_back({.name = part, .colour = {}});
    }
    json keys = json::object();
    if (part != category) {
        keys[kCategoryKey] = printable(category);
    }
    if (!partOf.empty()) {
        keys[kOwnerKey] = printable(partOf);
    }
    if (part != baseName(category)) {
        m_remarks.further(part, name());
    }
    for (std::vector<Point>& polygon : polygons) {
        addPolygon(part, std::move(polygon), where, keys.empty() ? std::string() : keys.dump());
    }
    return part;
}

void PictureBuilder::addToObject(const std::string& part, std::vector<Point> polygon,
                                 const std::string& where)
{
    if (polygon.size() < 3) {
        m_remarks.leftOut("what has fewer than three points", name());
        return;
    }
    const auto first = std::ranges::find(m_picture.drawing.shapes, part, &Shape::label);
    addPolygon(part, std::move(polygon), where,
               first == m_picture.drawing.shapes.end() ? std::string() : first->otherKeys);
}

void PictureBuilder::addPolygon(const std::string& part, std::vector<Point> polygon,
                                const std::string& where, const std::string& otherKeys)
{
    const auto isFar = [](const Point& point) {
        return !(std::abs(point.x) <= kMaxCoordinate && std::abs(point.y) <= kMaxCoordinate);
    };
    if (std::ranges::any_of(polygon, isFar)) {
        refuseAnnotations(m_file, where + " has a point that is no number or millions of pixels "
                                          "away");
    }
    m_corners += polygon.size();
    if (m_corners > kMaxCorners) {
        refuseAnnotations(m_file, "the outlines of picture \"" + shown(name()) +
                                      "\" have more than " + std::to_string(kMaxCorners) +
                                      " corners, which no drawing has");
    }
    m_picture.drawing.shapes.push_back(
        {.label = part, .polygon = std::move(polygon), .otherKeys = otherKeys});
}

std::vector<Point> outlineOfMask(const std::vector<bool>& mask, PixelSize size, Point corner,
                                 const std::filesystem::path& file, const std::string& where)
{
    if (edgeCount(mask, size) > kMaxCorners) {
        refuseAnnotations(file, where +
                                    " has a mask that is noise: its outline would have more "
                                    "than " +
                                    std::to_string(kMaxCorners) + " edges");
    }
    return outlineOf(mask, size, corner);
}

std::vector<Point> rectangle(double left, double top, double right, double bottom)
{
    return {{.x = left, .y = top},
            {.x = right, .y = top},
            {.x = right, .y = bottom},
            {.x = left, .y = bottom}};
}

std::string categoryOf(const Shape& shape)
{
    if (shape.otherKeys.find(kCategoryKey) == std::string::npos) {
        return shape.label;
    }
    const std::string category = otherKey(shape, kCategoryKey);
    const std::string base = baseName(category);
    const std::string rest =
        shape.label.starts_with(base) ? shape.label.substr(base.size()) : std::string("?");
    const bool isNumber = rest.size() > 1 && rest[0] == ' ' &&
                          std::all_of(rest.begin() + 1, rest.end(),
                                      [](unsigned char c) { return std::isdigit(c) != 0; });
    // A part that was renamed since is no longer what its file called it.
    return rest.empty() || isNumber ? category : shape.label;
}

std::string ownerOf(const Shape& shape)
{
    return otherKey(shape, kOwnerKey);
}

Annotations annotationsOf(std::vector<AnnotatedPicture> pictures, ReadingRemarks& remarks)
{
    if (pictures.empty()) {
        remarks.requireNoneFailed();
    }
    std::vector<AnnotatedPicture> result;
    std::map<std::string, std::size_t> places;
    for (AnnotatedPicture& picture : pictures) {
        const auto [place, isNew] = places.emplace(picture.name, result.size());
        if (isNew) {
            result.push_back(std::move(picture));
        } else if (result[place->second].drawing.parts.empty()) {
            result[place->second] = std::move(picture);
        } else if (!picture.drawing.parts.empty()) {
            remarks.leftOut("what a further file says", picture.name);
        }
    }
    return {.pictures = std::move(result), .remarks = remarks.sentences()};
}

} // namespace palimpsest
