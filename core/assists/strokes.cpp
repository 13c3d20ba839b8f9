// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/assists/strokes.h"

#include "core/assists/brush.h"

#include <cstdint>

namespace palimpsest {

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
    Brush brush(size, stroke.width);
    for (const Point& point : stroke.points) {
        brush.goTo(point);
    }
    const std::vector<std::uint8_t>& covered = brush.pixels().pixels;
    std::vector<std::size_t> positions;
    for (std::size_t at = 0; at < covered.size(); ++at) {
        if (covered[at] != 0) {
            positions.push_back(at);
        }
    }
    return positions;
}

} // namespace palimpsest
