// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/assists/strokes.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace palimpsest {

namespace {

/// A brush that is set down here and there.
class Brush
{
public:
    Brush(PixelSize size, double radius) : m_size(size), m_radius(radius) {}

    void setDownAt(Point point)
    {
        add(std::floor(point.x), std::floor(point.y));
        for (double y = std::floor(point.y - m_radius); y <= point.y + m_radius; ++y) {
            for (double x = std::floor(point.x - m_radius); x <= point.x + m_radius; ++x) {
                if (std::hypot(x + 0.5 - point.x, y + 0.5 - point.y) < m_radius) {
                    add(x, y);
                }
            }
        }
    }

    void drawTo(Point from, Point to)
    {
        constexpr double kStep = 0.5; // so that no pixel is jumped over
        const double length = std::max(std::abs(to.x - from.x), std::abs(to.y - from.y));
        const double steps = std::ceil(length / kStep);
        for (double i = 1.0; i <= steps; ++i) {
            const double share = i / steps;
            setDownAt({from.x + share * (to.x - from.x), from.y + share * (to.y - from.y)});
        }
    }

    std::vector<std::size_t> pixels() &&
    {
        std::ranges::sort(m_pixels);
        m_pixels.erase(std::ranges::unique(m_pixels).begin(), m_pixels.end());
        return std::move(m_pixels);
    }

private:
    void add(double x, double y)
    {
        if (x >= 0.0 && y >= 0.0 && x < m_size.width && y < m_size.height) {
            m_pixels.push_back(static_cast<std::size_t>(y) *
                                   static_cast<std::size_t>(m_size.width) +
                               static_cast<std::size_t>(x));
        }
    }

    PixelSize m_size;
    double m_radius;
    std::vector<std::size_t> m_pixels;
};

} // namespace

Stroke toWorking(Stroke stroke, const WorkingPicture& picture)
{
    for (Point& point : stroke.points) {
        point = toWorking(point, picture);
    }
    stroke.width *= static_cast<double>(picture.size().width) / picture.original.width;
    return stroke;
}

std::vector<std::size_t> pixelsUnder(const Stroke& stroke, PixelSize size)
{
    const double most = size.width + size.height; // further away than any pixel is from another
    const auto near = [&](Point point) {
        return Point{std::clamp(point.x, -most, 2.0 * most),
                     std::clamp(point.y, -most, 2.0 * most)};
    };
    Brush brush(size, std::clamp(stroke.width / 2.0, 0.0, most));
    for (std::size_t i = 0; i < stroke.points.size(); ++i) {
        if (i == 0) {
            brush.setDownAt(near(stroke.points[i]));
        } else {
            brush.drawTo(near(stroke.points[i - 1]), near(stroke.points[i]));
        }
    }
    return std::move(brush).pixels();
}

} // namespace palimpsest
