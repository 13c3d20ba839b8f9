// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/parts/edits.h"

#include "core/base/coalition.h"
#include "core/base/error.h"
#include "core/base/listed_names.h"
#include "core/base/utf8.h"

#include <algorithm>
#include <cmath>

namespace palimpsest {

namespace {

constexpr std::size_t kFewestPoints = 3;

Shape& shapeAt(Drawing& drawing, std::size_t shape)
{
    if (shape >= drawing.shapes.size()) {
        throw BadInput("There is no shape number " + std::to_string(shape + 1) + ", the drawing " +
                       "has " + std::to_string(drawing.shapes.size()) + ". Choose one of them.");
    }
    return drawing.shapes[shape];
}

std::vector<Point>& polygonWithVertex(Drawing& drawing, std::size_t shape, std::size_t vertex)
{
    Shape& drawn = shapeAt(drawing, shape);
    if (drawn.mask) {
        throw BadInput("The shape is painted and has no points. Paint or erase pixels of it.");
    }
    std::vector<Point>& polygon = drawn.polygon;
    if (vertex >= polygon.size()) {
        throw BadInput("The shape has " + std::to_string(polygon.size()) + " points, none with " +
                       "number " + std::to_string(vertex + 1) + ". Choose one of them.");
    }
    return polygon;
}

void checkFinite(const Point& point)
{
    if (!std::isfinite(point.x) || !std::isfinite(point.y)) {
        throw BadInput("A point is not at a finite position. Draw it again.");
    }
}

Point within(const Drawing& drawing, const Point& point)
{
    checkFinite(point);
    return {std::clamp(point.x, 0.0, static_cast<double>(drawing.width)),
            std::clamp(point.y, 0.0, static_cast<double>(drawing.height))};
}

void checkNewName(const Drawing& drawing, const std::string& name)
{
    if (name.empty()) {
        throw BadInput("A part needs a name. Enter one.");
    }
    if (name == kBackgroundLabel) {
        throw BadInput("\"" + name + "\" stands for what belongs to no part. Enter another name.");
    }
    if (partIndex(drawing, name) >= 0) {
        throw BadInput("There is already a part called \"" + name + "\". Enter another name, or " +
                       "merge the two.");
    }
}

void checkColour(const std::string& colour)
{
    if (!isColour(colour)) {
        throw BadInput("\"" + colour + "\" is no colour. Write it as #rrggbb.");
    }
}

/// `stem` followed by the smallest number from `first` on that gives a free name.
std::string freeName(const Drawing& drawing, const std::string& stem, int first)
{
    int number = first;
    while (partIndex(drawing, stem + std::to_string(number)) >= 0) {
        ++number;
    }
    return stem + std::to_string(number);
}

void relabel(Drawing& drawing, const std::string& from, const std::string& to)
{
    for (Shape& shape : drawing.shapes) {
        if (shape.label == from) {
            shape.label = to;
        }
    }
    for (PartPoint& point : drawing.points) {
        if (point.label == from) {
            point.label = to;
        }
    }
}

void erasePart(Drawing& drawing, std::size_t part)
{
    drawing.parts.erase(drawing.parts.begin() + static_cast<std::ptrdiff_t>(part));
}

/// Names of parts that have no pixel, of those from number `from` on.
std::vector<std::string> withoutPixels(const LabelMap& map, std::size_t from)
{
    std::vector<std::string> names;
    for (std::size_t i = from; i < map.parts.size(); ++i) {
        if (map.parts[i].pixels == 0) {
            names.push_back(map.parts[i].name);
        }
    }
    return names;
}

/// Throws where a new part of a grid has no pixel, or has taken the last one of a part that was
/// there: nothing can be hidden then.
void requirePixels(const Drawing& before, const Drawing& withGrid)
{
    const LabelMap old = paint(before);
    const LabelMap now = paint(withGrid);
    if (const auto cells = withoutPixels(now, old.parts.size()); !cells.empty()) {
        throw BadInput("The grid is finer than the pixels: " + listedNames(cells) +
                       " would have none. Take a coarser grid or a larger rectangle.");
    }
    if (const auto lost = partsThatLostAll(old, now); !lost.empty()) {
        throw BadInput("The grid would cover the last pixels of " + listedNames(lost) +
                       ". Delete what it is to replace first, or take another rectangle.");
    }
}

/// What `by` becomes so that coordinates from `low` to `high` stay within [0, side], or at least
/// leave it no further than they do.
double limited(double by, double low, double high, double side)
{
    return std::clamp(by, std::min(0.0, -low), std::max(0.0, side - high));
}

/// Moves a mask by whole pixels.
void moveMask(Mask& mask, Point by, const Drawing& drawing)
{
    mask.left += static_cast<int>(
        limited(std::round(by.x), mask.left, mask.left + mask.width, drawing.width));
    mask.top += static_cast<int>(
        limited(std::round(by.y), mask.top, mask.top + mask.height, drawing.height));
}

} // namespace

Drawing withPart(Drawing drawing, PartStyle style)
{
    style.name = std::string(trimmed(style.name));
    if (style.name.empty()) {
        style.name = freeName(drawing, "part ", 1);
    }
    checkNewName(drawing, style.name);
    checkColour(style.colour);
    if (drawing.parts.size() >= kMaxDrawnParts) {
        throw BadInput("A drawing has at most " + std::to_string(kMaxDrawnParts) + " parts. " +
                       "Merge some.");
    }
    drawing.parts.push_back(std::move(style));
    return drawing;
}

Drawing withShape(Drawing drawing, std::size_t part, std::vector<Point> polygon)
{
    requirePart(drawing, part);
    if (polygon.size() < kFewestPoints) {
        throw BadInput("A polygon needs three points, this one has " +
                       std::to_string(polygon.size()) + ". Add some.");
    }
    for (Point& point : polygon) {
        point = within(drawing, point);
    }
    drawing.shapes.push_back(
        {.label = drawing.parts[part].name, .polygon = std::move(polygon), .otherKeys = {}});
    return drawing;
}

Drawing withGrid(Drawing drawing, Point a, Point b, int columns, int rows)
{
    constexpr int kMost = kMaxParts;
    const Drawing before = drawing;
    if (columns < 1 || rows < 1) {
        throw BadInput("A grid needs at least one column and one row.");
    }
    if (columns > kMost || rows > kMost ||
        drawing.parts.size() + static_cast<std::size_t>(columns * rows) > kMaxParts) {
        const std::size_t old = drawing.parts.size();
        throw BadInput("A grid of " + std::to_string(columns) + " × " + std::to_string(rows) +
                       " makes more than " + std::to_string(kMost) + " parts" +
                       (old == 0 ? ", which are the most. Take a coarser grid."
                                 : ", the most, with the " +
                                       numberOf(old, "part that is there", "parts that are there") +
                                       ". Take a coarser grid or delete parts first."));
    }
    a = within(drawing, a);
    b = within(drawing, b);
    if (a.x == b.x || a.y == b.y) {
        throw BadInput("The rectangle of the grid is empty. Drag from one corner to the other.");
    }
    const Point from{std::min(a.x, b.x), std::min(a.y, b.y)};
    const Point to{std::max(a.x, b.x), std::max(a.y, b.y)};
    const auto x = [&](int column) { return from.x + (to.x - from.x) * column / columns; };
    const auto y = [&](int row) { return from.y + (to.y - from.y) * row / rows; };
    for (int row = 0; row < rows; ++row) {
        for (int column = 0; column < columns; ++column) {
            std::string name = "r" + std::to_string(row + 1) + "c" + std::to_string(column + 1);
            if (partIndex(drawing, name) >= 0) {
                name = freeName(drawing, name + " ", 2);
            }
            drawing = withPart(std::move(drawing), {.name = std::move(name), .colour = {}});
            const std::size_t part = drawing.parts.size() - 1;
            drawing = withShape(std::move(drawing), part,
                                {{x(column), y(row)},
                                 {x(column + 1), y(row)},
                                 {x(column + 1), y(row + 1)},
                                 {x(column), y(row + 1)}});
        }
    }
    requirePixels(before, drawing);
    return drawing;
}

Drawing withVertexAt(Drawing drawing, std::size_t shape, std::size_t vertex, Point position)
{
    polygonWithVertex(drawing, shape, vertex)[vertex] = within(drawing, position);
    return drawing;
}

Drawing withVertexInserted(Drawing drawing, std::size_t shape, std::size_t before, Point position)
{
    const Point kept = within(drawing, position);
    std::vector<Point>& polygon = polygonWithVertex(drawing, shape, before);
    polygon.insert(polygon.begin() + static_cast<std::ptrdiff_t>(before), kept);
    return drawing;
}

Drawing withoutVertex(Drawing drawing, std::size_t shape, std::size_t vertex)
{
    std::vector<Point>& polygon = polygonWithVertex(drawing, shape, vertex);
    if (polygon.size() <= kFewestPoints) {
        throw BadInput("A polygon needs three points. Delete the whole shape instead.");
    }
    polygon.erase(polygon.begin() + static_cast<std::ptrdiff_t>(vertex));
    return drawing;
}

Drawing withShapeMoved(Drawing drawing, std::size_t shape, Point by)
{
    checkFinite(by);
    Shape& moved = shapeAt(drawing, shape);
    if (moved.mask) {
        moveMask(*moved.mask, by, drawing);
        return drawing;
    }
    std::vector<Point>& polygon = moved.polygon;
    const auto [left, right] = std::ranges::minmax(polygon, {}, &Point::x);
    const auto [top, bottom] = std::ranges::minmax(polygon, {}, &Point::y);
    by = {limited(by.x, left.x, right.x, drawing.width),
          limited(by.y, top.y, bottom.y, drawing.height)};
    for (Point& point : polygon) {
        point = {point.x + by.x, point.y + by.y};
    }
    return drawing;
}

Drawing withoutShape(Drawing drawing, std::size_t shape)
{
    shapeAt(drawing, shape);
    drawing.shapes.erase(drawing.shapes.begin() + static_cast<std::ptrdiff_t>(shape));
    return drawing;
}

Drawing withPartRenamed(Drawing drawing, std::size_t part, const std::string& name)
{
    requirePart(drawing, part);
    const std::string wanted(trimmed(name));
    const std::string old = drawing.parts[part].name;
    if (wanted == old) {
        return drawing;
    }
    checkNewName(drawing, wanted);
    relabel(drawing, old, wanted);
    drawing.parts[part].name = wanted;
    return drawing;
}

Drawing withPartRecoloured(Drawing drawing, std::size_t part, const std::string& colour)
{
    requirePart(drawing, part);
    checkColour(colour);
    drawing.parts[part].colour = colour;
    return drawing;
}

Drawing withPartMoved(Drawing drawing, std::size_t from, std::size_t to)
{
    requirePart(drawing, from);
    requirePart(drawing, to);
    PartStyle moved = std::move(drawing.parts[from]);
    erasePart(drawing, from);
    drawing.parts.insert(drawing.parts.begin() + static_cast<std::ptrdiff_t>(to), std::move(moved));
    return drawing;
}

Drawing withPartsMerged(Drawing drawing, std::size_t from, std::size_t into)
{
    requirePart(drawing, from);
    requirePart(drawing, into);
    if (from == into) {
        throw BadInput("A part cannot be merged into itself. Choose another one.");
    }
    relabel(drawing, drawing.parts[from].name, drawing.parts[into].name);
    erasePart(drawing, from);
    return drawing;
}

Drawing withoutPart(Drawing drawing, std::size_t part)
{
    requirePart(drawing, part);
    std::vector<std::size_t> removed; // places of its shapes, last first
    for (std::size_t i = drawing.shapes.size(); i-- > 0;) {
        if (drawing.shapes[i].label == drawing.parts[part].name) {
            removed.push_back(i);
        }
    }
    std::erase_if(drawing.points,
                  [&](const PartPoint& point) { return point.label == drawing.parts[part].name; });
    relabel(drawing, drawing.parts[part].name, kBackgroundLabel);
    erasePart(drawing, part);
    const LabelMap wanted = paint(drawing);
    for (const std::size_t shape : removed) {
        Drawing without = withoutShape(drawing, shape);
        if (paint(without) == wanted) {
            drawing = std::move(without);
        }
    }
    return drawing;
}

} // namespace palimpsest
