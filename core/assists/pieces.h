// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/parts/label_map.h"
#include "core/parts/mask.h"
#include "core/parts/shape.h"

#include <cstddef>
#include <vector>

namespace palimpsest {

// Pieces of a label map are joined over 8 neighbours where they are of a part, and over 4 where
// they are background, so that a line of pixels drawn aslant is one piece and parts it from both
// sides. All functions throw BadInput when a map's labels are not those of its parts, a mask is not
// of its size, or a piece is not of the map.

/// Pixels of one label that are joined.
struct Piece
{
    int label = 0; ///< as in the map: 0 is background
    std::size_t pixels = 0;
    Point at; ///< centre of its first pixel in the order of rows

    bool operator==(const Piece&) const = default;
};

/// All pieces, of the background too, in the order of their first pixels.
std::vector<Piece> piecesOf(const LabelMap& map);

/// The pixels of a piece.
Mask maskOf(const LabelMap& map, const Piece& piece);

/// Pieces of at most `most` pixels that are not the largest of their part, of which the first
/// counts where several are as large: what can go without losing a part.
std::vector<Piece> slivers(const LabelMap& map, std::size_t most);

/// Pieces of the background within `object`: what no part covers of it.
std::vector<Piece> gaps(const LabelMap& map, const Mask& object);

/// The piece of gaps() at a point; no pixel where there is no gap.
Mask gapAt(const LabelMap& map, const Mask& object, Point at);

/// The parts and what they enclose: every pixel but those of the background that a way over 4
/// neighbours of the background joins to the edge of the picture. An object where none was
/// outlined.
Mask enclosed(const LabelMap& map);

/// `pieces` given to what lies beside them, in one go: each to the part that it shares most edges
/// of pixels with, of several the first; to the background where no part is beside it. Pieces that
/// lie beside others of the list alone follow these; nothing changes where the list is all there
/// is.
LabelMap giveToNeighbour(LabelMap map, const std::vector<Piece>& pieces);

/// The pixels of `object` that are background given to the nearest part, over ways of 4 neighbours
/// within the object, of several the first; those that no part is joined to stay background.
LabelMap withGapsFilled(LabelMap map, const Mask& object);

/// The pixels of `mask` given to `label`, which may be 0.
LabelMap painted(LabelMap map, const Mask& mask, int label);

} // namespace palimpsest
