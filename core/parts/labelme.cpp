// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/parts/labelme.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/json.h"

#include <nlohmann/json.hpp>

#include <cmath>
#include <string>

namespace palimpsest {

using nlohmann::json;

namespace {

constexpr int kMaxSide = 4096;
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

Shape readShape(const json& value, std::size_t index, const std::filesystem::path& path)
{
    std::string where = "shape " + std::to_string(index + 1);
    if (!value.is_object() || !value.contains("label") || !value["label"].is_string()) {
        refuse(path, where + " has no label");
    }
    Shape shape{.label = value["label"].get<std::string>(), .polygon = {}};
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

} // namespace

LabelMeFile readLabelMe(const std::filesystem::path& path)
{
    const json document = readJson(path);
    if (!document.is_object() || !document.contains("shapes") || !document["shapes"].is_array()) {
        refuse(path, "it has no list \"shapes\"");
    }
    LabelMeFile file{.width = imageSide(document, "imageWidth", path),
                     .height = imageSide(document, "imageHeight", path),
                     .shapes = {}};
    for (std::size_t i = 0; i < document["shapes"].size(); ++i) {
        file.shapes.push_back(readShape(document["shapes"][i], i, path));
    }
    return file;
}

} // namespace palimpsest
