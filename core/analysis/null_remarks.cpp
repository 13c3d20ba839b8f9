// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/analysis/null_remarks.h"

#include "core/base/listed_names.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace palimpsest {

namespace {

using Values = PerQuantity<std::optional<double>>;
using Bands = PerQuantity<std::optional<Band>>;

/// A quantity that has a null, and what it is called.
struct Quantity
{
    std::string name;
    std::optional<double> Values::*value;
    std::optional<Band> Bands::*band;
};

std::vector<Quantity> quantitiesOfTarget(const std::string& target)
{
    const std::string own = "likeness of " + target + " to its last";
    return {{"preservation rate", &Values::preservationRate, &Bands::preservationRate},
            {own, &Values::targetToOwnLast, &Bands::targetToOwnLast},
            {own + " on salient sets", &Values::targetToOwnLastSets, &Bands::targetToOwnLastSets}};
}

/// Those that compare what is preserved with the run from scratch.
std::vector<Quantity> quantitiesOfRatio()
{
    return {{"scratch ratio by strength", &Values::scratchStrength, &Bands::scratchStrength},
            {"scratch ratio by number of patterns", &Values::scratchCount, &Bands::scratchCount},
            {"scratch ratio of the last epoch's by strength", &Values::lastScratchStrength,
             &Bands::lastScratchStrength},
            {"scratch ratio of the last epoch's by number of patterns", &Values::lastScratchCount,
             &Bands::lastScratchCount}};
}

std::vector<Quantity> quantitiesOfScratch(const std::string& target, const std::string& scratch)
{
    const std::string own = "likeness of " + scratch + " to its last";
    const std::string others = "likeness of " + scratch + " to the last of " + target;
    return {{own, &Values::scratchToOwnLast, &Bands::scratchToOwnLast},
            {own + " on salient sets", &Values::scratchToOwnLastSets, &Bands::scratchToOwnLastSets},
            {others, &Values::scratchToTargetLast, &Bands::scratchToTargetLast},
            {others + " on salient sets", &Values::scratchToTargetLastSets,
             &Bands::scratchToTargetLastSets}};
}

/// Names of quantities by the epochs at which they lie inside their null, in order of appearance.
using Inside = std::vector<std::pair<std::vector<std::string>, std::vector<std::string>>>;

void addInside(const std::vector<Quantity>& quantities, const KnowledgeCurve& curve, Inside& inside)
{
    for (const Quantity& quantity : quantities) {
        std::vector<std::string> epochs;
        for (const EpochKnowledge& epoch : curve) {
            const auto& value = epoch.pooled.values.*quantity.value;
            const auto& null = epoch.pooled.nulls.*quantity.band;
            if (value && null && *value <= null->high) {
                epochs.push_back(std::to_string(epoch.epoch));
            }
        }
        if (epochs.empty()) {
            continue;
        }
        auto alike = std::ranges::find(inside, epochs, &Inside::value_type::first);
        if (alike == inside.end()) {
            alike = inside.insert(inside.end(), {std::move(epochs), {}});
        }
        alike->second.push_back(quantity.name);
    }
}

std::string inWords(const Inside& inside)
{
    std::vector<std::string> groups;
    for (const auto& [epochs, names] : inside) {
        groups.push_back(joined(names) + (epochs.size() == 1 ? " (epoch " : " (epochs ") +
                         joined(epochs) + ")");
    }
    return joined(groups, "; ");
}

} // namespace

void remarkOnNulls(const Study& study, Analysis& analysis)
{
    const std::string& target = study.lineages[analysis.target].name;
    Inside inside;
    addInside(quantitiesOfTarget(target), analysis.curve, inside);
    if (analysis.hasOtherScratch()) {
        const std::string& scratch = study.lineages[*analysis.scratch].name;
        addInside(quantitiesOfRatio(), analysis.curve, inside);
        addInside(quantitiesOfScratch(target, scratch), analysis.scratchCurve, inside);
    }
    if (!inside.empty()) {
        analysis.warnings.push_back("Inside the null: " + inWords(inside) +
                                    ". Models whose parts are named at random have as much in " +
                                    "common.");
    }
}

} // namespace palimpsest
