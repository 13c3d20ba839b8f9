// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/parts/labelme.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/json.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string>

namespace palimpsest {

using nlohmann::json;
using nlohmann::ordered_json;

namespace {

constexpr int kMaxSide = 4096;
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
    if (shape.value("group_id", json(0)).is_null()) {
        shape.erase("group_id");
    }
    if (shape.value("flags", json()) == json::object()) {
        shape.erase("flags");
    }
    return shape.empty() ? std::string() : shape.dump();
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

    const json kind = value.value("shape_type", json("polygon"));
    if (kind == "rectangle" && shape.polygon.size() == 2) {
        const Point a = shape.polygon[0];
        const Point b = shape.polygon[1];
        shape.polygon = {a, {b.x, a.y}, b, {a.x, b.y}};
    } else if (kind != "polygon") {
        refuse(path, where + " is a " + kind.dump() + "; only polygons and rectangles with " +
                         "two corners are read");
    }
    if (shape.polygon.size() < 3) {
        refuse(path, where + " has fewer than three points");
    }
    return shape;
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

Drawing readLabelMe(const std::filesystem::path& path)
{
    const json document = readJson(path, kMaxBytes);
    if (!document.is_object() || !document.contains("shapes") || !document["shapes"].is_array()) {
        refuse(path, "it has no list \"shapes\"");
    }
    Drawing drawing{.width = imageSide(document, "imageWidth", path),
                    .height = imageSide(document, "imageHeight", path),
                    .shapes = {},
                    .parts = {}};
    for (std::size_t i = 0; i < document["shapes"].size(); ++i) {
        drawing.shapes.push_back(readShape(document["shapes"][i], i, path));
    }
    drawing.parts = readParts(document.value("parts", json::array()), drawing.shapes, path);
    return drawing;
}

void writeLabelMe(const std::filesystem::path& path, const Drawing& drawing,
                  const std::filesystem::path& image, const std::filesystem::path& root)
{
    ordered_json document = standingDocument(path);
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
    writeFileAtomically(path, text + "\n", root);
}

} // namespace palimpsest
