// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/parts/shape.h"

#include <cstddef>
#include <vector>

namespace palimpsest {

/// Where an outline crosses itself. Edge i goes from point i to the next one.
struct Crossing
{
    std::size_t first = 0;  ///< the earlier edge
    std::size_t second = 0; ///< the later one
    Point at;

    bool operator==(const Crossing&) const = default;
};

/// Where the edges of a closed outline, or of a line from its first to its last point, go from one
/// side of another part of it to the other. Touching is no crossing, nor is running along one
/// another; what is nearer than 10⁻⁶ pixels touches. Takes about n log n steps for outlines whose
/// edges are short against their extent, n² at worst.
std::vector<Crossing> crossings(const std::vector<Point>& outline, bool isClosed = true);

/// The crossings of `after`, an edit of the closed outline `before`, that the edit added; none
/// where it has no more of them than there were.
std::vector<Crossing> addedCrossings(const std::vector<Point>& before,
                                     const std::vector<Point>& after);

/// At a crossing a closed outline is two loops: the outline without those that fit into a box of
/// `largest` a side, as a hand that trembles or overshoots makes them. Own definition.
std::vector<Point> withoutSmallLoops(std::vector<Point> outline, double largest);

} // namespace palimpsest
