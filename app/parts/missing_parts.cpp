// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/parts/missing_parts.h"

#include "widgets/tables/part_list_model.h"

#include <algorithm>
#include <utility>

namespace palimpsest {

std::vector<PartStyle> missingParts(const PartNames* set, const Drawing& drawing)
{
    const int entries = set != nullptr ? static_cast<int>(set->parts.size()) : 0;
    std::vector<PartStyle> missing;
    const auto add = [&](PartStyle look) {
        if (partIndex(drawing, look.name) < 0 &&
            std::ranges::count(missing, look.name, &PartStyle::name) == 0 &&
            drawing.parts.size() + missing.size() < kMaxDrawnParts) {
            missing.push_back(std::move(look));
        }
    };
    for (int entry = 0; entry < entries; ++entry) {
        add(styleOf(*set, entry));
    }
    for (const PartPoint& point : drawing.points) {
        if (point.label != kBackgroundLabel) {
            add({.name = point.label, .colour = {}});
        }
    }
    return missing;
}

Drawing withoutUndrawn(Drawing drawing, const std::vector<PartStyle>& missing)
{
    std::erase_if(drawing.parts, [&](const PartStyle& part) {
        return std::ranges::find(missing, part.name, &PartStyle::name) != missing.end() &&
               std::ranges::find(drawing.shapes, part.name, &Shape::label) == drawing.shapes.end();
    });
    return drawing;
}

int entryOf(const PartNames& set, const std::string& name)
{
    const auto entry = std::ranges::find(set.parts, name, &NamedPart::name);
    return static_cast<int>(entry - set.parts.begin());
}

} // namespace palimpsest
