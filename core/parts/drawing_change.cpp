// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/parts/drawing_change.h"

#include <optional>
#include <vector>

namespace palimpsest {

namespace {

Drawing withoutLists(const Drawing& drawing)
{
    return {.width = drawing.width, .height = drawing.height, .shapes = {}, .parts = {}};
}

std::size_t bytesOf(const std::vector<Shape>& shapes)
{
    std::size_t bytes = 0;
    for (const Shape& shape : shapes) {
        bytes += sizeof(Shape) + shape.label.size() + shape.otherKeys.size() +
                 shape.polygon.size() * sizeof(Point) +
                 (shape.mask ? shape.mask->pixels.size() : 0);
    }
    return bytes;
}

std::size_t bytesOf(const std::vector<PartStyle>& parts)
{
    std::size_t bytes = 0;
    for (const PartStyle& part : parts) {
        bytes += sizeof(PartStyle) + part.name.size() + part.colour.size();
    }
    return bytes;
}

std::size_t bytesOf(const std::vector<PartPoint>& points)
{
    std::size_t bytes = 0;
    for (const PartPoint& point : points) {
        bytes += sizeof(PartPoint) + point.label.size() + point.otherKeys.size();
    }
    return bytes;
}

std::size_t bytesOf(const std::vector<Stroke>& strokes)
{
    std::size_t bytes = 0;
    for (const Stroke& stroke : strokes) {
        bytes += sizeof(Stroke) + stroke.points.size() * sizeof(Point);
    }
    return bytes;
}

std::size_t bytesOf(const std::vector<ObjectOutline>& objects)
{
    std::size_t bytes = 0;
    for (const ObjectOutline& object : objects) {
        bytes += sizeof(ObjectOutline) + object.pixels.pixels.size() + bytesOf(object.keep) +
                 bytesOf(object.drop);
    }
    return bytes;
}

std::vector<ObjectOutline> listed(const std::optional<ObjectOutline>& object)
{
    return object ? std::vector{*object} : std::vector<ObjectOutline>();
}

void replaceObject(std::optional<ObjectOutline>& object, const std::vector<ObjectOutline>& old,
                   const std::vector<ObjectOutline>& now)
{
    if (!now.empty()) {
        object = now.front();
    } else if (!old.empty()) {
        object.reset();
    }
}

} // namespace

DrawingChange changeBetween(const Drawing& before, const Drawing& after)
{
    return {.before = withoutLists(before),
            .after = withoutLists(after),
            .shapes = listChange(before.shapes, after.shapes),
            .parts = listChange(before.parts, after.parts),
            .points = listChange(before.points, after.points),
            .object = listChange(listed(before.object), listed(after.object))};
}

Drawing withChange(Drawing drawing, const DrawingChange& change)
{
    drawing.width = change.after.width;
    drawing.height = change.after.height;
    replaceRun(drawing.shapes, change.shapes.at, change.shapes.before, change.shapes.after);
    replaceRun(drawing.parts, change.parts.at, change.parts.before, change.parts.after);
    replaceRun(drawing.points, change.points.at, change.points.before, change.points.after);
    replaceObject(drawing.object, change.object.before, change.object.after);
    return drawing;
}

Drawing withoutChange(Drawing drawing, const DrawingChange& change)
{
    drawing.width = change.before.width;
    drawing.height = change.before.height;
    replaceRun(drawing.shapes, change.shapes.at, change.shapes.after, change.shapes.before);
    replaceRun(drawing.parts, change.parts.at, change.parts.after, change.parts.before);
    replaceRun(drawing.points, change.points.at, change.points.after, change.points.before);
    replaceObject(drawing.object, change.object.after, change.object.before);
    return drawing;
}

std::size_t bytesOf(const DrawingChange& change)
{
    return sizeof(DrawingChange) + bytesOf(change.shapes.before) + bytesOf(change.shapes.after) +
           bytesOf(change.parts.before) + bytesOf(change.parts.after) +
           bytesOf(change.points.before) + bytesOf(change.points.after) +
           bytesOf(change.object.before) + bytesOf(change.object.after);
}

std::size_t bytesOf(const Drawing& drawing)
{
    return sizeof(Drawing) + bytesOf(drawing.shapes) + bytesOf(drawing.parts) +
           bytesOf(drawing.points) + bytesOf(listed(drawing.object));
}

} // namespace palimpsest
