// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/parts/free_colours.h"

#include "widgets/style/part_colours.h"
#include "widgets/tables/part_row.h"

#include <cstddef>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace palimpsest {

namespace {

using Colours = std::set<std::string>;

std::string colourName(int part)
{
    return partColour(part).name().toStdString();
}

Colours coloursOf(const PartNames* set)
{
    Colours colours;
    const int entries = set != nullptr ? static_cast<int>(set->parts.size()) : 0;
    for (int entry = 0; entry < entries; ++entry) {
        colours.insert(styleOf(*set, entry).colour);
    }
    return colours;
}

/// The colour to be said of a part of that number, which is taken then.
std::string freeColour(Colours& taken, std::size_t number)
{
    for (int free = 0; free < kPartColours; ++free) {
        if (taken.insert(colourName(free)).second) {
            return free == static_cast<int>(number) ? std::string() : colourName(free);
        }
    }
    return {};
}

} // namespace

Drawing withFreeColours(Drawing after, const Drawing& before, const PartNames* set)
{
    if (after.parts.size() <= before.parts.size()) {
        return after; // new names are those of parts that were renamed
    }
    Colours taken = coloursOf(set);
    std::vector<std::size_t> plain;
    for (std::size_t part = 0; part < after.parts.size(); ++part) {
        const PartStyle& style = after.parts[part];
        if (style.colour.empty() && partIndex(before, style.name) < 0) {
            plain.push_back(part);
        } else {
            taken.insert(partColour(style, static_cast<int>(part)).name().toStdString());
        }
    }
    for (const std::size_t part : plain) {
        after.parts[part].colour = freeColour(taken, part);
    }
    return after;
}

SentenceParts withFreeColours(SentenceParts words, const PartNames* set)
{
    Colours taken = coloursOf(set);
    for (const WordPart& part : words.parts) {
        taken.insert(part.colour);
    }
    for (std::size_t part = 0; part < words.parts.size(); ++part) {
        std::string& colour = words.parts[part].colour;
        if (colour.empty()) {
            colour = freeColour(taken, part);
        } else if (colour == colourName(static_cast<int>(part))) {
            colour.clear();
        }
    }
    return words;
}

} // namespace palimpsest
