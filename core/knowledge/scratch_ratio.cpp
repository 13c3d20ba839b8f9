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

void ScratchOverlap::addPattern(double shared, double scratch, const SalientSet& salientScratch)
{
    if (shared == 0.0) {
        return;
    }
    preservedStrength += std::abs(shared);
    ++preservedCount;
    if (shared * scratch > 0.0) {
        commonStrength += std::min(std::abs(shared), std::abs(scratch));
        commonCount += salientScratch.contains(scratch) ? 1 : 0;
    }
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
        overlap.addPattern(shared[pattern], scratch[pattern], salientScratch);
    }
    return overlap;
}

} // namespace palimpsest
