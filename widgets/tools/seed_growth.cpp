// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/tools/seed_growth.h"

#include "core/assists/masks.h"
#include "core/base/error.h"

#include <algorithm>
#include <utility>

namespace palimpsest {

namespace {

Mask wholeObject(const std::shared_ptr<const ObjectOutline>& object, PixelSize size)
{
    if (object) {
        return wholeMask(object->pixels, size, "The outline of the object");
    }
    Mask all = emptyMask(size);
    std::ranges::fill(all.pixels, std::uint8_t{1});
    return all;
}

bool isEachIn(const Mask& object, const std::vector<PartSeed>& seeds, PixelSize size)
{
    return std::ranges::all_of(seeds, [&](const PartSeed& seed) {
        return std::ranges::any_of(pixelsUnder(seed.stroke, size),
                                   [&](std::size_t at) { return object.pixels[at] != 0; });
    });
}

/// The object of the plan, of which all seeds are.
std::shared_ptr<const ObjectOutline> cutAround(const WorkingPicture& picture, const SeedPlan& plan,
                                               const Progress& progress)
{
    ObjectOutline outline{.picture = plan.object->picture,
                          .pixels = {},
                          .hints = plan.object->hints,
                          .isDrawn = false,
                          .before = plan.object};
    for (const PartSeed& seed : plan.seeds) {
        outline.hints.keep.push_back(seed.stroke);
    }
    ObjectHints hints = outline.hints;
    hints.previous = plan.object->pixels;
    const Mask found = grabCut(picture, hints, progress);
    outline.pixels = pixelsWith(1, found.pixels, found.width);
    return std::make_shared<const ObjectOutline>(std::move(outline));
}

/// The plan's object as it was widened, where it is needed for a seed.
std::shared_ptr<const ObjectOutline> widenedFor(const WorkingPicture& picture, const SeedPlan& plan,
                                                const Progress& progress)
{
    if (!plan.object || plan.object->isDrawn) {
        return nullptr;
    }
    const auto& known = plan.widened ? plan.widened : plan.object;
    const PixelSize size = picture.original;
    return isEachIn(wholeObject(known, size), plan.seeds, size)
               ? plan.widened
               : cutAround(picture, plan, progress);
}

/// The part that has the place where a seed was begun; empty for none.
std::string partUnder(const PartSeed& seed, const LabelMap& map)
{
    const std::vector<std::size_t> pixels = pixelsUnder(seed.stroke, {map.width, map.height});
    const auto at =
        std::ranges::find_if(pixels, [&](std::size_t pixel) { return map.labels[pixel] != 0; });
    return at == pixels.end() ? std::string() : map.parts[map.labels[*at] - std::size_t{1}].name;
}

} // namespace

SeedGrowth grownSeeds(const WorkingPicture& picture, const SeedPlan& plan, const Progress& progress)
{
    const LabelMap now = paint(plan.drawing);
    if (PixelSize{now.width, now.height} != picture.original) {
        throw BadInput("The picture is of another size than its parts. Open the study again.");
    }
    SeedGrowth growth{.map = {}, .idle = {}, .widened = widenedFor(picture, plan, progress)};
    std::vector<std::string> names;
    for (const Part& part : now.parts) {
        names.push_back(part.name);
    }
    std::vector<bool> isFree(names.size() + 1, false); // by label
    std::vector<Seed> seeds;
    for (const PartSeed& seed : plan.seeds) {
        const auto part = static_cast<std::size_t>(partIndex(plan.drawing, seed.part));
        seeds.push_back({.part = part, .stroke = seed.stroke});
        isFree.at(part + 1) = true;
    }
    Mask room = wholeObject(growth.widened ? growth.widened : plan.object, picture.original);
    for (std::size_t at = 0; at < room.pixels.size(); ++at) {
        if (const std::uint8_t label = now.labels[at]; label != 0) {
            room.pixels[at] = isFree[label] ? 1 : 0;
        }
    }
    GrownParts grown = growSeeds(picture, room, names, seeds, plan.colourScale, progress);
    growth.map = std::move(grown.map);
    for (const std::size_t seed : grown.outside) {
        growth.idle.push_back({.seed = seed, .in = partUnder(plan.seeds[seed], now)});
    }
    return growth;
}

} // namespace palimpsest
