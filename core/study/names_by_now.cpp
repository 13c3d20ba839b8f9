// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/study/names_by_now.h"

#include "core/study/value_pack.h"
#include "core/study/value_unit.h"

#include <algorithm>
#include <vector>

namespace palimpsest {

namespace fs = std::filesystem;

namespace {

using Places = std::vector<std::optional<std::size_t>>;

/// Where each of `earlier` stands in `now`, no two at one place. As files may be shared, those that
/// have their names still are found first.
template<typename Entry, typename Name, typename IsSame>
Places placesIn(const std::vector<Entry>& now, const std::vector<Entry>& earlier, Name Entry::*name,
                const IsSame& isSame)
{
    Places places(earlier.size());
    std::vector<bool> isFound(now.size());
    for (const bool mayBeRenamed : {false, true}) {
        for (std::size_t i = 0; i < earlier.size(); ++i) {
            for (std::size_t j = 0; j < now.size() && !places[i]; ++j) {
                if (!isFound[j] && (mayBeRenamed || earlier[i].*name == now[j].*name) &&
                    isSame(earlier[i], now[j])) {
                    places[i] = j;
                    isFound[j] = true;
                }
            }
        }
    }
    return places;
}

Places checkpointsIn(const Lineage& now, const Lineage& earlier)
{
    return placesIn(now.checkpoints, earlier.checkpoints, &Checkpoint::epoch,
                    [](const Checkpoint& one, const Checkpoint& other) {
                        return one.weights == other.weights;
                    });
}

Places runsIn(const Study& now, const Study& earlier)
{
    return placesIn(now.lineages, earlier.lineages, &Lineage::name,
                    [](const Lineage& one, const Lineage& other) {
                        const Places shared = checkpointsIn(other, one);
                        return std::ranges::any_of(
                            shared, [](const auto& place) { return place.has_value(); });
                    });
}

Places samplesIn(const Study& now, const Study& earlier)
{
    return placesIn(now.samples, earlier.samples, &Sample::id,
                    [](const Sample& one, const Sample& other) {
                        return one.image == other.image && one.text == other.text;
                    });
}

} // namespace

std::optional<std::size_t> runByNow(const Study& earlier, const std::string& name, const Study& now)
{
    const auto run = std::ranges::find(earlier.lineages, name, &Lineage::name);
    return run == earlier.lineages.end()
               ? std::nullopt
               : runsIn(now, earlier)[static_cast<std::size_t>(run - earlier.lineages.begin())];
}

Study namedByNow(Study earlier, const Study& now)
{
    const Places samples = samplesIn(now, earlier);
    for (std::size_t i = 0; i < samples.size(); ++i) {
        if (samples[i]) {
            earlier.samples[i].id = now.samples[*samples[i]].id;
        }
    }
    const Places runs = runsIn(now, earlier);
    for (std::size_t run = 0; run < runs.size(); ++run) {
        if (!runs[run]) {
            continue;
        }
        const Lineage& standing = now.lineages[*runs[run]];
        Lineage& lineage = earlier.lineages[run];
        const Places checkpoints = checkpointsIn(standing, lineage);
        lineage.name = standing.name;
        for (std::size_t i = 0; i < checkpoints.size(); ++i) {
            if (checkpoints[i]) {
                lineage.checkpoints[i].epoch = standing.checkpoints[*checkpoints[i]].epoch;
            }
        }
    }
    return earlier;
}

std::map<fs::path, fs::path> renamedValues(const Study& before, const Study& after)
{
    std::map<fs::path, fs::path> renamed;
    const auto note = [&](const fs::path& from, const fs::path& to) {
        if (from != to) {
            renamed.emplace(from, to);
        }
    };
    for (const CheckpointIndex& checkpoint : allCheckpoints(before)) {
        note(packPath(unitFolder({}, before, checkpoint) / "unit.h5"),
             packPath(unitFolder({}, after, checkpoint) / "unit.h5"));
        for (std::size_t sample = 0; sample < before.samples.size(); ++sample) {
            const fs::path unit = unitPath({}, before, checkpoint, sample);
            const fs::path byNow = unitPath({}, after, checkpoint, sample);
            note(unit, byNow);
            note(unfinishedPath(unit), unfinishedPath(byNow));
        }
    }
    return renamed;
}

} // namespace palimpsest
