// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/parts/label_map.h"

#include "core/base/coalition.h"
#include "core/base/error.h"
#include "core/base/sha256.h"

#include <algorithm>
#include <cmath>
#include <string_view>

namespace palimpsest {

namespace {

/// Where the polygon's edges cross the horizontal line through `y`, from left to right.
std::vector<double> crossings(const std::vector<Point>& polygon, double y)
{
    std::vector<double> xs;
    for (std::size_t i = 0; i < polygon.size(); ++i) {
        const Point& a = polygon[i];
        const Point& b = polygon[(i + 1) % polygon.size()];
        if ((a.y <= y) != (b.y <= y)) {
            xs.push_back(a.x + (y - a.y) / (b.y - a.y) * (b.x - a.x));
        }
    }
    std::ranges::sort(xs);
    return xs;
}

/// First pixel whose centre lies at or right of x, kept within [0, width].
int firstPixelFrom(double x, int width)
{
    return static_cast<int>(std::clamp(std::ceil(x - 0.5), 0.0, static_cast<double>(width)));
}

void fill(LabelMap& map, const std::vector<Point>& polygon, std::uint8_t label)
{
    for (int row = 0; row < map.height; ++row) {
        const std::vector<double> xs = crossings(polygon, row + 0.5);
        for (std::size_t i = 0; i + 1 < xs.size(); i += 2) {
            const auto line = map.labels.begin() + static_cast<std::ptrdiff_t>(row) * map.width;
            std::fill(line + firstPixelFrom(xs[i], map.width),
                      line + firstPixelFrom(xs[i + 1], map.width), label);
        }
    }
}

int partIndex(LabelMap& map, const std::string& name)
{
    const auto found = std::ranges::find(map.parts, name, &Part::name);
    if (found != map.parts.end()) {
        return static_cast<int>(found - map.parts.begin());
    }
    if (map.partCount() == kMaxParts) {
        throw BadInput("There are more than " + std::to_string(kMaxParts) + " parts (\"" + name +
                       "\" is one too many), and every part doubles " + "the work. Merge some.");
    }
    map.parts.push_back({.name = name});
    return map.partCount() - 1;
}

} // namespace

LabelMap rasterise(std::span<const Shape> shapes, int width, int height)
{
    LabelMap map{.width = width, .height = height, .parts = {}, .labels = {}};
    map.labels.assign(static_cast<std::size_t>(width) * height, 0);
    for (const Shape& shape : shapes) {
        fill(map, shape.polygon, static_cast<std::uint8_t>(partIndex(map, shape.label) + 1));
    }
    if (map.parts.empty()) {
        throw BadInput("No part is drawn. Draw at least one.");
    }
    for (const std::uint8_t label : map.labels) {
        if (label > 0) {
            ++map.parts[label - 1].pixels;
        }
    }
    for (const Part& part : map.parts) {
        if (part.pixels == 0) {
            throw BadInput("Part \"" + part.name + "\" covers no pixel: it lies outside the " +
                           "picture, is too thin, or other parts cover it. Redraw or delete it.");
        }
    }
    return map;
}

std::string sha256(const LabelMap& map)
{
    std::string bytes = std::to_string(map.width) + "x" + std::to_string(map.height) + "/" +
                        std::to_string(map.partCount()) + "\n";
    bytes.append(reinterpret_cast<const char*>(map.labels.data()), map.labels.size());
    return sha256(std::string_view(bytes));
}

} // namespace palimpsest
