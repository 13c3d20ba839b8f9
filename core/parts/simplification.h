// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/parts/shape.h"

#include <vector>

namespace palimpsest {

/// The points of a closed polygon without which it would be more than `tolerance` (in pixels of the
/// picture) away from one that is left out; the rest keeps its order. The first point stays. Fewer
/// than three are left of what encloses nothing at that tolerance.
/// Source: D. Douglas and T. Peucker, Cartographica 10(2), 1973; its two halves part where the
/// polygon is furthest from its first point.
std::vector<Point> simplified(const std::vector<Point>& polygon, double tolerance);

} // namespace palimpsest
