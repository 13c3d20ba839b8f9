// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/analysis/comparison.h"
#include "core/analysis/study_values.h"
#include "core/base/error.h"
#include "core/base/progress.h"
#include "core/knowledge/model_knowledge.h"
#include "core/study/study_names.h"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace palimpsest {

/// Which checkpoints to compare. Lineages that are not named are found by their role.
struct ComparisonOptions
{
    std::optional<std::string> reference; ///< "LINEAGE" (its last checkpoint) or "LINEAGE/EPOCH"
    std::optional<std::string> target;    ///< lineage whose epochs make the curve
    std::optional<std::string> scratch;   ///< lineage trained from scratch; a study may have none
};

/// A comparison needs another run in the place of a role, as none has it or the one that has it is
/// no good. How one is named, the program that asks knows.
class NeedsOtherRun : public BadInput
{
public:
    NeedsOtherRun(const std::string& why, Role role) : BadInput(why), m_role(role) {}

    Role role() const { return m_role; }

private:
    Role m_role;
};

/// A split into AND and OR: of which models on which sample of the comparison, and how far it came.
struct MadeSplit
{
    std::vector<CheckpointIndex> models;
    std::size_t sample = 0;
    double gap = 0.0;
    std::size_t steps = 0;
    bool converged = false;
};

/// The first stage of an analysis, and the long one: everything that does not depend on thresholds.
struct ComparedModels
{
    Comparison comparison;

    /// Normalised interactions of every checkpoint of the comparison, on its samples.
    std::map<CheckpointIndex, std::shared_ptr<const NormalisedModel>> models;

    /// For InteractionKind::AndOr, by the hash of all that went into each.
    std::map<std::string, MadeSplit> splits;
};

/// Chooses what is compared and computes its interactions, as the study's settings say. Compared
/// are the checkpoints that have values of at least one sample, on the samples that are complete in
/// all of them; warnings speak of these checkpoints only. Pure: touches no file. Samples are
/// computed on all cores; `progress` counts those that are begun. Throws BadInput, with what to do,
/// when a lineage is unknown or none has the role (NeedsOtherRun), there are no values to compare
/// (NeedsOtherRun where others have some) or the reference answers the same to everything
/// (NeedsOtherRun); Cancelled. Splits of the very same values are taken over from `before`, an
/// earlier comparison, if it is given.
ComparedModels compareModels(const Study& study, const StudyValues& values,
                             const ComparisonOptions& options, const Progress& progress = {},
                             const ComparedModels* before = nullptr);

} // namespace palimpsest
