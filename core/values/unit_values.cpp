// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/values/unit_values.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace palimpsest {

UnitValues unitValues(ValueTable table, int target, ValueKind kind)
{
    UnitValues values{.partCount = table.partCount,
                      .noise = numericalNoise(table, target, kind),
                      .target = target,
                      .outputs = table.outputs,
                      .floored = flooredCount(table, target, kind)};
    values.v = std::move(table.v);
    const Matrix<float>& logits = table.logits;
    if (logits.rows == 0) {
        return values;
    }
    const auto none = logits.row(0);
    const auto all = logits.row(logits.rows - 1);
    values.logitsNone.assign(none.begin(), none.end());
    values.logitsAll.assign(all.begin(), all.end());
    values.predicted.resize(logits.rows);
    for (std::size_t row = 0; row < logits.rows; ++row) {
        values.predicted[row] =
            static_cast<std::uint16_t>(predictedClass(logits.row(row), values.outputs));
    }
    return values;
}

void addAnswers(const UnitValues& values, Matrix<float>& answers)
{
    for (const auto* row : {&values.logitsNone, &values.logitsAll}) {
        const bool fits = answers.rows == 0 || answers.columns == row->size();
        if (!row->empty() && fits) {
            answers.columns = row->size();
            answers.data.insert(answers.data.end(), row->begin(), row->end());
            ++answers.rows;
        }
    }
}

int predictedClass(const UnitValues& values)
{
    return values.predicted.empty() ? -1 : values.predicted.back();
}

int predictedClass(const UnitValues& values, Coalition visible)
{
    return values.predicted.empty() ? -1 : values.predicted[visible];
}

std::optional<double> probabilityOf(const UnitValues& values, Coalition visible, ValueKind kind)
{
    const Coalition all = fullCoalition(values.partCount);
    const std::optional<double> ofValue = probabilityOfValue(values.v[visible], kind);
    const std::vector<float>& logits = visible == all ? values.logitsAll : values.logitsNone;
    if (ofValue || (visible != 0 && visible != all) || logits.empty()) {
        return ofValue;
    }
    const auto classes = std::max<std::size_t>(2, logits.size());
    const bool isClass = values.target >= 0 && static_cast<std::size_t>(values.target) < classes;
    return isClass ? probabilityOf(logits, values.target, {kind, values.outputs}) : std::nullopt;
}

} // namespace palimpsest
