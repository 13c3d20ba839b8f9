// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/shuffled_classes.h"

#include <random>
#include <utility>

namespace palimpsest {

std::vector<std::vector<std::size_t>> shuffledByClass(const std::vector<int>& labels,
                                                      std::size_t classes, std::uint32_t seed)
{
    std::vector<std::vector<std::size_t>> byClass(classes);
    for (std::size_t i = 0; i < labels.size(); ++i) {
        if (labels[i] >= 0) {
            byClass[static_cast<std::size_t>(labels[i])].push_back(i);
        }
    }
    std::mt19937 random(seed);
    for (std::vector<std::size_t>& positions : byClass) {
        for (std::size_t last = positions.size(); last-- > 1;) {
            std::swap(positions[last], positions[random() % (last + 1)]);
        }
    }
    return byClass;
}

} // namespace palimpsest
