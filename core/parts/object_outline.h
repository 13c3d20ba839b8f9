// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/parts/mask.h"
#include "core/parts/shape.h"

#include <vector>

namespace palimpsest {

/// What a hand draws without letting go: a click is a stroke of one point.
struct Stroke
{
    std::vector<Point> points; ///< joined by straight pieces
    double width = 1.0;        ///< of the brush, in pixels as well

    bool operator==(const Stroke&) const = default;
};

/// The whole object on a picture, as it was outlined for what keeps within it, with what led to it.
struct ObjectOutline
{
    Mask pixels; ///< of the smallest box around it, within the picture
    Point a;     ///< two opposite corners of the box that was drawn
    Point b;
    std::vector<Stroke> keep; ///< over pixels that are of it
    std::vector<Stroke> drop; ///< over pixels that are not
    bool isDrawn = false;     ///< it was given the pixels of a part, and nothing was computed

    bool operator==(const ObjectOutline&) const = default;
};

} // namespace palimpsest
