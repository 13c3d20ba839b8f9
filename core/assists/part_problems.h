// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/progress.h"
#include "core/parts/drawing.h"
#include "core/parts/pixel_size.h"

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

namespace palimpsest {

/// What can be wrong with a part as it is drawn, or is worth a look.
enum class ProblemKind {
    Empty,    ///< models see no pixel of it, so nothing can be hidden
    OnePixel, ///< that is all that models see of it
    Outside,  ///< it is drawn beyond the edge of the picture
    Sliver,   ///< a piece apart from the rest of it that is very small
    Overlap,  ///< an outline covers another part
};

/// Pixels of a picture; empty for none.
struct PixelBox
{
    int left = 0;
    int top = 0;
    int width = 0;
    int height = 0;

    bool operator==(const PixelBox&) const = default;
};

struct PartProblem
{
    ProblemKind kind = ProblemKind::Empty;
    std::string part;
    std::string covered = {}; ///< the part that it covers
    std::size_t pixels = 0;   ///< of the sliver, of what is covered, or of a part that reaches
                              ///< outside what of it is on the picture
    PixelBox place = {}; ///< where to look, in pixels of the drawing; of a sliver its first one

    bool operator==(const PartProblem&) const = default;
};

/// Of how many pixels a piece is a sliver at most: four, or a ten-thousandth of the picture where
/// that is more. Own definition.
std::size_t mostOfSliver(PixelSize picture);

/// What is to be looked at in a drawing of which models see `seen`: part by part in their order,
/// slivers in that of rows, then overlaps. An outline covers what shapes of other parts below it
/// have; what is painted takes its pixels from others on purpose and is no overlap, nor is what was
/// erased. A corner may lie a pixel beyond the edge of the picture. Throws BadInput as paint()
/// does, and Cancelled.
std::vector<PartProblem> partProblems(const Drawing& drawing, const LabelMap& seen,
                                      const Progress& progress = {});

/// The drawing whose slivers belong to what lies beside them, as giveToNeighbour() says; itself
/// where it has none. A part keeps its own where `seen`, what models see of a drawing, would have
/// no pixel of it without them.
Drawing withSliversGiven(const Drawing& drawing,
                         const std::function<LabelMap(const Drawing&)>& seen = paint);

} // namespace palimpsest
