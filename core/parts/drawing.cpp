// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/parts/drawing.h"

#include "core/base/coalition.h"
#include "core/base/error.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>

namespace palimpsest {

namespace {

/// Where the polygon's edges cross the horizontal line through `y`, from left to right, into `xs`.
void findCrossings(const std::vector<Point>& polygon, double y, std::vector<double>& xs)
{
    xs.clear();
    for (std::size_t i = 0; i < polygon.size(); ++i) {
        const Point& a = polygon[i];
        const Point& b = polygon[i + 1 < polygon.size() ? i + 1 : 0];
        if ((a.y <= y) != (b.y <= y)) {
            xs.push_back(a.x + (y - a.y) / (b.y - a.y) * (b.x - a.x));
        }
    }
    std::ranges::sort(xs);
}

void fill(LabelMap& map, const std::vector<Point>& polygon, std::uint8_t label)
{
    if (polygon.empty()) {
        return;
    }
    const auto [top, bottom] = std::ranges::minmax_element(polygon, {}, &Point::y);
    const int end = firstPixelFrom(bottom->y, map.height);
    std::vector<double> xs;
    for (int row = firstPixelFrom(top->y, map.height); row < end; ++row) {
        findCrossings(polygon, row + 0.5, xs);
        const auto line = map.labels.begin() + static_cast<std::ptrdiff_t>(row) * map.width;
        for (std::size_t i = 0; i + 1 < xs.size(); i += 2) {
            std::fill(line + firstPixelFrom(xs[i], map.width),
                      line + firstPixelFrom(xs[i + 1], map.width), label);
        }
    }
}

void fill(LabelMap& map, const Shape& shape, std::uint8_t label)
{
    if (shape.mask) {
        setPixels(map.labels, map.width, map.height, *shape.mask, label);
    } else {
        fill(map, shape.polygon, label);
    }
}

/// How many pixels each label has.
std::array<std::size_t, kMaxDrawnParts + 1> pixelCounts(const std::vector<std::uint8_t>& labels)
{
    std::array<std::size_t, kMaxDrawnParts + 1> counts{};
    for (const std::uint8_t label : labels) {
        ++counts[label];
    }
    return counts;
}

/// The label that a shape paints: 0 for background, else the number of its part plus one.
std::uint8_t labelOf(const Drawing& drawing, const Shape& shape)
{
    const int part = partIndex(drawing, shape.label);
    if (part < 0 && shape.label != kBackgroundLabel) {
        throw BadInput("A shape is labelled \"" + shape.label + "\", but there is no such part. " +
                       "Give the shape to a part or delete it.");
    }
    return static_cast<std::uint8_t>(part + 1);
}

void checkPartCount(const Drawing& drawing, std::size_t most, const std::string& advice)
{
    if (drawing.parts.size() > most) {
        throw BadInput("There are more than " + std::to_string(most) + " parts (\"" +
                       drawing.parts[most].name + "\" is one too many)" + advice);
    }
}

} // namespace

int firstPixelFrom(double edge, int side)
{
    return static_cast<int>(std::clamp(std::ceil(edge - 0.5), 0.0, static_cast<double>(side)));
}

bool isColour(const std::string& colour)
{
    const auto isDigit = [](unsigned char c) { return std::isxdigit(c) != 0; };
    return colour.empty() || (colour.size() == 7 && colour[0] == '#' &&
                              std::all_of(colour.begin() + 1, colour.end(), isDigit));
}

int partIndex(const Drawing& drawing, const std::string& name)
{
    const auto found = std::ranges::find(drawing.parts, name, &PartStyle::name);
    return found == drawing.parts.end() ? -1 : static_cast<int>(found - drawing.parts.begin());
}

void requirePart(const Drawing& drawing, std::size_t part)
{
    if (part >= drawing.parts.size()) {
        throw BadInput("There is no part number " + std::to_string(part + 1) + ". Choose one of " +
                       "the " + std::to_string(drawing.parts.size()) + " in the list.");
    }
}

LabelMap paint(const Drawing& drawing)
{
    checkPartCount(drawing, kMaxDrawnParts, ". Merge some.");
    LabelMap map{.width = drawing.width, .height = drawing.height, .parts = {}, .labels = {}};
    map.labels.assign(static_cast<std::size_t>(map.width) * map.height, 0);
    for (const PartStyle& part : drawing.parts) {
        map.parts.push_back({.name = part.name});
    }
    for (const Shape& shape : drawing.shapes) {
        fill(map, shape, labelOf(drawing, shape));
    }
    const auto counts = pixelCounts(map.labels);
    for (std::size_t part = 0; part < map.parts.size(); ++part) {
        map.parts[part].pixels = counts[part + 1];
    }
    return map;
}

LabelMap rasterise(const Drawing& drawing)
{
    if (drawing.parts.empty()) {
        throw BadInput("No part is drawn. Draw at least one.");
    }
    checkPartCount(drawing, kMaxParts, ", and every part doubles the work. Merge some.");
    LabelMap map = paint(drawing);
    for (const Part& part : map.parts) {
        if (std::ranges::find(drawing.shapes, part.name, &Shape::label) == drawing.shapes.end()) {
            throw BadInput("Part \"" + part.name + "\" has no shape yet. Draw or delete it.");
        }
        if (part.pixels == 0) {
            throw BadInput("Part \"" + part.name + "\" covers no pixel: it lies outside the " +
                           "picture, is too thin, or other parts cover it. Redraw or delete it.");
        }
    }
    return map;
}

} // namespace palimpsest
