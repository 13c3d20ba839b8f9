// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/tools/seed_growth.h"

#include "core/assists/components.h"
#include "core/assists/grab_cut.h"
#include "core/assists/masks.h"
#include "core/assists/part_problems.h"
#include "core/base/error.h"
#include "widgets/tools/draft_json.h"

#include <QJsonArray>

#include <algorithm>
#include <utility>

namespace palimpsest {

namespace {

/// All of the picture where there is none.
Mask wholeObject(const ObjectOutline* object, PixelSize size)
{
    if (object != nullptr) {
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

/// Takes out of a widened object what is apart from the one before and no larger than a sliver: it
/// is a seed beside the object, around which nothing was found.
void dropSpecks(Mask& object, const Mask& before)
{
    const PixelSize size{object.width, object.height};
    const Components pieces =
        componentsOf(object.pixels, size, [](std::uint8_t) { return std::size_t{8}; });
    std::vector<bool> isKnown(pieces.firsts.size());
    for (std::size_t at = 0; at < object.pixels.size(); ++at) {
        const auto id = static_cast<std::size_t>(pieces.ids[at]);
        isKnown[id] = isKnown[id] || before.pixels[at] != 0;
    }
    for (std::size_t at = 0; at < object.pixels.size(); ++at) {
        const auto id = static_cast<std::size_t>(pieces.ids[at]);
        const bool isSpeck = !isKnown[id] && pieces.pixels[id] <= mostOfSliver(size);
        object.pixels[at] = isSpeck ? 0 : object.pixels[at];
    }
}

/// The object of the plan, of which all seeds are that something was found around; it is another
/// where these are alone.
std::shared_ptr<const ObjectOutline> cutAround(const WorkingPicture& picture, const SeedPlan& plan,
                                               const Progress& progress)
{
    ObjectHints hints = hintsOf(*plan.drawing.object);
    std::vector<Stroke> strokes;
    for (const PartSeed& seed : plan.seeds) {
        strokes.push_back(seed.stroke);
    }
    hints.keep.insert(hints.keep.end(), strokes.begin(), strokes.end());
    const Mask before = wholeObject(objectOn(plan.drawing), picture.original);
    Mask found = changedUnder(before, grabCut(picture, hints, progress), strokes);
    dropSpecks(found, before);
    return std::make_shared<const ObjectOutline>(
        objectOf(pixelsWith(1, found.pixels, found.width), std::move(hints)));
}

/// The plan's object as it was widened, where it is needed for a seed.
std::shared_ptr<const ObjectOutline> widenedFor(const WorkingPicture& picture, const SeedPlan& plan,
                                                const Progress& progress)
{
    const ObjectOutline* object = objectOn(plan.drawing);
    if (object == nullptr || object->isDrawn) {
        return nullptr;
    }
    const ObjectOutline* known = plan.widened ? plan.widened.get() : object;
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

QJsonObject toJson(const std::vector<PartSeed>& seeds)
{
    QJsonArray list;
    for (const PartSeed& seed : seeds) {
        QJsonObject value = toJson(seed.stroke);
        value.insert(QLatin1String("part"), QString::fromStdString(seed.part));
        list.append(value);
    }
    return list.isEmpty() ? QJsonObject() : QJsonObject{{QStringLiteral("seeds"), list}};
}

std::vector<PartSeed> seedsFrom(const QJsonObject& unfinished)
{
    std::vector<PartSeed> seeds;
    for (const QJsonValue& value : unfinished.value(QLatin1String("seeds")).toArray()) {
        PartSeed seed{.part =
                          value.toObject().value(QLatin1String("part")).toString().toStdString(),
                      .stroke = strokeFrom(value.toObject())};
        if (!seed.part.empty() && !seed.stroke.points.empty()) {
            seeds.push_back(std::move(seed));
        }
    }
    return seeds;
}

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
    Mask room = wholeObject(growth.widened ? growth.widened.get() : objectOn(plan.drawing),
                            picture.original);
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
