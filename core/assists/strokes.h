// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/assists/working_picture.h"
#include "core/parts/shape.h"

#include <cstddef>
#include <vector>

namespace palimpsest {

/// What a hand draws without letting go: a click is a stroke of one point.
struct Stroke
{
    std::vector<Point> points; ///< joined by straight pieces
    double width = 1.0;        ///< of the brush, in pixels as well

    bool operator==(const Stroke&) const = default;
};

/// `stroke` of the original as it lies in the working picture.
Stroke toWorking(Stroke stroke, const WorkingPicture& picture);

/// Positions, ascending and each once, of the pixels that lie under `stroke` in a picture of
/// `size`, as a Brush goes over them. What lies outside of the picture is left out.
std::vector<std::size_t> pixelsUnder(const Stroke& stroke, PixelSize size);

} // namespace palimpsest
