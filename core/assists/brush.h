// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/parts/mask.h"
#include "core/parts/pixel_size.h"
#include "core/parts/shape.h"

#include <optional>

namespace palimpsest {

/// A round brush on its way over a picture: what it went over are the pixels that its line passes
/// through, one joined to the next over 8 neighbours, and those whose centre is nearer to the line
/// than half its width. Own definition.
class Brush
{
public:
    /// `width` is in pixels; that of a line without any is 0.
    Brush(PixelSize size, double width);

    /// Goes straight on to `point`, which may lie outside of the picture; the first time it is set
    /// down there. Takes as long as the way is wide and long, however large the picture is.
    void goTo(Point point);

    /// What it went over, of all of the picture.
    const Mask& pixels() const { return m_pixels; }

private:
    void coverLine(Point from, Point to);
    void coverNear(Point from, Point to);

    double m_radius;
    std::optional<Point> m_at;
    Mask m_pixels;
};

} // namespace palimpsest
