// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/interactions/interactions.h"
#include "core/interactions/salient_set.h"

#include <cstddef>
#include <optional>
#include <span>

namespace palimpsest {

/// How much of the preserved knowledge a model trained from scratch has learned too. Samples are
/// pooled by adding before anything is divided.
struct ScratchOverlap
{
    double commonStrength = 0.0;    ///< Σ min(|I_sh|, |I_c|) over patterns of the same sign
    double preservedStrength = 0.0; ///< Σ |I_sh|
    std::size_t commonCount = 0;    ///< preserved patterns salient in c with the same sign
    std::size_t preservedCount = 0; ///< preserved patterns

    void add(const ScratchOverlap& other);

    /// Adds one pattern whose shared effect is `shared` (0 where it is not preserved) and which has
    /// the effect `scratch` in the model trained from scratch.
    void addPattern(double shared, double scratch, const SalientSet& salientScratch);

    std::optional<double> strengthRatio() const; ///< none when nothing is preserved
    std::optional<double> countRatio() const;

    bool operator==(const ScratchOverlap&) const = default;
};

/// Compares the shared effects `shared` (I_sh) of a split with the interactions of the model
/// trained from scratch, which are of the same kinds and in the same order. Source: X. Jiang et
/// al., arXiv 2410.08455, as its reviews quote it; the count form and the pooling are our own.
ScratchOverlap scratchOverlap(std::span<const double> shared, std::span<const double> scratch,
                              const SalientSet& salientScratch);

} // namespace palimpsest
