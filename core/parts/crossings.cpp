// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/parts/crossings.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

namespace palimpsest {

namespace {

constexpr double kTouching = 1e-6; // pixels

bool isSame(const Point& a, const Point& b)
{
    return std::hypot(a.x - b.x, a.y - b.y) <= kTouching;
}

/// How far `point` lies to one side of the line through `a` and `b`, negative on the other; 0 on
/// it.
double sideOf(const Point& a, const Point& b, const Point& point)
{
    const double length = std::hypot(b.x - a.x, b.y - a.y);
    if (length == 0.0) {
        return 0.0;
    }
    const double away = ((b.x - a.x) * (point.y - a.y) - (b.y - a.y) * (point.x - a.x)) / length;
    return std::abs(away) <= kTouching ? 0.0 : away;
}

/// On which side of the way before → at → after `point` lies, as 1, −1, or 0 on its edges.
int sideOfWay(const Point& before, const Point& at, const Point& after, const Point& point)
{
    const double turn = sideOf(before, at, after);
    const bool goesBack =
        (before.x - at.x) * (after.x - at.x) + (before.y - at.y) * (after.y - at.y) > 0.0;
    if (turn == 0.0 && goesBack) {
        return 0;
    }
    const double handed = turn < 0.0 ? -1.0 : 1.0;
    const double first = handed * sideOf(before, at, point);
    const double second = handed * sideOf(at, after, point);
    if (first < 0.0 || second < 0.0) {
        return static_cast<int>(-handed);
    }
    return first > 0.0 && second > 0.0 ? static_cast<int>(handed) : 0;
}

/// A stretch of one coordinate.
struct Extent
{
    double low = 0.0;
    double high = 0.0;
};

/// An outline, by its edges.
class Edges
{
public:
    Edges(const std::vector<Point>& points, bool isClosed) : m_points(points), m_isClosed(isClosed)
    {
        if (!points.empty()) {
            const auto [left, right] = std::ranges::minmax(points, {}, &Point::x);
            const auto [top, bottom] = std::ranges::minmax(points, {}, &Point::y);
            if (bottom.y - top.y > right.x - left.x) {
                std::swap(m_long, m_short);
            }
        }
    }

    /// Those that have a length, by where they begin along the longer side of the outline.
    std::vector<std::size_t> inOrder() const
    {
        std::vector<std::size_t> edges;
        for (std::size_t edge = 0; edge < count(); ++edge) {
            if (!isSame(begin(edge), end(edge))) {
                edges.push_back(edge);
            }
        }
        std::ranges::sort(edges, {}, [this](std::size_t edge) { return along(edge).low; });
        return edges;
    }

    Extent along(std::size_t edge) const { return extent(edge, m_long); }

    /// Where edges i < j cross; at points of the outline, those that the edges begin at.
    std::optional<Point> crossing(std::size_t i, std::size_t j) const
    {
        const bool areNeighbours = j == i + 1 || (m_isClosed && i == 0 && j + 1 == count());
        if (areNeighbours || !overlapAcross(i, j)) {
            return std::nullopt;
        }
        const double beginsAt = sideOf(begin(i), end(i), begin(j));
        const double endsAt = sideOf(begin(i), end(i), end(j));
        const double from = sideOf(begin(j), end(j), begin(i));
        const double to = sideOf(begin(j), end(j), end(i));
        if (beginsAt * endsAt < 0.0 && from * to < 0.0) {
            const double share = from / (from - to);
            return Point{begin(i).x + share * (end(i).x - begin(i).x),
                         begin(i).y + share * (end(i).y - begin(i).y)};
        }
        if (beginsAt == 0.0 && passesAtBegin(i, j)) {
            return begin(j);
        }
        return from == 0.0 && !isSame(begin(i), begin(j)) && passesAtBegin(j, i)
                   ? std::optional(begin(i))
                   : std::nullopt;
    }

private:
    using Coordinate = double Point::*;

    std::size_t count() const
    {
        return m_isClosed || m_points.empty() ? m_points.size() : m_points.size() - 1;
    }
    const Point& begin(std::size_t edge) const { return m_points[edge]; }
    const Point& end(std::size_t edge) const { return m_points[(edge + 1) % m_points.size()]; }

    Extent extent(std::size_t edge, Coordinate side) const
    {
        return {std::min(begin(edge).*side, end(edge).*side),
                std::max(begin(edge).*side, end(edge).*side)};
    }

    bool overlapAcross(std::size_t i, std::size_t j) const
    {
        const Extent one = extent(i, m_short);
        const Extent other = extent(j, m_short);
        return one.low <= other.high + kTouching && other.low <= one.high + kTouching;
    }

