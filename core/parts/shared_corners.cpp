// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/parts/shared_corners.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace palimpsest {

namespace {

constexpr std::size_t kFewestPoints = 3;

bool areAtOnePlace(const Point& a, const Point& b)
{
    return std::hypot(a.x - b.x, a.y - b.y) <= kSamePlace;
}

/// How far along the edge from `a` to `b` a place is that lies on it and at neither end, from 0 to
/// 1; 0 when it does not.
double shareAlong(const Point& a, const Point& b, const Point& place)
{
    const double length = std::hypot(b.x - a.x, b.y - a.y);
    if (length == 0.0 || areAtOnePlace(a, place) || areAtOnePlace(b, place)) {
        return 0.0;
    }
    const double along = ((place.x - a.x) * (b.x - a.x) + (place.y - a.y) * (b.y - a.y)) / length;
    const double away =
        std::abs((place.y - a.y) * (b.x - a.x) - (place.x - a.x) * (b.y - a.y)) / length;
    return along > 0.0 && along < length && away <= kSamePlace ? along / length : 0.0;
}

std::vector<std::size_t> pointsAt(const std::vector<Point>& polygon, const Point& place)
{
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < polygon.size(); ++i) {
        if (areAtOnePlace(polygon[i], place)) {
            found.push_back(i);
        }
    }
    return found;
}

void insertBefore(std::vector<Point>& polygon, std::size_t point, const Point& place)
{
    polygon.insert(polygon.begin() + static_cast<std::ptrdiff_t>(point), place);
}

/// A point in every edge that passes `place`.
void insertAt(std::vector<Point>& polygon, const Point& place)
{
    for (std::size_t i = polygon.size(); i-- > 0;) {
        if (shareAlong(polygon[i], polygon[(i + 1) % polygon.size()], place) > 0.0) {
            insertBefore(polygon, i + 1, place);
        }
    }
}

/// The points of all other polygons.
std::vector<Point> pointsOfOthers(const Drawing& drawing, std::size_t shape)
{
    std::vector<Point> points;
    for (std::size_t i = 0; i < drawing.shapes.size(); ++i) {
        if (i != shape) {
            const std::vector<Point>& polygon = drawing.shapes[i].polygon;
            points.insert(points.end(), polygon.begin(), polygon.end());
        }
    }
    return points;
}

/// Points of others that lie on the edge after point `from`, in their order, each place once.
std::vector<Point> onEdge(const std::vector<Point>& polygon, std::size_t from,
                          const std::vector<Point>& others)
{
    const Point& a = polygon[from];
    const Point& b = polygon[(from + 1) % polygon.size()];
    std::vector<std::pair<double, Point>> found;
    for (const Point& point : others) {
        if (const double share = shareAlong(a, b, point); share > 0.0) {
            found.emplace_back(share, point);
        }
    }
    std::ranges::sort(found, {}, &std::pair<double, Point>::first);
    std::vector<Point> points;
    for (const auto& [share, point] : found) {
        if (points.empty() || !areAtOnePlace(points.back(), point)) {
            points.push_back(point);
        }
    }
    return points;
}

/// Gives the edges beside `place` the points that others have on them.
void insertNeighbours(std::vector<Point>& polygon, const Point& place,
                      const std::vector<Point>& others)
{
    for (std::size_t i = polygon.size(); i-- > 0;) {
        if (areAtOnePlace(polygon[i], place) ||
            areAtOnePlace(polygon[(i + 1) % polygon.size()], place)) {
            const std::vector<Point> points = onEdge(polygon, i, others);
            polygon.insert(polygon.begin() + static_cast<std::ptrdiff_t>(i + 1), points.begin(),
                           points.end());
        }
    }
}

} // namespace

std::vector<OutlineAtCorner> outlinesAt(const Drawing& drawing, Point place)
{
    std::vector<OutlineAtCorner> outlines;
    for (std::size_t shape = 0; shape < drawing.shapes.size(); ++shape) {
        std::vector<Point> polygon = drawing.shapes[shape].polygon;
        if (pointsAt(polygon, place).empty()) {
            insertAt(polygon, place);
        }
        if (!pointsAt(polygon, place).empty()) {
            insertNeighbours(polygon, place, pointsOfOthers(drawing, shape));
            std::vector<std::size_t> corners = pointsAt(polygon, place);
            outlines.push_back({shape, std::move(polygon), std::move(corners)});
        }
    }
    return outlines;
}

std::vector<OutlineAtCorner> movedTo(std::vector<OutlineAtCorner> outlines, Point position,
                                     const Drawing& drawing)
{
    const Point kept{std::clamp(position.x, 0.0, static_cast<double>(drawing.width)),
                     std::clamp(position.y, 0.0, static_cast<double>(drawing.height))};
    for (OutlineAtCorner& outline : outlines) {
        for (const std::size_t corner : outline.corners) {
            outline.polygon[corner] = kept;
        }
    }
    return outlines;
}

std::vector<OutlineAtCorner> withoutCorners(std::vector<OutlineAtCorner> outlines)
{
    for (OutlineAtCorner& outline : outlines) {
        if (outline.polygon.size() >= kFewestPoints + outline.corners.size()) {
            for (std::size_t i = outline.corners.size(); i-- > 0;) {
                outline.polygon.erase(outline.polygon.begin() +
                                      static_cast<std::ptrdiff_t>(outline.corners[i]));
            }
            outline.corners.clear();
        }
    }
    return outlines;
}

Drawing withOutlines(Drawing drawing, const std::vector<OutlineAtCorner>& outlines)
{
    for (const OutlineAtCorner& outline : outlines) {
        drawing.shapes.at(outline.shape).polygon = outline.polygon;
    }
    return drawing;
}

} // namespace palimpsest
