// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/parts/drawing.h"

#include <cstddef>
#include <string>

namespace palimpsest {

// Edits of a drawing: each takes one and returns the changed one, so that undo is keeping the old.
// All throw BadInput, with a sentence for the user, when an edit makes no sense (an empty name, a
// name that is taken, an index out of range, a polygon of fewer than three points).

/// A new part at the end of the order, without a shape. An empty name becomes "part 1", "part 2", …
Drawing withPart(Drawing drawing, PartStyle style = {});

/// `polygon` as a further shape of a part, on top of all others. Points are kept within the
/// picture.
Drawing withShape(Drawing drawing, std::size_t part, std::vector<Point> polygon);

/// A grid of `columns` × `rows` equal cells over the rectangle from `a` to `b`, each a new part
/// called "r1c1", "r1c2", … Throws BadInput when more than kMaxParts would result, or when a cell
/// would have no pixel or take the last one of another part.
Drawing withGrid(Drawing drawing, Point a, Point b, int columns, int rows);

Drawing withVertexAt(Drawing drawing, std::size_t shape, std::size_t vertex, Point position);
Drawing withVertexInserted(Drawing drawing, std::size_t shape, std::size_t before, Point position);
Drawing withoutVertex(Drawing drawing, std::size_t shape, std::size_t vertex);
/// Moves a shape, a mask by whole pixels; it stays within the picture.
Drawing withShapeMoved(Drawing drawing, std::size_t shape, Point by);
Drawing withoutShape(Drawing drawing, std::size_t shape);

Drawing withPartRenamed(Drawing drawing, std::size_t part, const std::string& name);
Drawing withPartRecoloured(Drawing drawing, std::size_t part, const std::string& colour);

// The edits below only join, drop or renumber regions: values of the finer parts still hold.

/// Moves a part to another place in the order; nothing is painted differently.
Drawing withPartMoved(Drawing drawing, std::size_t from, std::size_t to);

/// Gives the shapes of `from` to `into`.
Drawing withPartsMerged(Drawing drawing, std::size_t from, std::size_t into);

/// Removes a part; its pixels become background. Shapes that cover other parts are kept as
/// kBackgroundLabel, so that nothing comes to light from below.
Drawing withoutPart(Drawing drawing, std::size_t part);

} // namespace palimpsest
