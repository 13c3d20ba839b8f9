// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/setup/new_preprocessing.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/listed_names.h"
#include "core/parts/labelme.h"
#include "core/pictures/image.h"
#include "core/samples/picture_view.h"
#include "core/study/own_files.h"
#include "core/study/study_file.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace palimpsest {

namespace fs = std::filesystem;

namespace {

/// The drawing `own` of the study as it is, such that models with `after` see it: one on the stored
/// picture stays as it is, unless its size would be taken for that of what they see.
Drawing carriedTo(const Preprocessing& after, const Drawing& own, const Preprocessing& before,
                  const Image& stored)
{
    const PixelSize seen{after.width, after.height};
    const PictureMapping view = viewOf(stored.width, stored.height, after);
    if (isOnView(own, before)) {
        const auto back = inverted(viewOf(stored.width, stored.height, before));
        return carried(own, composed(back, view), seen);
    }
    return isOnView(own, after) ? carried(own, view, seen) : own;
}

/// The parts of a sample under `after`; throws where some of them would be left outside.
Drawing partsOf(const Sample& sample, const Preprocessing& after, const fs::path& folder,
                const Study& study, const Image& stored)
{
    const fs::path file = ownParts(folder, sample);
    const Drawing own = readLabelMe(file);
    const auto seenBy = [&](const Preprocessing& preprocessing, const Drawing& drawing) {
        return onView(drawing, stored.width, stored.height, preprocessing, quoted(file));
    };
    const Drawing seen = seenBy(study.preprocessing, own);
    Drawing result = carriedTo(after, own, study.preprocessing, stored);
    const std::vector<std::string> had = partsWithoutPixels(seen);
    std::vector<std::string> lost = partsWithoutPixels(seenBy(after, result));
    std::erase_if(
        lost, [&](const std::string& name) { return std::ranges::find(had, name) != had.end(); });
    if (!lost.empty()) {
        throw BadInput("Sample " + sample.id + ": the parts " + listedNames(lost) +
                       " would lie outside of what the models see. Delete them first, or choose a "
                       "preprocessing that shows them.");
    }
    return result;
}

} // namespace

std::map<std::string, Drawing> partsUnder(const Preprocessing& after, const fs::path& folder,
                                          const Study& study)
{
    std::map<std::string, Drawing> parts;
    for (const Sample& sample : study.samples) {
        const Image stored = readImage(ownFile(folder, sample.image), after.channels());
        try {
            preprocess(stored, after, quoted(sample.image)); // or it throws
        } catch (const BadInput& error) {
            throw BadInput("Sample " + sample.id + " cannot be prepared so: " + error.what() +
                           " Choose a preprocessing that resizes pictures.");
        }
        if (stands(ownParts(folder, sample))) {
            parts.emplace(sample.id, partsOf(sample, after, folder, study, stored));
        }
    }
    return parts;
}

} // namespace palimpsest
