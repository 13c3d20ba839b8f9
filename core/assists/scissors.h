// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/assists/working_picture.h"
#include "core/parts/shape.h"

#include <memory>
#include <vector>

namespace palimpsest {

/// A way that clings to the edges of a picture, from where it was begun to wherever the pointer is:
/// the ways to all pixels around are known once it is begun, so that following the pointer is
/// quick. Source: E. Mortensen and W. Barrett, "Intelligent Scissors", SIGGRAPH 1995.
class Scissors
{
public:
    /// Begins at `from`, a point of the original. The picture may go. Throws BadInput when the
    /// point lies outside of it.
    Scissors(const WorkingPicture& picture, Point from);
    ~Scissors();
    Scissors(Scissors&&) noexcept;
    Scissors& operator=(Scissors&&) noexcept;

    /// Points of the original from the beginning to `to`, both included as they were given, of
    /// which those are left out that the way needs not to within a pixel of the working picture.
    /// Further away than kScissorsReach, the rest is straight. Throws BadInput when `to` is no
    /// number.
    std::vector<Point> pathTo(Point to) const;

private:
    struct Map;
    std::unique_ptr<Map> m_map;
};

/// How far from their beginning scissors look for edges, in pixels of the working picture, across
/// and down.
inline constexpr int kScissorsReach = 256;

} // namespace palimpsest
