// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QPointF>

#include <cstddef>
#include <optional>
#include <vector>

namespace palimpsest {

/// What stands out of an outline that a tool shows. Places are in coordinates of the picture.
struct OutlineMarks
{
    std::optional<std::size_t> hovered; ///< the point that a press would take
    std::optional<QPointF> grip;        ///< where the whole of it is taken
    bool isOnGrip = false;              ///< a press would take that
    std::vector<QPointF> crossings;     ///< where it crosses itself, or would
};

} // namespace palimpsest
