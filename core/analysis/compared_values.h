// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/analysis/comparison.h"
#include "core/analysis/study_values.h"

#include <map>
#include <string>
#include <vector>

namespace palimpsest {

/// Units by why they do not count, as the rest of a sentence.
using UnitFlaws = std::map<std::string, std::vector<UnitIndex>>;

/// A sentence for each reason, with the units or, where they are many, their samples: "84 units of
/// 12 samples ("cat_0000", … and 7 more) are left out: changed since: weights."
std::vector<std::string> leftOut(const Study& study, const UnitFlaws& flaws);

/// Usable value tables by checkpoint, then by sample of the study.
using ComparedValues = std::map<CheckpointIndex, std::map<std::size_t, const UnitValues*>>;

/// The tables of `checkpoints` that can be compared. Those that cannot are named in `warnings`;
/// what has no values yet is passed over.
ComparedValues usableValues(const Study& study, const StudyValues& values,
                            const std::vector<CheckpointIndex>& checkpoints,
                            std::vector<std::string>& warnings);

/// Samples that every checkpoint in `values` has a table of.
std::vector<std::size_t> completeSamples(const ComparedValues& values, std::size_t sampleCount);

/// What the model answers at both ends of a table of values of `kind`.
SampleAnswer answerOf(const UnitValues& table, ValueKind kind, int label);

} // namespace palimpsest
