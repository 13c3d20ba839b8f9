// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/parts/part_removal.h"

#include "core/parts/edits.h"

#include <utility>

namespace palimpsest {

Drawing withoutPartOf(Drawing drawing, std::size_t part, bool mayHaveValues)
{
    requirePart(drawing, part);
    if (!mayHaveValues) {
        std::erase_if(drawing.shapes,
                      [&](const Shape& shape) { return shape.label == drawing.parts[part].name; });
    }
    return withoutPart(std::move(drawing), part);
}

} // namespace palimpsest
