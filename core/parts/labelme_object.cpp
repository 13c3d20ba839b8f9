// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/parts/labelme_object.h"

#include "core/parts/labelme_shape.h"

#include <nlohmann/json.hpp>

#include <cmath>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace palimpsest {

using nlohmann::json;
using nlohmann::ordered_json;

namespace {

constexpr const char* kWhere = "its \"objectOutline\"";

/// Points of which x and y stand one behind the other.
std::vector<Point> pointsFrom(const json& numbers, const std::filesystem::path& path)
{
    constexpr double kFarthest = 1e6; // outside of any picture, and safe to calculate with
    if (!numbers.is_array() || numbers.empty() || numbers.size() % 2 != 0) {
        refuseLabelMe(path, std::string(kWhere) + " has a list of coordinates that are no pairs");
    }
    std::vector<Point> points;
    for (std::size_t i = 0; i < numbers.size(); i += 2) {
        for (const json& number : {numbers[i], numbers[i + 1]}) {
            if (!number.is_number() || !(std::abs(number.get<double>()) <= kFarthest)) {
                refuseLabelMe(path,
                              std::string(kWhere) + " has a coordinate that is no sensible number");
            }
        }
        points.push_back({numbers[i].get<double>(), numbers[i + 1].get<double>()});
    }
    return points;
}

std::vector<Stroke> strokesFrom(const json& list, const std::filesystem::path& path)
{
    constexpr double kWidest = 1e5;
    if (!list.is_array()) {
        refuseLabelMe(path, std::string(kWhere) + " has strokes that are no list");
    }
    std::vector<Stroke> strokes;
    for (const json& value : list) {
        const json width = value.is_object() ? value.value("width", json()) : json();
        if (!width.is_number() || !(width.get<double>() > 0.0 && width.get<double>() <= kWidest)) {
            refuseLabelMe(path, std::string(kWhere) + " has a stroke without a sensible width");
        }
        strokes.push_back({.points = pointsFrom(value.value("points", json()), path),
                           .width = width.get<double>()});
    }
    return strokes;
}

bool isWithin(const Mask& mask, PixelSize size)
{
    return mask.left >= 0 && mask.top >= 0 && std::int64_t{mask.left} + mask.width <= size.width &&
           std::int64_t{mask.top} + mask.height <= size.height;
}

ordered_json numbersOf(const std::vector<Point>& points)
{
    ordered_json numbers = ordered_json::array();
    for (const Point& point : points) {
        numbers.push_back(point.x);
        numbers.push_back(point.y);
    }
    return numbers;
}

ordered_json toJson(const std::vector<Stroke>& strokes)
{
    ordered_json list = ordered_json::array();
    for (const Stroke& stroke : strokes) {
        list.push_back({{"width", stroke.width}, {"points", numbersOf(stroke.points)}});
    }
    return list;
}

} // namespace

ObjectOutline objectFromLabelMe(const json& value, PixelSize size,
                                const std::filesystem::path& path)
{
    if (!value.is_object()) {
        refuseLabelMe(path, std::string(kWhere) + " is no object of JSON");
    }
    const Shape shape = shapeFromLabelMe(value.value("shape", json()), 0, path);
    const std::vector<Point> box = pointsFrom(value.value("box", json()), path);
    const json isDrawn = value.value("isDrawn", json(false));
    if (!shape.mask || !isWithin(*shape.mask, size) || box.size() != 2 || !isDrawn.is_boolean()) {
        refuseLabelMe(path,
                      std::string(kWhere) + " does not say which pixels of the picture it has");
    }
    return {.pixels = *shape.mask,
            .a = box[0],
            .b = box[1],
            .keep = strokesFrom(value.value("keep", json::array()), path),
            .drop = strokesFrom(value.value("drop", json::array()), path),
            .isDrawn = isDrawn.get<bool>()};
}

ordered_json toLabelMe(const ObjectOutline& object)
{
    return {{"shape",
             toLabelMe(
                 Shape{.label = "object", .polygon = {}, .otherKeys = {}, .mask = object.pixels})},
            {"box", numbersOf({object.a, object.b})},
            {"keep", toJson(object.keep)},
            {"drop", toJson(object.drop)},
            {"isDrawn", object.isDrawn}};
}

} // namespace palimpsest
