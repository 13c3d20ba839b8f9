// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/analysis/comparison_names.h"

#include "core/study/study_names.h"

#include <algorithm>

namespace palimpsest {

namespace {

using Quantities = PerQuantity<std::optional<double>>;

std::string against(const std::string& later, const Study& study, const Comparison& comparison)
{
    return later + " against " + checkpointName(study, comparison.reference);
}

/// The last checkpoint along `curve` that has the likeness; none where none has it.
std::optional<std::string> lastWith(std::optional<double> Quantities::*likeness, const Lineage& run,
                                    const KnowledgeCurve& curve)
{
    const auto last = std::find_if(curve.rbegin(), curve.rend(), [&](const EpochKnowledge& epoch) {
        return (epoch.pooled.values.*likeness).has_value();
    });
    return last == curve.rend() ? std::nullopt
                                : std::optional(run.name + "/" + std::to_string(last->epoch));
}

} // namespace

std::string comparisonName(const Study& study, const Comparison& comparison)
{
    return against(study.lineages[comparison.target].name, study, comparison);
}

std::string comparisonName(const Study& study, const Comparison& comparison, int epoch,
                           const std::optional<CheckpointIndex>& scratch)
{
    const std::string beside = scratch ? " and " + checkpointName(study, *scratch) : "";
    return against(study.lineages[comparison.target].name + "/" + std::to_string(epoch) + beside,
                   study, comparison);
}

std::string nameWithScratch(const Study& study, const Comparison& comparison)
{
    const std::string& target = study.lineages[comparison.target].name;
    return comparison.hasOtherScratch()
               ? against(target + " and " + study.lineages[*comparison.scratch].name, study,
                         comparison)
               : against(target, study, comparison);
}

std::string approachName(const Study& study, const Analysis& analysis)
{
    const Lineage& target = study.lineages[analysis.target];
    const std::string last =
        lastWith(&Quantities::targetToOwnLast, target, analysis.curve).value_or("its last");
    const std::string name = target.name + " against " + last;
    if (!analysis.hasOtherScratch()) {
        return name;
    }
    const Lineage& scratch = study.lineages[*analysis.scratch];
    std::string finals =
        lastWith(&Quantities::scratchToOwnLast, scratch, analysis.scratchCurve).value_or("");
    if (lastWith(&Quantities::scratchToTargetLast, scratch, analysis.scratchCurve)) {
        finals += (finals.empty() ? "" : " and ") + last;
    }
    return finals.empty() ? name : name + ", " + scratch.name + " against " + finals;
}

bool leavesSamplesOut(const Comparison& comparison)
{
    return comparison.samples.size() < comparison.samplesInStudy;
}

std::string samplesName(const Comparison& comparison)
{
    const std::string compared = std::to_string(comparison.samples.size());
    if (leavesSamplesOut(comparison)) {
        return compared + " of " + std::to_string(comparison.samplesInStudy) + " samples";
    }
    return compared + (comparison.samples.size() == 1 ? " sample" : " samples");
}

} // namespace palimpsest
