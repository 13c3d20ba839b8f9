// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/assists/seeds.h"
#include "core/parts/drawing.h"

#include <QJsonObject>

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

namespace palimpsest {

/// A click or stroke in a part. It knows this by its name, as parts change places.
struct PartSeed
{
    std::string part;
    Stroke stroke;
};

/// Seeds as SeedTool keeps them while they are not finished; an empty object for none.
QJsonObject toJson(const std::vector<PartSeed>& seeds);

/// Those of which that makes sense.
std::vector<PartSeed> seedsFrom(const QJsonObject& unfinished);

/// What is to grow, within the object of the drawing or, where it has none, all of the picture.
struct SeedPlan
{
    Drawing drawing;
    std::vector<PartSeed> seeds;
    std::shared_ptr<const ObjectOutline> widened; ///< what the object became for earlier seeds
    double colourScale = kColourScale;            ///< as growSeeds() takes it
};

/// A seed that has no place to grow.
struct IdleSeed
{
    std::size_t seed = 0;
    std::string in; ///< the part that keeps this place, or empty where no object is
};

/// What seeds grew to.
struct SeedGrowth
{
    LabelMap map; ///< of all parts of the drawing; 0 where no seed came to
    std::vector<IdleSeed> idle;
    std::shared_ptr<const ObjectOutline> widened; ///< the object, where a seed was outside; or none
};

/// Grows the parts that have seeds, over their own pixels and those of the object that are of no
/// part; parts without a seed keep theirs. An object that GrabCut found is cut anew where a seed is
/// outside, with all seeds as pixels that are of it. Throws what growSeeds() and grabCut() do.
SeedGrowth grownSeeds(const WorkingPicture& picture, const SeedPlan& plan,
                      const Progress& progress = {});

} // namespace palimpsest
