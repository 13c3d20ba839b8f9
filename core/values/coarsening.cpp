// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/values/coarsening.h"

#include "core/base/coalition.h"

#include <algorithm>
#include <bit>

namespace palimpsest {

namespace {

/// For every coalition of the coarser parts the one of finer parts that shows the same picture.
std::vector<Coalition> finerCoalitions(std::span<const int> partOf, int partCount)
{
    std::vector<Coalition> within(static_cast<std::size_t>(partCount), 0);
    Coalition background = 0;
    for (std::size_t part = 0; part < partOf.size(); ++part) {
        const Coalition bit = Coalition{1} << part;
        (partOf[part] < 0 ? background : within[static_cast<std::size_t>(partOf[part])]) |= bit;
    }
    std::vector<Coalition> finer(coalitionCount(partCount), background);
    for (std::size_t coalition = 1; coalition < finer.size(); ++coalition) {
        const auto lowest = static_cast<std::size_t>(std::countr_zero(coalition));
        finer[coalition] = finer[coalition & (coalition - 1)] | within[lowest];
    }
    return finer;
}

} // namespace

ValueTable coarsened(const ValueTable& table, std::span<const int> partOf, int partCount)
{
    const std::vector<Coalition> finer = finerCoalitions(partOf, partCount);
    const bool hasLogits = table.logits.rows > 0;
    ValueTable result{.partCount = partCount,
                      .v = std::vector<double>(finer.size()),
                      .logits = Matrix<float>(hasLogits ? finer.size() : 0, table.logits.columns),
                      .exact = {},
                      .outputs = table.outputs};
    for (std::size_t coalition = 0; coalition < finer.size(); ++coalition) {
        result.v[coalition] = table.v[finer[coalition]];
        if (hasLogits) {
            std::ranges::copy(table.logits.row(finer[coalition]),
                              result.logits.row(coalition).begin());
        }
    }
    return result;
}

} // namespace palimpsest
