// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/analysis/analysis.h"
#include "core/analysis/compared_models.h"
#include "core/knowledge/knowledge_split.h"

#include <optional>
#include <vector>

namespace palimpsest {

/// One interaction in both models, on their normalised scales.
struct ComparedPattern
{
    PartSet pattern;
    bool isOr = false;
    double reference = 0.0;
    double later = 0.0;
    PatternShares shares;

    PatternId id() const { return {pattern, isOr}; }

    bool operator==(const ComparedPattern&) const = default;
};

/// Strengths |I(S)| of one model on one sample, as shares of the largest |I| that its threshold is
/// taken from, falling; so a pattern is salient when its share exceeds τ.
using StrengthShares = std::vector<double>;

/// What single precision makes of the strengths of a model.
struct StrengthNoise
{
    NumericalNoise ofValues; ///< of v, before normalising
    double floor = 0.0;      ///< noiseFloor of the highest order, as a share like StrengthShares

    bool operator==(const StrengthNoise&) const = default;
};

/// The reference against one later checkpoint on one sample, pattern by pattern.
struct PatternComparison
{
    std::vector<ComparedPattern> patterns; ///< salient in either model, the strongest first
    KnowledgeAmounts byOrder;
    KnowledgeAmounts byPart;
    StrengthShares reference;
    StrengthShares later;
    std::optional<StrengthNoise>
        noise; ///< of `later`; none where not known, or split into AND and OR
};

/// Compares the analysis's reference with the checkpoint `later` on sample `sample` (an index into
/// Analysis::samples), on the scales and thresholds of `analysis`, so that it agrees with the
/// curve. `compared` are the models that it was made from. A checkpoint that answers the same to
/// everything gives an empty comparison. Throws BadInput when `later` takes no part in the
/// analysis.
PatternComparison comparePatterns(const Analysis& analysis, const ComparedModels& compared,
                                  std::size_t sample, CheckpointIndex later);

} // namespace palimpsest
