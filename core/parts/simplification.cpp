// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/parts/simplification.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <utility>

namespace palimpsest {

namespace {

/// From `point` to the nearest place between `a` and `b`.
double distanceToEdge(const Point& point, const Point& a, const Point& b)
{
    const Point along{b.x - a.x, b.y - a.y};
    const double squared = along.x * along.x + along.y * along.y;
    double share = 0.0;
    if (squared > 0.0) {
        share =
            std::clamp(((point.x - a.x) * along.x + (point.y - a.y) * along.y) / squared, 0.0, 1.0);
    }
    return std::hypot(point.x - a.x - share * along.x, point.y - a.y - share * along.y);
}

/// The point strictly between two others that is furthest from the edge that joins them, and how
/// far; `first` where there is none between.
std::pair<std::size_t, double> furthest(const std::vector<Point>& points, std::size_t first,
                                        std::size_t last)
{
    std::pair<std::size_t, double> found{first, 0.0};
    for (std::size_t i = first + 1; i < last; ++i) {
        const double away = distanceToEdge(points[i], points[first], points[last]);
        if (away > found.second) {
            found = {i, away};
        }
    }
    return found;
}

} // namespace

std::vector<Point> simplified(const std::vector<Point>& polygon, double tolerance)
{
    if (polygon.empty()) {
        return {};
    }
    std::vector<Point> points = polygon;
    points.push_back(polygon.front());
    std::vector<bool> stays(points.size(), false);
    stays.front() = true;
    std::vector<std::pair<std::size_t, std::size_t>> pieces = {{0, points.size() - 1}};
    while (!pieces.empty()) {
        const auto [first, last] = pieces.back();
        pieces.pop_back();
        if (const auto [middle, away] = furthest(points, first, last); away > tolerance) {
            stays[middle] = true;
            pieces.emplace_back(first, middle);
            pieces.emplace_back(middle, last);
        }
    }
    std::vector<Point> left;
    for (std::size_t i = 0; i < polygon.size(); ++i) {
        if (stays[i]) {
            left.push_back(polygon[i]);
        }
    }
    return left;
}

} // namespace palimpsest
