// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/assists/strokes.h"
#include "core/assists/working_picture.h"
#include "core/base/progress.h"
#include "core/parts/label_map.h"

#include <cstddef>
#include <string>
#include <vector>

namespace palimpsest {

/// A click or a stroke that says: here is this part. A part may have several.
struct Seed
{
    std::size_t part = 0; ///< its place among the names
    Stroke stroke;

    bool operator==(const Seed&) const = default;
};

/// What seeds grew to.
struct GrownParts
{
    LabelMap map;                     ///< of the original's size; 0 where no seed came to
    std::vector<std::size_t> outside; ///< places of the seeds without a pixel of the object
    std::vector<std::size_t> buried;  ///< of those whose pixels of it are under seeds of others

    bool operator==(const GrownParts&) const = default;
};

/// How much differences of colours hold seeds back, in CIELab: the difference that makes a step as
/// long as two on even ground.
inline constexpr double kColourScale = 10.0;

/// The parts called `names`, grown from their seeds within `object` until they meet: each of its
/// pixels belongs to the part with the nearest seed, of several the first in the order of names. A
/// way leads over 8 neighbours and never leaves the object; a step is as long as
/// ℓ · (1 + ‖ΔLab‖ / `colourScale`), where ℓ is 1 or √2 pixels, in units of 2⁻¹⁶. Pixels of the
/// object that no seed reaches stay 0. Throws BadInput when the object is not in the picture,
/// a seed's part is not among the names, there are more than kMaxDrawnParts or the colour scale is
/// none from 0.01 on, and Cancelled.
/// Source: geodesic Voronoi cells by E. Dijkstra, Numerische Mathematik 1, 1959; own definition of
/// a step.
GrownParts growSeeds(const WorkingPicture& picture, const Mask& object,
                     const std::vector<std::string>& names, const std::vector<Seed>& seeds,
                     double colourScale = kColourScale, const Progress& progress = {});

} // namespace palimpsest
