// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/interactions/indices.h"

#include <cmath>

namespace palimpsest {

PartIndices partIndices(const Interactions& dividends)
{
    const auto n = static_cast<std::size_t>(dividends.patterns.partCount());
    PartIndices result{std::vector<double>(n), std::vector<double>(n), Matrix<double>(n, n),
                       Matrix<double>(n, n)};
    std::vector<std::size_t> members;
    for (std::size_t index = 1; index < dividends.values.size(); ++index) {
        members.clear();
        dividends.patterns.parts(index).forEach(
            [&](int part) { members.push_back(static_cast<std::size_t>(part)); });
        const double dividend = dividends.values[index];
        const auto order = static_cast<double>(members.size());
        for (std::size_t i = 0; i < members.size(); ++i) {
            result.shapley[members[i]] += dividend / order;
            result.banzhaf[members[i]] +=
                std::ldexp(dividend, 1 - static_cast<int>(members.size()));
            for (std::size_t j = 0; j < i; ++j) {
                result.sii.row(members[i])[members[j]] += dividend / (order - 1.0);
                result.stii.row(members[i])[members[j]] += dividend / (order * (order - 1.0) / 2.0);
            }
        }
    }
    for (Matrix<double>* pairs : {&result.sii, &result.stii}) {
        for (std::size_t i = 0; i < n; ++i) {
            for (std::size_t j = 0; j < i; ++j) {
                pairs->row(j)[i] = pairs->row(i)[j];
            }
        }
    }
    return result;
}

} // namespace palimpsest
