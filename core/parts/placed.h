// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/parts/drawing.h"
#include "core/parts/pixel_size.h"

#include <vector>

namespace palimpsest {

/// How parts of another picture are laid onto one: mirrored, scaled and turned about the middle of
/// the box around them, then moved.
struct Placement
{
    Point by;                ///< in pixels of the picture that they are laid onto
    double scale = 1.0;      ///< above 0; at 1 the other picture fits into this one
    double angle = 0.0;      ///< in radians, clockwise as pictures are seen
    bool isMirrored = false; ///< left and right change places

    bool operator==(const Placement&) const = default;
};

/// The ghost of a drawing on a picture of `size`: its shapes where the placement lays them, cut off
/// at the picture's edges (Sutherland and Hodgman, CACM 17, 1974), and the parts that have any
/// left. The pictures lie middle on middle, the other one as large as it fits. Throws BadInput when
/// a number of the placement is not finite, or the scale not above 0.
Drawing placed(const Drawing& drawing, PixelSize size, const Placement& placement);

/// Where the placement lays `points` of the picture that the drawing is of. Throws as placed().
std::vector<Point> placedPoints(const Drawing& drawing, std::vector<Point> points, PixelSize size,
                                const Placement& placement);

/// The corners of the box around all shapes, from the upper left one and clockwise as pictures are
/// seen; of the picture where there is none.
std::vector<Point> boxAround(const Drawing& drawing);

/// What of `other` is of use on `here`: the parts that `here` does not have drawn, or all where it
/// has them all; with the outlines of masks in their place.
Drawing partsFor(const Drawing& here, const Drawing& other);

/// The placement of `ghost`, parts of `other`, by which what `other` and `here` both have drawn
/// lies on one another: middle on middle of the boxes around it, with the same area. As placed()
/// lays it by itself where they have nothing in common.
Placement fittingPlacement(const Drawing& here, const Drawing& other, const Drawing& ghost);

/// `drawing` with a ghost of its size on top. Parts that both have become one; those that are new
/// come last, with their colours. Where the ghost erases, it erases of its own parts alone. Throws
/// BadInput when the sizes differ, or there would be more than kMaxDrawnParts.
Drawing withGhost(Drawing drawing, const Drawing& ghost);

} // namespace palimpsest