    /// The nearest point before the begin of an edge that lies elsewhere; none where a line begins.
    const Point* before(std::size_t edge) const
    {
        for (std::size_t back = 1; back < m_points.size() && (m_isClosed || back <= edge); ++back) {
            const Point& point = m_points[(edge + m_points.size() - back) % m_points.size()];
            if (!isSame(point, begin(edge))) {
                return &point;
            }
        }
        return nullptr;
    }

    /// Whether the way through the begin of `edge`, which lies on the line through `across`, goes
    /// from one side of that edge to the other there.
    bool passesAtBegin(std::size_t across, std::size_t edge) const
    {
        const Point& at = begin(edge);
        const Point& from = begin(across);
        const Point& to = end(across);
        const bool isAtBegin = isSame(at, from);
        const bool isBetween =
            !isSame(at, to) &&
            (at.x - from.x) * (at.x - to.x) + (at.y - from.y) * (at.y - to.y) < 0.0;
        const Point* const back = isAtBegin ? before(across) : &from;
        const Point* const comesFrom = before(edge);
        if ((!isAtBegin && !isBetween) || back == nullptr || comesFrom == nullptr) {
            return false;
        }
        return sideOfWay(*back, at, to, *comesFrom) * sideOfWay(*back, at, to, end(edge)) < 0;
    }

    const std::vector<Point>& m_points;
    bool m_isClosed;
    Coordinate m_long = &Point::x;
    Coordinate m_short = &Point::y;
};

double longestSide(const std::vector<Point>& points)
{
    const auto [left, right] = std::ranges::minmax(points, {}, &Point::x);
    const auto [top, bottom] = std::ranges::minmax(points, {}, &Point::y);
    return std::max(right.x - left.x, bottom.y - top.y);
}

/// The two loops that an outline is at a crossing.
std::pair<std::vector<Point>, std::vector<Point>> loopsAt(const std::vector<Point>& outline,
                                                          const Crossing& crossing)
{
    const auto place = [&](std::size_t edge) {
        return outline.begin() + static_cast<std::ptrdiff_t>(edge + 1);
    };
    std::vector<Point> inner(place(crossing.first), place(crossing.second));
    std::vector<Point> outer(outline.begin(), place(crossing.first));
    outer.push_back(crossing.at);
    outer.insert(outer.end(), place(crossing.second), outline.end());
    inner.push_back(crossing.at);
    return {std::move(inner), std::move(outer)};
}

} // namespace

std::vector<Crossing> crossings(const std::vector<Point>& outline, bool isClosed)
{
    const Edges edges(outline, isClosed);
    const std::vector<std::size_t> ordered = edges.inOrder();
    std::vector<Crossing> found;
    for (std::size_t a = 0; a < ordered.size(); ++a) {
        const double furthest = edges.along(ordered[a]).high + kTouching;
        for (std::size_t b = a + 1; b < ordered.size() && edges.along(ordered[b]).low <= furthest;
             ++b) {
            const auto [i, j] = std::minmax(ordered[a], ordered[b]);
            if (const auto at = edges.crossing(i, j)) {
                found.push_back({.first = i, .second = j, .at = *at});
            }
        }
    }
    std::ranges::sort(found, {},
                      [](const Crossing& one) { return std::pair(one.first, one.second); });
    return found;
}

std::vector<Crossing> addedCrossings(const std::vector<Point>& before,
                                     const std::vector<Point>& after)
{
    std::vector<Crossing> now = crossings(after);
    if (now.empty()) {
        return now;
    }
    const std::vector<Crossing> old = crossings(before);
    if (now.size() <= old.size()) {
        return {};
    }
    std::erase_if(now, [&](const Crossing& crossing) {
        return std::ranges::any_of(
            old, [&](const Crossing& other) { return isSame(other.at, crossing.at); });
    });
    return now;
}

std::vector<Point> withoutSmallLoops(std::vector<Point> outline, double largest)
{
    bool isLeftOut = true;
    while (isLeftOut) {
        isLeftOut = false;
        for (const Crossing& crossing : crossings(outline)) {
            auto [inner, outer] = loopsAt(outline, crossing);
            const double innerSide = longestSide(inner);
            const double outerSide = longestSide(outer);
            if (std::min(innerSide, outerSide) <= largest) {
                outline = innerSide <= outerSide ? std::move(outer) : std::move(inner);
                isLeftOut = true;
                break;
            }
        }
    }
    return outline;
}

} // namespace palimpsest
