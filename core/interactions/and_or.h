// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/progress.h"
#include "core/interactions/interactions.h"

#include <cstddef>
#include <span>
#include <vector>

namespace palimpsest {

/// Which interactions explain v.
enum class InteractionKind {
    And,   ///< Harsanyi dividends
    AndOr, ///< v split into a sum of AND and a sum of OR, so that few of them explain it
};

/// How interactions are taken; part of a study.
struct InteractionSettings
{
    InteractionKind kind = InteractionKind::And;
    double kappa = 0.04; ///< AND–OR: residual allowed on each v(T), as a share of |v(N) − v(∅)|
    bool joint = true;   ///< AND–OR: compared models are split together, not each for itself

    bool operator==(const InteractionSettings&) const = default;
};

/// When the split is good enough.
struct AndOrLimits
{
    double tolerance = 0.0; ///< relative duality gap; 0 is 1e-4 without and 1e-2 with a residual
    std::size_t maxSteps = 200'000;
};

/// The split of K models on one sample.
struct AndOrSplit
{
    std::vector<Interactions> models; ///< one per model: 2^n AND, then 2^n OR interactions
    double gap = 0.0;                 ///< relative duality gap reached
    std::size_t steps = 0;
    bool converged = false; ///< whether the gap came under the tolerance
};

/// Splits v_k + q_k = v_and + v_or for K value tables of 2^n entries each, minimising
/// Σ_S ‖(I_and,k(S))_k‖₂ + Σ_S ‖(I_or,k(S))_k‖₂ subject to |q_k(T)| ≤ kappas[k], q_k(∅) = q_k(N) =
/// 0, by the diagonally preconditioned primal–dual method of T. Pock and A. Chambolle (2011). With
/// one model this is the sparse AND–OR split of X. Cheng et al., arXiv 2409.08712; it is one of
/// several optima. OR interactions of order 1 equal AND ones and are merged into those. `progress`
/// counts steps of at most limits.maxSteps. Throws BadInput when tables differ in size, Cancelled
/// when progress says so.
AndOrSplit splitAndOr(std::span<const std::vector<double>> tables, std::span<const double> kappas,
                      const AndOrLimits& limits = {}, const Progress& progress = {});

/// The bound of each |q(T)| that `share` stands for: share·|v(N) − v(∅)|, one per table.
std::vector<double> residualBounds(std::span<const std::vector<double>> tables, double share);

} // namespace palimpsest
