// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/analysis/comparison_names.h"

#include "core/base/listed_names.h"
#include "core/study/study_names.h"

#include <algorithm>
#include <functional>

namespace palimpsest {

namespace {

using Quantities = PerQuantity<std::optional<double>>;

std::string against(const std::string& later, const Study& study, const Comparison& comparison)
{
    return later + " against " + checkpointName(study, comparison.reference);
}

/// The last checkpoint along `curve` that is compared; none where none is.
std::optional<std::string> lastUsable(const Lineage& run, const KnowledgeCurve& curve)
{
    const auto last =
        std::find_if(curve.rbegin(), curve.rend(), std::mem_fn(&EpochKnowledge::usable));
    return last == curve.rend() ? std::nullopt
                                : std::optional(run.name + "/" + std::to_string(last->epoch));
}

/// Whether there is such a likeness anywhere along `curve`.
bool has(std::optional<double> Quantities::*likeness, const KnowledgeCurve& curve)
{
    return std::ranges::any_of(curve, [&](const EpochKnowledge& epoch) {
        return (epoch.pooled.values.*likeness).has_value();
    });
}

bool isLone(const KnowledgeCurve& curve)
{
    return std::ranges::count_if(curve, std::mem_fn(&EpochKnowledge::usable)) == 1;
}

/// Epochs of the target in a row that one checkpoint from scratch stands beside.
struct ScratchEpochs
{
    CheckpointIndex scratch;
    int first = 0;
    int last = 0;
};

std::vector<ScratchEpochs> scratchEpochs(const Study& study, const Analysis& analysis)
{
    std::vector<ScratchEpochs> groups;
    for (const EpochKnowledge& epoch : analysis.curve) {
        const auto scratch = analysis.scratchAt(study, epoch.epoch);
        if (scratch && !groups.empty() && groups.back().scratch == *scratch) {
            groups.back().last = epoch.epoch;
        } else if (scratch) {
            groups.push_back({*scratch, epoch.epoch, epoch.epoch});
        }
    }
    return groups;
}

int epochOf(const Study& study, const CheckpointIndex& index)
{
    return study.lineages[index.lineage].checkpoints[index.checkpoint].epoch;
}

/// The runs of a comparison that have a single checkpoint that answers.
std::vector<std::string> loneRuns(const Study& study, const Analysis& analysis)
{
    std::vector<std::string> runs;
    if (isLone(analysis.curve)) {
        runs.push_back(study.lineages[analysis.target].name);
    }
    if (analysis.hasOtherScratch() && isLone(analysis.scratchCurve)) {
        runs.push_back(study.lineages[*analysis.scratch].name);
    }
    return runs;
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

std::string ratioName(const Study& study, const Analysis& analysis)
{
    constexpr std::size_t kMost = 8; // tables have all
    const std::vector<ScratchEpochs> groups = scratchEpochs(study, analysis);
    std::string name = nameWithScratch(study, analysis);
    const std::string count = countName(study.lineages[analysis.target]);
    const bool isAtSame = std::ranges::all_of(groups, [&](const ScratchEpochs& group) {
        return group.first == group.last && group.first == epochOf(study, group.scratch);
    });
    for (std::size_t i = 0; !isAtSame && i < groups.size(); ++i) {
        if (i == kMost) {
            return name + ", and so on";
        }
        const auto& [scratch, first, last] = groups[i];
        name += ", " + checkpointName(study, scratch) +
                (first == last
                     ? " at " + count + " " + std::to_string(first)
                     : " at " + count + "s " + std::to_string(first) + "–" + std::to_string(last));
    }
    return name;
}

std::string approachName(const Study& study, const Analysis& analysis)
{
    const Lineage& target = study.lineages[analysis.target];
    const std::string last = lastUsable(target, analysis.curve).value_or("its last");
    std::vector<std::string> walks;
    if (!isLone(analysis.curve)) {
        walks.push_back(target.name + " against " + last);
    }
    if (analysis.hasOtherScratch()) {
        const Lineage& scratch = study.lineages[*analysis.scratch];
        std::vector<std::string> finals;
        if (has(&Quantities::scratchToOwnLast, analysis.scratchCurve)) {
            finals.push_back(lastUsable(scratch, analysis.scratchCurve).value_or("its last"));
        }
        if (has(&Quantities::scratchToTargetLast, analysis.scratchCurve)) {
            finals.push_back(last);
        }
        if (!finals.empty()) {
            walks.push_back(scratch.name + " against " + joined(finals, " and "));
        }
    }
    const std::vector<std::string> lone = loneRuns(study, analysis);
    return joined(walks) + (walks.empty() || lone.empty() ? "" : "; ") +
           (lone.empty() ? "" : joined(lone, " and ") + " with one checkpoint, so not to its last");
}

std::vector<std::string> loneCheckpoints(const Study& study, const Analysis& analysis)
{
    std::vector<std::string> sentences;
    for (const std::string& run : loneRuns(study, analysis)) {
        sentences.push_back(run +
                            " has a single checkpoint to compare, which is itself the last of "
                            "the run, so there is no likeness to its last.");
    }
    return sentences;
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
