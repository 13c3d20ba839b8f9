// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/analysis/comparison.h"

#include <algorithm>
#include <cmath>

namespace palimpsest {

double noiseFloor(const NumericalNoise& noise, int order)
{
    return 3.0 * noise.sigma * std::exp2(order / 2.0);
}

std::optional<NumericalNoise> ModelReport::noise() const
{
    std::optional<NumericalNoise> largest;
    for (const SampleAnswer& answer : answers) {
        if (answer.noise) {
            largest = largest.value_or(NumericalNoise());
            largest->sigma = std::max(largest->sigma, answer.noise->sigma);
            largest->bound = std::max(largest->bound, answer.noise->bound);
        }
    }
    return largest;
}

const ModelReport* Comparison::model(const Study& study, std::size_t lineage, int epoch) const
{
    for (const auto& [index, report] : models) {
        if (index.lineage == lineage &&
            study.lineages[lineage].checkpoints[index.checkpoint].epoch == epoch) {
            return &report;
        }
    }
    return nullptr;
}

std::optional<CheckpointIndex> Comparison::scratchAt(const Study& study, int epoch) const
{
    std::optional<CheckpointIndex> latest;
    for (const auto& [index, report] : models) { // epochs rise
        if (hasOtherScratch() && index.lineage == scratch &&
            study.lineages[index.lineage].checkpoints[index.checkpoint].epoch <= epoch) {
            latest = index;
        }
    }
    return latest;
}

} // namespace palimpsest
