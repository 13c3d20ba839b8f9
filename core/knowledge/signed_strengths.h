// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/knowledge/model_knowledge.h"

#include <vector>

namespace palimpsest {

/// What the salient interactions of one model do for its class and against it, by order m = 0…n;
/// both are amounts ≥ 0, those of order 0 are 0.
struct SignedStrengths
{
    std::vector<double> positive; ///< A₊
    std::vector<double> negative; ///< A₋

    bool operator==(const SignedStrengths&) const = default;
};

/// A±(m) = E_x Σ_{|S|=m, S∈Ω} max(±I(S), 0), of normalised interactions; orders that a sample does
/// not have count 0 there. Empty for an unusable model. A₊(m) + A₋(m) is the strength of order m
/// that knowledge is split from. Own definition.
SignedStrengths signedStrengths(const ModelKnowledge& model);

} // namespace palimpsest
