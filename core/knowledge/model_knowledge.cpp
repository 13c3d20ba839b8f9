// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/knowledge/model_knowledge.h"

#include <cmath>

namespace palimpsest {

ModelKnowledge modelKnowledge(std::span<const std::vector<double>> tables,
                              const SalienceSettings& settings)
{
    ModelKnowledge model;
    for (const auto& v : tables) {
        model.normaliser += std::abs(v.back() - v.front()) / static_cast<double>(tables.size());
    }
    if (!model.usable()) {
        return model;
    }
    for (const auto& v : tables) {
        model.samples.push_back(scaled(andInteractions(v), 1.0 / model.normaliser));
    }
    for (const double threshold : salienceThresholds(model.samples, settings.tau, settings.scope)) {
        model.salient.push_back({threshold});
    }
    return model;
}

} // namespace palimpsest
