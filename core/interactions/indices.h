// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/matrix.h"
#include "core/interactions/interactions.h"

#include <vector>

namespace palimpsest {

/// What v owes to single parts and to pairs of them, in the unit of v. Pairs stand in symmetric
/// n × n matrices with 0 on the diagonal.
struct PartIndices
{
    std::vector<double> shapley; ///< n values that add up to v(N) − v(∅)
    std::vector<double> banzhaf; ///< n values: mean of v(T ∪ i) − v(T) over all T without i
    Matrix<double> sii;          ///< Shapley interaction index
    Matrix<double> stii; ///< Shapley–Taylor interaction index of order 2: its pairs and the
                         ///< single effects v({i}) − v(∅) add up to v(N) − v(∅)

    bool operator==(const PartIndices&) const = default;
};

/// The indices of a model by its Harsanyi dividends I, as andInteractions gives them: Shapley
/// Σ_{S∋i} I(S)/|S|, Banzhaf Σ_{S∋i} I(S)/2^{|S|−1}, SII Σ_{S⊇ij} I(S)/(|S| − 1), STII Σ_{S⊇ij}
/// I(S)/C(|S|, 2). Sources: M. Grabisch and M. Roubens (1999) for SII, M. Sundararajan et al.,
/// arXiv 1902.05622, for STII.
PartIndices partIndices(const Interactions& dividends);

} // namespace palimpsest
