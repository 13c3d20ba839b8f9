// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/list_change.h"
#include "core/parts/drawing.h"

#include <cstddef>

namespace palimpsest {

/// What differs between two drawings.
struct DrawingChange
{
    Drawing before; ///< without the lists below
    Drawing after;  ///< the same
    ListChange<Shape> shapes;
    ListChange<PartStyle> parts;
    ListChange<PartPoint> points;
    ListChange<ObjectOutline> object; ///< of one, or none

    bool operator==(const DrawingChange&) const = default;
};

DrawingChange changeBetween(const Drawing& before, const Drawing& after);

/// `drawing`, which is as it was before, as it is after the change.
Drawing withChange(Drawing drawing, const DrawingChange& change);
/// `drawing`, which is as it is after the change, as it was before.
Drawing withoutChange(Drawing drawing, const DrawingChange& change);

/// About what it takes in memory.
std::size_t bytesOf(const DrawingChange& change);
std::size_t bytesOf(const Drawing& drawing);

} // namespace palimpsest
