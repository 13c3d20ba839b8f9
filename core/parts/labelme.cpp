// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/parts/labelme.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/json.h"
#include "core/base/listed_names.h"
#include "core/base/utf8.h"
#include "core/pictures/picture_header.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <numbers>
#include <string>
#include <utility>

namespace palimpsest {

using nlohmann::json;
using nlohmann::ordered_json;

namespace {

constexpr int kMaxSide = 65'500;               // of originals that parts were drawn on
constexpr std::uint64_t kMaxBytes = 64u << 20; // LabelMe may keep the picture in the file
constexpr double kMaxCoordinate = 1e6; // far outside any picture, and safe to calculate with

[[noreturn]] void refuse(const std::filesystem::path& path, const std::string& why)
{
    throw BadFile(quoted(path) + " is not a LabelMe file that can be used: " + why + ".");
}

int imageSide(const json& document, const char* key, const std::filesystem::path& path)
{
    const auto value = document.find(key);
    if (value == document.end() || !value->is_number_integer() || value->get<double>() < 1 ||
        value->get<double>() > kMaxSide) {
        refuse(path, std::string(key) + " is missing or no sensible size");
    }
    return value->get<int>();
}

/// The size of the picture that a file speaks of: what it says, that of the picture in it, or what
/// is known of the one beside it.
PixelSize sizeIn(const json& document, const std::filesystem::path& path,
                 std::optional<PixelSize> known)
{
    const auto isSaid = [&](const char* key) { return !document.value(key, json()).is_null(); };
    if (isSaid("imageWidth") || isSaid("imageHeight")) {
        known = PixelSize{imageSide(document, "imageWidth", path),
                          imageSide(document, "imageHeight", path)};
    } else if (const json data = document.value("imageData", json()); data.is_string()) {
        known = sizeOfEncoded(data.get_ref<const std::string&>(), "The picture in " + quoted(path));
    }
    if (!known) {
        refuse(path, "imageWidth and imageHeight are missing, and it holds no picture");
    }
    if (std::int64_t{known->width} * known->height > kMaxPixels) {
        refuse(path, "its picture is larger than any that is read");
    }
    return *known;
}

double coordinate(const json& value, const std::string& where, const std::filesystem::path& path)
{
    if (!value.is_number() || !std::isfinite(value.get<double>())) {
        refuse(path, where + " has a point that is not a pair of numbers");
    }
    const double result = value.get<double>();
    if (std::abs(result) > kMaxCoordinate) {
        refuse(path, where + " has a point millions of pixels away");
    }
    return result;
}

std::vector<Point> readPoints(const json& value, const std::string& where,
                              const std::filesystem::path& path)
{
    if (!value.is_array()) {
        refuse(path, where + " has no list of points");
    }
    std::vector<Point> points;
    for (const json& pair : value) {
        if (!pair.is_array() || pair.size() != 2) {
            refuse(path, where + " has a point that is not a pair of numbers");
        }
        points.push_back({coordinate(pair[0], where, path), coordinate(pair[1], where, path)});
    }
    return points;
}

/// What a shape says beyond what Shape holds and beyond what every shape of LabelMe says.
std::string otherKeys(json shape)
{
    for (const char* key : {"label", "points", "shape_type"}) {
        shape.erase(key);
    }
    if (shape.contains("mask") && !shape["mask"].is_null()) { // its outline are the points now
        shape.erase("mask");
    }
    if (shape.value("group_id", json(0)).is_null()) {
        shape.erase("group_id");
    }
    if (shape.value("flags", json()).empty()) { // an empty object, or null
        shape.erase("flags");
    }
    return shape.empty() ? std::string() : shape.dump();
}

/// A polygon of 64 corners around `centre`, through `edge`.
std::vector<Point> circle(const Point& centre, const Point& edge)
{
    constexpr int kCorners = 64;
    const double radius = std::hypot(edge.x - centre.x, edge.y - centre.y);
    std::vector<Point> polygon;
    for (int corner = 0; corner < kCorners; ++corner) {
        const double angle = 2.0 * std::numbers::pi * corner / kCorners;
        polygon.push_back(
            {.x = centre.x + radius * std::cos(angle), .y = centre.y + radius * std::sin(angle)});
    }
    return polygon;
}

/// The polygon that a shape of any kind with an area is.
std::vector<Point> polygonOf(const json& shape, std::vector<Point> points, const std::string& where,
                             const std::filesystem::path& path)
{
    const json given = shape.value("shape_type", json("polygon"));
    const std::string kind = given.is_string() ? given.get<std::string>()
                             : given.is_null() ? "polygon"
                                               : given.dump();
    if (kind == "rectangle" && points.size() == 2) {
        const Point a = points[0];
        const Point b = points[1];
        return {a, {b.x, a.y}, b, {a.x, b.y}};
    }
    const bool hasFourCorners = (kind == "rectangle" || kind == "rotation") && points.size() == 4;
    if (kind == "polygon" || hasFourCorners) {
        return points;
    }
    if (kind == "circle" && points.size() == 2) {
        return circle(points[0], points[1]);
    }
    const json mask = shape.value("mask", json());
    if (kind == "mask" && !points.empty() && mask.is_string()) {
        const Point corner = {std::trunc(points[0].x), std::trunc(points[0].y)};
        return outlineOfEncoded(mask.get_ref<const std::string&>(), corner,
                                "The mask of " + where + " in " + quoted(path));
    }
    refuse(path, where + " is a \"" + kind + "\" of " + std::to_string(points.size()) +
                     " points, which has no area that could be read. Read are polygons, rectangles "
                     "of two corners or four, circles of a centre and a point, and masks");
}

Shape readShape(const json& value, std::size_t index, const std::filesystem::path& path)
{
    std::string where = "shape " + std::to_string(index + 1);
    if (!value.is_object() || !value.contains("label") || !value["label"].is_string()) {
        refuse(path, where + " has no label");
    }
    Shape shape{.label = value["label"].get<std::string>(), .polygon = {}, .otherKeys = {}};
    shape.otherKeys = otherKeys(value);
    where += " (\"" + shape.label + "\")";
    shape.polygon = readPoints(value.value("points", json()), where, path);

    shape.polygon = polygonOf(value, std::move(shape.polygon), where, path);
    if (shape.polygon.size() < 3) {
        refuse(path, where + " has fewer than three points");
    }
    return shape;
}

/// "the line \"stem\"" of a shape that has no area; nothing of any other.
std::string withoutArea(const json& shape)
{
    constexpr std::array kKinds = {"line", "linestrip", "point", "points"};
    const json given = shape.is_object() ? shape.value("shape_type", json()) : json();
    const std::string kind = given.is_string() ? given.get<std::string>()
                             : given.is_null() ? "polygon"
                                               : std::string();
    const json points = shape.is_object() ? shape.value("points", json()) : json();
    const std::size_t fewest = kind == "polygon"                         ? 3
                               : kind == "rectangle" || kind == "circle" ? 2
                                                                         : 0;
    const bool hasTooFew = points.is_array() && points.size() < fewest;
    if (!hasTooFew && std::ranges::find(kKinds, kind) == kKinds.end()) {
        return {};
    }
    const json label = shape.value("label", json());
    return "the " + kind + " \"" +
           (label.is_string() ? shown(label.get<std::string>()) : std::string()) + "\"" +
           (hasTooFew ? " of " + numberOf(points.size(), "point", "points") : std::string());
}

PartStyle readPart(const json& value, std::size_t index, const std::filesystem::path& path)
{
    const std::string where = "entry " + std::to_string(index + 1) + " of its list \"parts\"";
    if (!value.is_object() || !value.contains("name") || !value["name"].is_string()) {
        refuse(path, where + " has no name");
    }
    PartStyle part{.name = value["name"].get<std::string>(), .colour = {}};
    const json colour = value.value("colour", json(""));
    if (part.name == kBackgroundLabel || !colour.is_string() ||
        !isColour(colour.get_ref<const std::string&>())) {
        refuse(path, where + " (\"" + part.name + "\") is the background or has a colour that is " +
                         "not written as #rrggbb");
    }
    part.colour = colour.get<std::string>();
    return part;
}

/// The parts in the order that the file gives, then those of further shapes.
std::vector<PartStyle> readParts(const json& listed, const std::vector<Shape>& shapes,
                                 const std::filesystem::path& path)
{
    if (!listed.is_array()) {
        refuse(path, "its \"parts\" is not a list");
    }
    std::vector<PartStyle> parts;
    const auto isKnown = [&](const std::string& name) {
        return std::ranges::find(parts, name, &PartStyle::name) != parts.end();
    };
    for (std::size_t i = 0; i < listed.size(); ++i) {
        PartStyle part = readPart(listed[i], i, path);
        if (isKnown(part.name)) {
            refuse(path, "its list \"parts\" holds \"" + part.name + "\" twice");
        }
        parts.push_back(std::move(part));
    }
    for (const Shape& shape : shapes) {
        if (shape.label != kBackgroundLabel && !isKnown(shape.label)) {
            parts.push_back({.name = shape.label, .colour = {}});
        }
    }
    if (parts.size() > kMaxDrawnParts) {
        refuse(path, "it has more than " + std::to_string(kMaxDrawnParts) + " different labels");
    }
    return parts;
}

/// A coordinate, without a fraction where it has none.
ordered_json plainNumber(double value)
{
    const auto whole = static_cast<std::int64_t>(value);
    return static_cast<double>(whole) == value ? ordered_json(whole) : ordered_json(value);
}

ordered_json toJson(const Shape& shape)
{
    ordered_json points = ordered_json::array();
    for (const Point& point : shape.polygon) {
        points.push_back({plainNumber(point.x), plainNumber(point.y)});
    }
    ordered_json result = {{"label", shape.label},
                           {"points", std::move(points)},
                           {"group_id", nullptr},
                           {"shape_type", "polygon"},
                           {"flags", ordered_json::object()}};
    if (!shape.otherKeys.empty()) {
        result.update(ordered_json::parse(shape.otherKeys));
    }
    return result;
}

ordered_json toJson(const PartStyle& part)
{
    ordered_json result = {{"name", part.name}};
    if (!part.colour.empty()) {
        result["colour"] = part.colour;
    }
    return result;
}

/// What stands at `path`, or the frame of a new file, with its keys in their order.
ordered_json standingDocument(const std::filesystem::path& path)
{
    if (!stands(path)) {
        return {{"version", "5.1.1"},   {"flags", ordered_json::object()},
                {"shapes", nullptr},    {"imagePath", nullptr},
                {"imageData", nullptr}, {"imageHeight", nullptr},
                {"imageWidth", nullptr}};
    }
    if (!readJson(path, kMaxBytes).is_object()) {
        refuse(path, "it holds no JSON object");
    }
    return ordered_json::parse(readFile(path, kMaxBytes));
}

/// JSON with two spaces a level; what holds no list and no object stands on one line.
void format(const ordered_json& value, const std::string& indent, std::string& out)
{
    const auto isStructured = [](const ordered_json& child) { return child.is_structured(); };
    if (!value.is_structured() || value.empty()) {
        out += value.dump(-1, ' ', false, ordered_json::error_handler_t::replace);
        return;
    }
    const bool isSpread = std::any_of(value.begin(), value.end(), isStructured);
    const std::string inner = isSpread ? "\n" + indent + "  " : "";
    out += value.is_array() ? '[' : '{';
    bool isFirst = true;
    for (const auto& [key, child] : value.items()) {
        out += isFirst ? "" : isSpread ? "," : ", ";
        isFirst = false;
        out += inner;
        if (value.is_object()) {
            format(key, {}, out);
            out += ": ";
        }
        format(child, indent + "  ", out);
    }
    out += isSpread ? "\n" + indent : "";
    out += value.is_array() ? ']' : '}';
}

} // namespace

bool isLabelMe(const std::filesystem::path& path)
{
    try {
        const json document = readJson(path, kMaxBytes);
        return document.is_object() && document.contains("shapes") && document["shapes"].is_array();
    } catch (const Error&) {
        return false;
    }
}

Drawing readLabelMe(const std::filesystem::path& path, std::optional<PixelSize> pictureSize,
                    std::vector<std::string>* leftOut)
{
    const json document = readJson(path, kMaxBytes);
    if (!document.is_object() || !document.contains("shapes") || !document["shapes"].is_array()) {
        refuse(path, "it has no list \"shapes\"");
    }
    const PixelSize size = sizeIn(document, path, pictureSize);
    Drawing drawing{.width = size.width, .height = size.height, .shapes = {}, .parts = {}};
    for (std::size_t i = 0; i < document["shapes"].size(); ++i) {
        const json& shape = document["shapes"][i];
        if (const std::string what = leftOut == nullptr ? "" : withoutArea(shape); !what.empty()) {
            leftOut->push_back(what);
            continue;
        }
        drawing.shapes.push_back(readShape(shape, i, path));
    }
    drawing.parts = readParts(document.value("parts", json::array()), drawing.shapes, path);
    return drawing;
}

std::string otherKeysOfLabelMe(const std::filesystem::path& path)
{
    ordered_json document = standingDocument(path);
    for (const char* key :
         {"version", "shapes", "imagePath", "imageData", "imageHeight", "imageWidth", "parts"}) {
        document.erase(key);
    }
    if (document.value("flags", json()).empty()) { // an empty object, or null
        document.erase("flags");
    }
    return document.empty() ? std::string() : document.dump();
}

std::string labelMeText(const std::filesystem::path& path, const Drawing& drawing,
                        const std::filesystem::path& image, const std::string& otherKeys)
{
    ordered_json document = standingDocument(path);
    if (!otherKeys.empty()) {
        document.update(ordered_json::parse(otherKeys));
    }
    ordered_json shapes = ordered_json::array();
    for (const Shape& shape : drawing.shapes) {
        shapes.push_back(toJson(shape));
    }
    ordered_json parts = ordered_json::array();
    for (const PartStyle& part : drawing.parts) {
        parts.push_back(toJson(part));
    }
    document["shapes"] = std::move(shapes);
    document["imagePath"] = image.generic_string();
    document["imageHeight"] = drawing.height;
    document["imageWidth"] = drawing.width;
    document["parts"] = std::move(parts);
    std::string text;
    format(document, {}, text);
    return text + "\n";
}

void writeLabelMe(const std::filesystem::path& path, const Drawing& drawing,
                  const std::filesystem::path& image, const std::filesystem::path& root)
{
    writeFileAtomically(path, labelMeText(path, drawing, image), root);
}

} // namespace palimpsest
