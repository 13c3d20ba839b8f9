// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/knowledge/scratch_ratio.h"

#include "core/knowledge/knowledge_split.h"

#include <algorithm>
#include <cmath>

namespace palimpsest {

void ScratchOverlap::add(const ScratchOverlap& other)
{
    commonStrength += other.commonStrength;
    preservedStrength += other.preservedStrength;
    commonCount += other.commonCount;
    preservedCount += other.preservedCount;
}

std::optional<double> ScratchOverlap::strengthRatio() const
{
    return ratio(commonStrength, preservedStrength);
}

std::optional<double> ScratchOverlap::countRatio() const
{
    return ratio(static_cast<double>(commonCount), static_cast<double>(preservedCount));
}

ScratchOverlap scratchOverlap(std::span<const double> shared, std::span<const double> scratch,
                              const SalientSet& salientScratch)
{
    ScratchOverlap overlap;
    for (std::size_t pattern = 1; pattern < shared.size(); ++pattern) {
        const double kept = shared[pattern];
        if (kept == 0.0) {
            continue;
        }
        overlap.preservedStrength += std::abs(kept);
        ++overlap.preservedCount;
        const double learned = scratch[pattern];
        if (kept * learned > 0.0) {
            overlap.commonStrength += std::min(std::abs(kept), std::abs(learned));
            overlap.commonCount += salientScratch.contains(learned) ? 1 : 0;
        }
    }
    return overlap;
}

} // namespace palimpsest
