// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/interactions/interactions.h"
#include "core/interactions/salient_set.h"

#include <cstddef>
#include <optional>
#include <span>

namespace palimpsest {

/// Sums of the likeness J of two models; samples are pooled by adding before dividing.
struct LikenessSums
{
    double smaller = 0.0; ///< Σ min(u, u')
    double larger = 0.0;  ///< Σ max(u, u')

    void add(const LikenessSums& other);
    std::optional<double> value() const; ///< J in [0, 1]; none when both models are all 0

    bool operator==(const LikenessSums&) const = default;
};

/// J = Σ min(u, u') / Σ max(u, u') with u = [max(I, 0); max(−I, 0)], over all interactions of order
/// ≥ 1 of two normalised models on one sample.
/// Source: the Jaccard similarity in the convergence figure of X. Jiang et al., arXiv 2410.08455.
LikenessSums likeness(const Interactions& a, const Interactions& b);

/// The same of the interactions with one and the same patterns, ∅ first.
LikenessSums likeness(std::span<const double> a, std::span<const double> b);

/// The plain set form, Σ|Ω ∩ Ω'| over Σ|Ω ∪ Ω'|, in the same sums.
LikenessSums salientSetLikeness(const Interactions& a, const SalientSet& salientA,
                                const Interactions& b, const SalientSet& salientB);

/// The same of the interactions with one and the same patterns, ∅ first.
LikenessSums salientSetLikeness(std::span<const double> a, const SalientSet& salientA,
                                std::span<const double> b, const SalientSet& salientB);

} // namespace palimpsest
