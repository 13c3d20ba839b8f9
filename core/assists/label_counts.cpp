// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/assists/label_counts.h"

#include "core/assists/masks.h"
#include "core/base/error.h"

#include <algorithm>
#include <string>
#include <utility>

namespace palimpsest {

void requireWhole(const LabelMap& map)
{
    const bool isFull =
        map.width > 0 && map.height > 0 &&
        std::int64_t{map.width} * map.height == static_cast<std::int64_t>(map.labels.size());
    const bool isNamed = std::ranges::all_of(
        map.labels, [&](std::uint8_t label) { return label <= map.parts.size(); });
    if (!isFull || !isNamed) {
        throw BadInput("A label map of " + std::to_string(map.width) + " × " +
                       std::to_string(map.height) + " pixels and " +
                       std::to_string(map.parts.size()) +
                       " parts has other labels than these. Paint the parts anew.");
    }
}

LabelMap counted(LabelMap map)
{
    requireWhole(map);
    for (Part& part : map.parts) {
        part.pixels = 0;
    }
    for (const std::uint8_t label : map.labels) {
        if (label > 0) {
            ++map.parts[label - 1U].pixels;
        }
    }
    return map;
}

LabelMap laidOver(LabelMap below, const LabelMap& above)
{
    if (below.width != above.width || below.height != above.height ||
        below.parts.size() != above.parts.size()) {
        throw BadInput("Parts of a picture of " + std::to_string(above.width) + " × " +
                       std::to_string(above.height) + " pixels cannot be laid over those of one " +
                       "of " + std::to_string(below.width) + " × " + std::to_string(below.height) +
                       ", or over others. Grow them anew.");
    }
    std::ranges::transform(
        below.labels, above.labels, below.labels.begin(),
        [](std::uint8_t now, std::uint8_t laid) { return laid != 0 ? laid : now; });
    return counted(std::move(below));
}

double uncoveredShare(const LabelMap& map, const Mask& object)
{
    requireWhole(map);
    const Mask whole = wholeMask(object, {map.width, map.height}, "The outline of the object");
    std::size_t bare = 0;
    for (std::size_t at = 0; at < map.labels.size(); ++at) {
        bare += whole.pixels[at] != 0 && map.labels[at] == 0 ? 1 : 0;
    }
    const std::size_t all = pixelCount(whole);
    return all == 0 ? 0.0 : static_cast<double>(bare) / static_cast<double>(all);
}

} // namespace palimpsest
