// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/knowledge/signed_strengths.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace palimpsest {

SignedStrengths signedStrengths(const ModelKnowledge& model)
{
    SignedStrengths strengths;
    const auto samples = static_cast<double>(model.salient.size());
    for (std::size_t sample = 0; sample < model.salient.size(); ++sample) {
        const auto& [patterns, values] = model.sample(sample);
        const std::size_t orders = static_cast<std::size_t>(patterns.partCount()) + 1;
        for (std::vector<double>* amounts : {&strengths.positive, &strengths.negative}) {
            amounts->resize(std::max(amounts->size(), orders), 0.0);
        }
        for (std::size_t i = 0; i < values.size(); ++i) {
            if (model.salient[sample].contains(values[i])) {
                auto& amounts = values[i] > 0.0 ? strengths.positive : strengths.negative;
                amounts[static_cast<std::size_t>(patterns.order(i))] +=
                    std::abs(values[i]) / samples;
            }
        }
    }
    return strengths;
}

} // namespace palimpsest
