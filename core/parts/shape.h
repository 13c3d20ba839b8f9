// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/parts/mask.h"

#include <optional>
#include <string>
#include <vector>

namespace palimpsest {

/// A position in pixels of the picture: (0, 0) is the upper left corner of the upper left pixel, so
/// the centre of pixel (i, j) is (i + 0.5, j + 0.5).
struct Point
{
    double x = 0.0;
    double y = 0.0;

    bool operator==(const Point&) const = default;
};

/// A drawn region, a polygon or pixels. Shapes that carry the same label belong to one part.
struct Shape
{
    std::string label;
    std::vector<Point> polygon;    ///< closed implicitly, at least three points; none of a mask
    std::string otherKeys;         ///< JSON object of what else its file says of it, or empty
    std::optional<Mask> mask = {}; ///< its pixels, where it was painted

    bool operator==(const Shape&) const = default;
};

/// A place at which a part is known to lie, of which no pixel belongs to it: a seed to grow it
/// from.
struct PartPoint
{
    std::string label;
    Point at;
    std::string otherKeys = {}; ///< as those of a Shape

    bool operator==(const PartPoint&) const = default;
};

/// Whether two shapes are the same region, whatever they are called.
inline bool sameRegion(const Shape& a, const Shape& b)
{
    return a.polygon == b.polygon && a.mask == b.mask;
}

} // namespace palimpsest
