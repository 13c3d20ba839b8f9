// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/knowledge/model_knowledge.h"

#include <cmath>

namespace palimpsest {

double normaliserOf(std::span<const std::span<const double>> tables)
{
    double normaliser = 0.0;
    for (const auto& v : tables) {
        normaliser += std::abs(v.back() - v.front()) / static_cast<double>(tables.size());
    }
    return normaliser;
}

ModelKnowledge modelKnowledge(std::shared_ptr<const NormalisedModel> model,
                              const SalienceSettings& settings)
{
    ModelKnowledge knowledge{.model = std::move(model)};
    if (knowledge.usable()) {
        for (const double threshold :
             salienceThresholds(knowledge.model->largest, settings.tau, settings.scope)) {
            knowledge.salient.push_back({threshold});
        }
    }
    return knowledge;
}

} // namespace palimpsest
