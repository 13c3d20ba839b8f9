// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <span>

namespace palimpsest {

// Butterflies over the subset lattice, in place, O(n·2^n). The size of `a` must be a power of two;
// the index is the bit mask of the set. Bits are taken in ascending order, so that every element is
// one fixed sum and has the same bits on every machine.

/// Möbius: a(S) ← Σ_{T⊆S} (−1)^{|S|−|T|} a(T). Of a value table these are the Harsanyi dividends.
/// Source: X. Jiang et al., arXiv 2410.08455, Eq. 2.
void moebius(std::span<double> a);

/// Zeta, its inverse: a(T) ← Σ_{S⊆T} a(S).
void zeta(std::span<double> a);

/// Adjoint of the Möbius transform: ⟨moebius x, y⟩ = ⟨x, moebiusAdjoint y⟩.
void moebiusAdjoint(std::span<double> a);

/// Adjoint of the zeta transform: a(T) ← Σ_{S⊇T} a(S).
void zetaAdjoint(std::span<double> a);

} // namespace palimpsest
