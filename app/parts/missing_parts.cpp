// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/parts/missing_parts.h"

#include "widgets/style/part_colours.h"
#include "widgets/tables/part_list_model.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
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

Drawing withoutUndrawn(Drawing drawing, const std::vector<PartStyle>& missing, const PartNames* set)
{
    const auto isMissing = [&](const PartStyle& part) {
        return std::ranges::find(missing, part.name, &PartStyle::name) != missing.end();
    };
    std::erase_if(drawing.parts, [&](const PartStyle& part) {
        return isMissing(part) &&
               std::ranges::find(drawing.shapes, part.name, &Shape::label) == drawing.shapes.end();
    });
    if (set == nullptr || std::ranges::none_of(drawing.parts, isMissing)) {
        return drawing;
    }
    Drawing ordered = withColours(drawing); // which they would else get by their new places
    bool isOther = false;
    const int entries = static_cast<int>(set->parts.size());
    for (std::size_t part = 0; part < ordered.parts.size(); ++part) {
        const auto it = ordered.parts.begin() + static_cast<std::ptrdiff_t>(part);
        const int entry = isMissing(*it) ? entryOf(*set, it->name) : entries;
        const auto next = std::find_if(ordered.parts.begin(), it, [&](const PartStyle& other) {
            const int of = entryOf(*set, other.name);
            return of > entry && of < entries;
        });
        isOther = isOther || next != it;
        std::rotate(next, it, std::next(it));
    }
    return isOther ? ordered : drawing;
}

int entryOf(const PartNames& set, const std::string& name)
{
    const auto entry = std::ranges::find(set.parts, name, &NamedPart::name);
    return static_cast<int>(entry - set.parts.begin());
}

} // namespace palimpsest
