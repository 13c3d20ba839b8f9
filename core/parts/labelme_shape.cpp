// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/parts/labelme_shape.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/listed_names.h"
#include "core/base/utf8.h"
#include "core/parts/labelme_picture.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <numbers>
#include <utility>
#include <vector>

namespace palimpsest {

using nlohmann::json;
using nlohmann::ordered_json;

namespace {

constexpr double kMaxCoordinate = 1e6; // far outside any picture, and safe to calculate with

double coordinate(const json& value, const std::string& where, const std::filesystem::path& path)
{
    if (!value.is_number() || !std::isfinite(value.get<double>())) {
        refuseLabelMe(path, where + " has a point that is not a pair of numbers");
    }
    const double result = value.get<double>();
    if (std::abs(result) > kMaxCoordinate) {
        refuseLabelMe(path, where + " has a point millions of pixels away");
    }
    return result;
}

std::vector<Point> readPoints(const json& value, const std::string& where,
                              const std::filesystem::path& path)
{
    if (!value.is_array()) {
        refuseLabelMe(path, where + " has no list of points");
    }
    std::vector<Point> points;
    for (const json& pair : value) {
        if (!pair.is_array() || pair.size() != 2) {
            refuseLabelMe(path, where + " has a point that is not a pair of numbers");
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
    if (shape.contains("mask") && !shape["mask"].is_null()) {
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

std::string kindOf(const json& shape)
{
    const json given = shape.value("shape_type", json("polygon"));
    return given.is_string() ? given.get<std::string>()
           : given.is_null() ? "polygon"
                             : given.dump();
}

/// The polygon that a shape of any kind with an area is.
std::vector<Point> polygonOf(const json& shape, std::vector<Point> points, const std::string& where,
                             const std::filesystem::path& path)
{
    const std::string kind = kindOf(shape);
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
    refuseLabelMe(
        path, where + " is a \"" + kind + "\" of " + std::to_string(points.size()) +
                  " points, which has no area that could be read. Read are polygons, rectangles "
                  "of two corners or four, circles of a centre and a point, and masks of a first "
                  "and a last pixel");
}

/// A coordinate, without a fraction where it has none.
ordered_json plainNumber(double value)
{
    const auto whole = static_cast<std::int64_t>(value);
    return static_cast<double>(whole) == value ? ordered_json(whole) : ordered_json(value);
}

/// The points that a file says: of a mask, its first and its last pixel.
ordered_json pointsOf(const Shape& shape)
{
    ordered_json points = ordered_json::array();
    if (shape.mask) {
        const Mask& mask = *shape.mask;
        return {{mask.left, mask.top}, {mask.left + mask.width - 1, mask.top + mask.height - 1}};
    }
    for (const Point& point : shape.polygon) {
        points.push_back({plainNumber(point.x), plainNumber(point.y)});
    }
    return points;
}

/// "shape 3 ("beak")": for messages, of a shape that has a label.
std::string placeIn(const json& value, std::size_t index, const std::filesystem::path& path)
{
    const std::string where = "shape " + std::to_string(index + 1);
    if (!value.is_object() || !value.contains("label") || !value["label"].is_string()) {
        refuseLabelMe(path, where + " has no label");
    }
    return where + " (\"" + value["label"].get<std::string>() + "\")";
}

/// What every shape is written with.
ordered_json frameOf(const std::string& label, ordered_json points, const char* kind,
                     const std::string& otherKeys)
{
    ordered_json result = {{"label", label},
                           {"points", std::move(points)},
                           {"group_id", nullptr},
                           {"shape_type", kind},
                           {"flags", ordered_json::object()}};
    if (!otherKeys.empty()) {
        result.update(ordered_json::parse(otherKeys));
    }
    return result;
}

} // namespace

void refuseLabelMe(const std::filesystem::path& path, const std::string& why)
{
    throw BadFile(quoted(path) + " is not a LabelMe file that can be used: " + why + ".");
}

Shape shapeFromLabelMe(const json& value, std::size_t index, const std::filesystem::path& path)
{
    const std::string where = placeIn(value, index, path);
    Shape shape{.label = value["label"].get<std::string>(), .polygon = {}, .otherKeys = {}};
    shape.otherKeys = otherKeys(value);
    std::vector<Point> points = readPoints(value.value("points", json()), where, path);
    const json mask = value.value("mask", json());
    if (kindOf(value) == "mask" && points.size() == 2 && mask.is_string()) {
        shape.mask = decodedMask(mask.get_ref<const std::string&>(), points[0], points[1],
                                 "The mask of " + where + " in " + quoted(path));
        return shape;
    }
    shape.polygon = polygonOf(value, std::move(points), where, path);
    if (shape.polygon.size() < 3) {
        refuseLabelMe(path, where + " has fewer than three points");
    }
    return shape;
}

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
    if (isPoint(shape)) {
        return {};
    }
    const bool hasTooFew = points.is_array() && points.size() < fewest;
    if (!hasTooFew && std::ranges::find(kKinds, kind) == kKinds.end()) {
        return {};
    }
    const json label = shape.value("label", json());
    return "the " + kind + " \"" +
           (label.is_string() ? shown(label.get<std::string>()) : std::string()) + "\"" +
           (hasTooFew ? " of " + numberOf(points.size(), "point", "points") : std::string());
}

bool isPoint(const json& shape)
{
    const json points = shape.is_object() ? shape.value("points", json()) : json();
    return shape.is_object() && kindOf(shape) == "point" && points.is_array() && points.size() == 1;
}

PartPoint pointFromLabelMe(const json& value, std::size_t index, const std::filesystem::path& path)
{
    const std::string where = placeIn(value, index, path);
    return {.label = value["label"].get<std::string>(),
            .at = readPoints(value["points"], where, path).front(),
            .otherKeys = otherKeys(value)};
}

ordered_json toLabelMe(const PartPoint& point)
{
    ordered_json at = ordered_json::array();
    at.push_back({plainNumber(point.at.x), plainNumber(point.at.y)});
    return frameOf(point.label, std::move(at), "point", point.otherKeys);
}

ordered_json toLabelMe(const Shape& shape)
{
    ordered_json result =
        frameOf(shape.label, pointsOf(shape), shape.mask ? "mask" : "polygon", shape.otherKeys);
    if (shape.mask) {
        result["mask"] = encodedMask(*shape.mask);
    }
    return result;
}

} // namespace palimpsest
