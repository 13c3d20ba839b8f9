// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/assists/brush.h"

#include "core/assists/masks.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>

namespace palimpsest {

namespace {

/// A stretch of a row: what lies between `from` and `to`, without these.
struct Stretch
{
    double from = std::numeric_limits<double>::infinity();
    double to = -std::numeric_limits<double>::infinity();

    bool isEmpty() const { return !(from < to); }
};

Stretch intersected(const Stretch& a, const Stretch& b)
{
    return {std::max(a.from, b.from), std::min(a.to, b.to)};
}

Stretch united(const Stretch& a, const Stretch& b)
{
    if (a.isEmpty() || b.isEmpty()) {
        return a.isEmpty() ? b : a;
    }
    return {std::min(a.from, b.from), std::max(a.to, b.to)};
}

/// Where factor · x + rest lies between `least` and `most`.
Stretch solved(double factor, double rest, double least, double most)
{
    if (factor == 0.0) {
        const double all = std::numeric_limits<double>::infinity();
        return least < rest && rest < most ? Stretch{-all, all} : Stretch{};
    }
    const double a = (least - rest) / factor;
    const double b = (most - rest) / factor;
    return {std::min(a, b), std::max(a, b)};
}

/// Of the row at `y`, what is nearer to `centre` than `radius`.
Stretch nearPoint(Point centre, double radius, double y)
{
    const double squared = radius * radius - (y - centre.y) * (y - centre.y);
    if (!(squared > 0.0)) {
        return {};
    }
    const double half = std::sqrt(squared);
    return {centre.x - half, centre.x + half};
}

/// The same of a straight piece, of which what is nearest to one of its ends counts too.
Stretch nearPiece(Point from, Point to, double radius, double y)
{
    const Stretch ends = united(nearPoint(from, radius, y), nearPoint(to, radius, y));
    const double length = std::hypot(to.x - from.x, to.y - from.y);
    if (!(length > 0.0)) {
        return ends;
    }
    const double alongX = (to.x - from.x) / length;
    const double alongY = (to.y - from.y) / length;
    const Stretch within = solved(alongX, (y - from.y) * alongY - from.x * alongX, 0.0, length);
    const Stretch beside =
        solved(-alongY, (y - from.y) * alongX + from.x * alongY, -radius, radius);
    return united(ends, intersected(within, beside));
}

} // namespace

Brush::Brush(PixelSize size, double width)
    : m_radius(std::clamp(width / 2.0, 0.0, static_cast<double>(size.width + size.height))),
      m_pixels(emptyMask(size))
{
}

void Brush::goTo(Point point)
{
    // Further away than any pixel is from another, it makes no difference.
    const double most = m_pixels.width + m_pixels.height;
    const Point to{std::clamp(point.x, -most, 2.0 * most), std::clamp(point.y, -most, 2.0 * most)};
    const Point from = m_at.value_or(to);
    coverLine(from, to);
    coverNear(from, to);
    m_at = to;
}

void Brush::coverLine(Point from, Point to)
{
    constexpr double kStep = 0.5; // so that no pixel is jumped over
    const double length = std::max(std::abs(to.x - from.x), std::abs(to.y - from.y));
    const int steps = std::max(1, static_cast<int>(std::ceil(length / kStep)));
    for (int i = 0; i <= steps; ++i) {
        const double share = static_cast<double>(i) / steps;
        const double x = std::floor(from.x + share * (to.x - from.x));
        const double y = std::floor(from.y + share * (to.y - from.y));
        if (x >= 0.0 && y >= 0.0 && x < m_pixels.width && y < m_pixels.height) {
            m_pixels.pixels[static_cast<std::size_t>(y) * static_cast<std::size_t>(m_pixels.width) +
                            static_cast<std::size_t>(x)] = 1;
        }
    }
}

void Brush::coverNear(Point from, Point to)
{
    const double top = std::floor(std::min(from.y, to.y) - m_radius);
    const double bottom = std::min(m_pixels.height - 1.0, std::max(from.y, to.y) + m_radius);
    for (int y = static_cast<int>(std::clamp(top, 0.0, static_cast<double>(m_pixels.height)));
         y <= bottom; ++y) {
        const Stretch row = nearPiece(from, to, m_radius, y + 0.5);
        if (row.isEmpty()) {
            continue;
        }
        const double first = std::max(0.0, std::floor(row.from - 0.5) + 1.0);
        const double last = std::min(m_pixels.width - 1.0, std::ceil(row.to - 0.5) - 1.0);
        if (first <= last) {
            const auto begin = m_pixels.pixels.begin() + std::ptrdiff_t{y} * m_pixels.width +
                               static_cast<std::ptrdiff_t>(first);
            std::fill(begin, begin + static_cast<std::ptrdiff_t>(last - first) + 1, 1);
        }
    }
}

} // namespace palimpsest
