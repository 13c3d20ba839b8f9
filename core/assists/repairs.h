// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/progress.h"
#include "core/parts/label_map.h"
#include "core/parts/shape.h"

#include <string>

namespace palimpsest {

/// Radii in pixels that smoothed() takes.
inline constexpr int kMostSmoothing = 16;

/// `map` whose borders are straightened: each pixel goes with the majority of the (2r + 1)²
/// around it, r being `radius`: first, whether they are of a part, then of which, its own winning
/// and else the first where several are as many. No gap opens: background only grows from where it
/// already was. A part that would lose its last pixel keeps all that it had. With a `label` above 0
/// only pixels that are or become of that part change. Throws BadInput when labels are not those of
/// the parts, or the radius is none of 1 … kMostSmoothing, and Cancelled. Own definition.
LabelMap smoothed(const LabelMap& map, int radius, int label = 0, const Progress& progress = {});

/// `map` with part `label` cut by the line through `from` and `to`: those of its pieces, over 8
/// neighbours, that the way between the two points passes lose what lies to the right of the line,
/// seen along it, to a new part at the end, called `name`. Throws BadInput when a side would be
/// empty, there is no such part, or there are kMaxDrawnParts already. Own definition.
LabelMap splitByLine(LabelMap map, int label, Point from, Point to, const std::string& name);

} // namespace palimpsest
