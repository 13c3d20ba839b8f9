// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/values/value_table.h"

#include "core/base/error.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace palimpsest {

ValueTable fillValueTable(Classifier& classifier, const ImageTensor& sample,
                          const ImageTensor& baseline, const LabelMap& parts, int target,
                          ValueKind kind, const Progress& progress)
{
    const std::size_t total = coalitionCount(parts.partCount());
    const std::size_t step = std::max<std::size_t>(1, classifier.batchSize());
    std::vector<Coalition> coalitions(total);
    std::iota(coalitions.begin(), coalitions.end(), Coalition{0});

    ValueTable table{.partCount = parts.partCount(), .v = {}, .logits = {}};
    table.v.reserve(total);
    for (std::size_t begin = 0; begin < total; begin += step) {
        if (progress && !progress(begin, total)) {
            throw Cancelled();
        }
        const std::size_t count = std::min(step, total - begin);
        const Matrix<float> batch =
            classifier.logits(sample, baseline, parts, std::span(coalitions).subspan(begin, count));
        if (begin == 0) {
            const bool areKept = total * batch.columns * sizeof(float) <= kMaxLogitBytes;
            table.logits = Matrix<float>(areKept ? total : 0, batch.columns);
        }
        if (table.logits.rows > 0) {
            std::ranges::copy(batch.data, table.logits.row(begin).begin());
        }
        for (std::size_t i = 0; i < count; ++i) {
            table.v.push_back(valueOf(batch.row(i), target, kind));
        }
    }
    return table;
}

std::vector<double> valuesOf(const Matrix<float>& logits, int target, ValueKind kind)
{
    std::vector<double> values(logits.rows);
    for (std::size_t i = 0; i < logits.rows; ++i) {
        values[i] = valueOf(logits.row(i), target, kind);
    }
    return values;
}

std::optional<double> probabilityOf(const ValueTable& table, Coalition visible, int target,
                                    ValueKind kind)
{
    if (table.logits.rows == 0) {
        return probabilityOfValue(table.v[visible], kind);
    }
    const auto classes = std::max<std::size_t>(2, table.logits.columns);
    if (target < 0 || static_cast<std::size_t>(target) >= classes) {
        return std::nullopt;
    }
    return probabilityOf(table.logits.row(visible), target, kind);
}

std::size_t nonFiniteCount(const ValueTable& table)
{
    return static_cast<std::size_t>(
        std::ranges::count_if(table.v, [](double value) { return !std::isfinite(value); }));
}

int predictedClass(const ValueTable& table)
{
    return table.logits.rows == 0 ? -1 : predictedClass(table.logits.row(table.logits.rows - 1));
}

int predictedClass(std::span<const float> logits)
{
    if (logits.size() == 1) {
        return logits[0] > 0.0F ? 1 : 0;
    }
    return static_cast<int>(std::ranges::max_element(logits) - logits.begin());
}

} // namespace palimpsest
