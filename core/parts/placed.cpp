// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/parts/placed.h"

#include "core/base/error.h"
#include "core/parts/labelme_picture.h"
#include "core/parts/part_names.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <iterator>
#include <limits>
#include <string>
#include <utility>

namespace palimpsest {

namespace {

/// x ↦ a·x + b·y + left, y ↦ c·x + d·y + top.
struct Affine
{
    double a = 1.0;
    double b = 0.0;
    double c = 0.0;
    double d = 1.0;
    double left = 0.0;
    double top = 0.0;
};

Point mapped(const Affine& map, Point point)
{
    return {map.a * point.x + map.b * point.y + map.left,
            map.c * point.x + map.d * point.y + map.top};
}

/// A mask as the outline of its pixels, which can be turned.
std::vector<Point> outlineOf(const Shape& shape)
{
    return shape.mask ? outlineOf(*shape.mask) : shape.polygon;
}

/// A box of a picture.
struct Box
{
    Point low;
    Point high;

    Point middle() const { return {(low.x + high.x) / 2.0, (low.y + high.y) / 2.0}; }
    double area() const { return (high.x - low.x) * (high.y - low.y); }
};

/// Around all shapes; the picture, where there is none.
Box boxOf(const Drawing& drawing)
{
    constexpr double kFar = std::numeric_limits<double>::infinity();
    Box box{{kFar, kFar}, {-kFar, -kFar}};
    for (const Shape& shape : drawing.shapes) {
        for (const Point& point : outlineOf(shape)) {
            box.low = {std::min(box.low.x, point.x), std::min(box.low.y, point.y)};
            box.high = {std::max(box.high.x, point.x), std::max(box.high.y, point.y)};
        }
    }
    if (box.low.x > box.high.x) {
        return {{0.0, 0.0},
                {static_cast<double>(drawing.width), static_cast<double>(drawing.height)}};
    }
    return box;
}

/// How large the other picture becomes where it fits into one of `size`.
double fitOf(const Drawing& other, PixelSize size)
{
    return std::min(static_cast<double>(size.width) / other.width,
                    static_cast<double>(size.height) / other.height);
}

Affine mapOf(const Drawing& drawing, PixelSize size, const Placement& placement)
{
    const double fit = fitOf(drawing, size);
    const Point middle = boxOf(drawing).middle();
    const double scale = fit * placement.scale;
    const double mirror = placement.isMirrored ? -1.0 : 1.0;
    const double cosine = scale * std::cos(placement.angle);
    const double sine = scale * std::sin(placement.angle);
    Affine map{.a = mirror * cosine, .b = -sine, .c = mirror * sine, .d = cosine};
    // The middle of the shapes stays where it lies when the pictures are laid on one another.
    const Point turned = mapped(map, middle);
    map.left =
        size.width / 2.0 + fit * (middle.x - drawing.width / 2.0) + placement.by.x - turned.x;
    map.top =
        size.height / 2.0 + fit * (middle.y - drawing.height / 2.0) + placement.by.y - turned.y;
    return map;
}

/// What of a polygon lies where `coordinate` is at most `limit`, or with `sign` −1 at least −limit.
std::vector<Point> cutOff(const std::vector<Point>& polygon, double Point::*coordinate, double sign,
                          double limit)
{
    std::vector<Point> kept;
    for (std::size_t i = 0; i < polygon.size(); ++i) {
        const Point& from = polygon[i];
        const Point& to = polygon[i + 1 < polygon.size() ? i + 1 : 0];
        const double before = limit - sign * from.*coordinate;
        const double after = limit - sign * to.*coordinate;
        if (before >= 0.0) {
            kept.push_back(from);
        }
        if ((before > 0.0 && after < 0.0) || (before < 0.0 && after > 0.0)) {
            const double share = before / (before - after);
            Point edge{std::lerp(from.x, to.x, share), std::lerp(from.y, to.y, share)};
            edge.*coordinate = sign * limit + 0.0; // not −0
            kept.push_back(edge);
        }
    }
    return kept;
}

/// Nothing where no area is left.
std::vector<Point> within(std::vector<Point> polygon, PixelSize size)
{
    polygon = cutOff(polygon, &Point::x, -1.0, 0.0);
    polygon = cutOff(polygon, &Point::x, 1.0, size.width);
    polygon = cutOff(polygon, &Point::y, -1.0, 0.0);
    polygon = cutOff(polygon, &Point::y, 1.0, size.height);
    const auto isFlat = [&](double Point::*coordinate) {
        const auto [low, high] = std::ranges::minmax(polygon, {}, coordinate);
        return low.*coordinate == high.*coordinate;
    };
    const bool isEmpty = polygon.size() < 3 || isFlat(&Point::x) || isFlat(&Point::y);
    return isEmpty ? std::vector<Point>() : polygon;
}

bool hasShape(const Drawing& drawing, const PartStyle& part)
{
    return std::ranges::count(drawing.shapes, part.name, &Shape::label) > 0;
}

void requireFinite(const Placement& placement)
{
    for (const double number : {placement.by.x, placement.by.y, placement.scale, placement.angle}) {
        if (!std::isfinite(number)) {
            throw BadInput("Parts cannot be laid there: a number is not finite. Lay them anew.");
        }
    }
    if (placement.scale <= 0.0) {
        throw BadInput("Parts cannot be scaled by " + std::to_string(placement.scale) +
                       ". Scale them by more than 0.");
    }
}

/// The drawing with the shapes of these parts alone.
Drawing only(const Drawing& drawing, const std::vector<std::string>& names)
{
    Drawing result = drawing;
    std::erase_if(result.shapes, [&](const Shape& shape) {
        return std::ranges::find(names, shape.label) == names.end();
    });
    std::erase_if(result.parts, [&](const PartStyle& part) {
        return std::ranges::find(names, part.name) == names.end();
    });
    return result;
}

/// Those of `names` that are, or are not, among `others`.
std::vector<std::string> among(std::vector<std::string> names,
                               const std::vector<std::string>& others, bool areAmong)
{
    std::erase_if(names, [&](const std::string& name) {
        return (std::ranges::find(others, name) != others.end()) != areAmong;
    });
    return names;
}

/// The same pixels for every part, with no shape that erases.
Drawing withoutErasing(const Drawing& ghost)
{
    const LabelMap map = paint(ghost);
    Drawing result = ghost;
    result.shapes.clear();
    for (std::size_t part = 0; part < ghost.parts.size(); ++part) {
        Shape shape{.label = ghost.parts[part].name, .polygon = {}, .otherKeys = {}};
        shape.mask = pixelsWith(static_cast<std::uint8_t>(part + 1), map.labels, map.width);
        if (!shape.mask->pixels.empty()) {
            result.shapes.push_back(std::move(shape));
        }
    }
    return result;
}

} // namespace

Drawing placed(const Drawing& drawing, PixelSize size, const Placement& placement)
{
    requireFinite(placement);
    const Affine map = mapOf(drawing, size, placement);
    Drawing ghost{.width = size.width, .height = size.height, .shapes = {}, .parts = {}};
    for (const Shape& shape : drawing.shapes) {
        std::vector<Point> polygon = outlineOf(shape);
        std::ranges::transform(polygon, polygon.begin(),
                               [&](const Point& point) { return mapped(map, point); });
        polygon = within(std::move(polygon), size);
        if (!polygon.empty()) { // its other keys speak of the other picture
            ghost.shapes.push_back(
                {.label = shape.label, .polygon = std::move(polygon), .otherKeys = {}});
        }
    }
    std::ranges::copy_if(drawing.parts, std::back_inserter(ghost.parts),
                         [&](const PartStyle& part) { return hasShape(ghost, part); });
    return ghost;
}

std::vector<Point> placedPoints(const Drawing& drawing, std::vector<Point> points, PixelSize size,
                                const Placement& placement)
{
    requireFinite(placement);
    const Affine map = mapOf(drawing, size, placement);
    std::ranges::transform(points, points.begin(),
                           [&](const Point& point) { return mapped(map, point); });
    return points;
}

std::vector<Point> boxAround(const Drawing& drawing)
{
    const Box box = boxOf(drawing);
    return {box.low, {box.high.x, box.low.y}, box.high, {box.low.x, box.high.y}};
}

Drawing partsFor(const Drawing& here, const Drawing& other)
{
    const Drawing plain = std::ranges::count(other.shapes, kBackgroundLabel, &Shape::label) > 0
                              ? withoutErasing(other)
                              : other;
    const std::vector<std::string> drawn = drawnParts(plain);
    const std::vector<std::string> missing = among(drawn, drawnParts(here), false);
    Drawing ghost = only(plain, missing.empty() ? drawn : missing);
    for (Shape& shape : ghost.shapes) {
        shape.polygon = outlineOf(shape);
        shape.mask.reset();
    }
    return ghost;
}

Placement fittingPlacement(const Drawing& here, const Drawing& other, const Drawing& ghost)
{
    const std::vector<std::string> common = among(drawnParts(other), drawnParts(here), true);
    if (common.empty()) {
        return {};
    }
    const Box from = boxOf(only(other, common));
    const Box to = boxOf(only(here, common));
    if (from.area() <= 0.0 || to.area() <= 0.0) {
        return {};
    }
    const PixelSize size{here.width, here.height};
    const double fit = fitOf(other, size);
    const double scale = std::sqrt(to.area() / from.area());
    const Point middle = boxOf(ghost).middle();
    const auto shift = [&](double at, double common, double target, int side, int otherSide) {
        return scale * (at - common) + target - side / 2.0 - fit * (at - otherSide / 2.0);
    };
    return {.by = {shift(middle.x, from.middle().x, to.middle().x, size.width, other.width),
                   shift(middle.y, from.middle().y, to.middle().y, size.height, other.height)},
            .scale = scale / fit};
}

Drawing withGhost(Drawing drawing, const Drawing& ghost)
{
    if (drawing.width != ghost.width || drawing.height != ghost.height) {
        throw BadInput("The parts were laid onto a picture of another size. Lay them anew.");
    }
    const bool erases = std::ranges::count(ghost.shapes, kBackgroundLabel, &Shape::label) > 0;
    const Drawing added = erases ? withoutErasing(ghost) : ghost;
    for (const PartStyle& part : added.parts) {
        if (hasShape(added, part) && partIndex(drawing, part.name) < 0) {
            drawing.parts.push_back(part);
        }
    }
    if (drawing.parts.size() > kMaxDrawnParts) {
        throw BadInput("There would be " + std::to_string(drawing.parts.size()) +
                       " parts, and a drawing has " + std::to_string(kMaxDrawnParts) +
                       " at most. Merge some first.");
    }
    std::ranges::copy(added.shapes, std::back_inserter(drawing.shapes));
    return drawing;
}

} // namespace palimpsest
