// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/parts/drawing.h"

#include <cstddef>
#include <vector>

namespace palimpsest {

// A corner that neighbours share is a point of each of their polygons at one place. Masks have
// none.

/// Points that are no further apart are at one place, in pixels.
inline constexpr double kSamePlace = 0.01;

/// A polygon of a drawing and which of its points are at the place that is asked for.
struct OutlineAtCorner
{
    std::size_t shape = 0;
    std::vector<Point> polygon;
    std::vector<std::size_t> corners;

    bool operator==(const OutlineAtCorner&) const = default;
};

/// Every polygon whose border passes `place`. One that has no point there gets one, and its edges
/// from there get one wherever another shape has a point on them: so no gap opens between
/// neighbours when the corner moves, and nothing is painted differently until it does.
std::vector<OutlineAtCorner> outlinesAt(const Drawing& drawing, Point place);

/// With the corners of all outlines at `position`, kept within the picture.
std::vector<OutlineAtCorner> movedTo(std::vector<OutlineAtCorner> outlines, Point position,
                                     const Drawing& drawing);

/// Without the corners, where at least three points are left of the polygon.
std::vector<OutlineAtCorner> withoutCorners(std::vector<OutlineAtCorner> outlines);

/// Puts the polygons into the drawing that they are of.
Drawing withOutlines(Drawing drawing, const std::vector<OutlineAtCorner>& outlines);

} // namespace palimpsest
