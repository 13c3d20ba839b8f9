// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/coalition.h"

#include <random>
#include <vector>

namespace palimpsest {

/// A value table of normally distributed numbers.
inline std::vector<double> randomTable(int partCount, std::uint32_t seed)
{
    std::mt19937 random(seed);
    std::normal_distribution<double> normal;
    std::vector<double> table(coalitionCount(partCount));
    for (double& value : table) {
        value = normal(random);
    }
    return table;
}

/// Random tables of `samples` samples.
inline std::vector<std::vector<double>> randomTables(int partCount, int samples, std::uint32_t seed)
{
    std::vector<std::vector<double>> tables;
    for (int i = 0; i < samples; ++i) {
        tables.push_back(randomTable(partCount, seed * 1000 + static_cast<std::uint32_t>(i)));
    }
    return tables;
}

} // namespace palimpsest
