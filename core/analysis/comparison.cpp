// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/analysis/comparison.h"

#include <cmath>

namespace palimpsest {

double noiseFloor(const NumericalNoise& noise, int order)
{
    return 3.0 * noise.sigma * std::exp2(order / 2.0);
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

} // namespace palimpsest
