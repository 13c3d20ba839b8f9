// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/values/value_table.h"

#include "core/base/error.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <numeric>
#include <random>

namespace palimpsest {

namespace {

/// Appends the answers to a batch of coalitions.
void append(ValueTable& table, const Matrix<float>& batch, int target,
            const ValueFunction& function)
{
    const std::size_t total = coalitionCount(table.partCount);
    Matrix<float>& logits = table.logits;
    logits.columns = batch.columns;
    if (total * batch.columns * sizeof(float) <= kMaxLogitBytes) {
        logits.data.reserve(total * batch.columns);
        logits.data.insert(logits.data.end(), batch.data.begin(), batch.data.end());
        logits.rows += batch.rows;
    }
    for (std::size_t i = 0; i < batch.rows; ++i) {
        table.v.push_back(valueOf(batch.row(i), target, function));
    }
}

/// kExactCoalitions different ones in rising order, or all.
std::vector<Coalition> exactCoalitions(int partCount)
{
    const std::size_t total = coalitionCount(partCount);
    std::vector<Coalition> all(total);
    std::iota(all.begin(), all.end(), Coalition{0});
    if (total <= kExactCoalitions) {
        return all;
    }
    std::vector<Coalition> chosen;
    std::ranges::sample(all, std::back_inserter(chosen), kExactCoalitions, std::mt19937(1));
    return chosen;
}

} // namespace

void continueValueTable(ValueTable& table, MaskedRun& run, int target,
                        const ValueFunction& function, const Progress& progress)
{
    table.outputs = function.outputs;
    table.partCount = run.partCount();
    const std::size_t total = coalitionCount(table.partCount);
    const std::size_t step = std::max<std::size_t>(1, run.batchSize());
    table.v.reserve(total);
    std::vector<Coalition> coalitions;
    while (table.v.size() < total) {
        const std::size_t begin = table.v.size();
        if (progress && !progress(begin, total)) {
            throw Cancelled();
        }
        coalitions.resize(std::min(step, total - begin));
        std::iota(coalitions.begin(), coalitions.end(), static_cast<Coalition>(begin));
        append(table, run.logits(coalitions), target, function);
    }
}

ValueTable fillValueTable(MaskedRun& run, int target, const ValueFunction& function,
                          const Progress& progress)
{
    ValueTable table;
    continueValueTable(table, run, target, function, progress);
    return table;
}

ExactLogits exactLogits(MaskedRun& run)
{
    ExactLogits exact{.coalitions = exactCoalitions(run.partCount()), .logits = {}};
    try {
        exact.logits = run.exactLogits(exact.coalitions);
    } catch (const DeviceError&) {
        return {}; // some scripts only work in single precision
    }
    return exact;
}

std::optional<NumericalNoise> numericalNoise(const ValueTable& table, int target, ValueKind kind)
{
    if (target < 0 && table.logits.rows == 0) {
        return std::nullopt;
    }
    const ValueFunction function(kind, table.outputs);
    const auto count = static_cast<double>(table.exact.coalitions.size());
    double sum = 0.0;
    double squares = 0.0;
    NumericalNoise noise;
    for (std::size_t i = 0; i < table.exact.coalitions.size(); ++i) {
        const Coalition coalition = table.exact.coalitions[i];
        const double difference =
            (table.logits.rows > 0 ? valueOf(table.logits.row(coalition), target, function)
                                   : table.v[coalition]) -
            valueOf(table.exact.logits.row(i), target, function);
        sum += difference;
        squares += difference * difference;
        noise.bound = std::max(noise.bound, std::abs(difference));
    }
    if (count == 0.0 || !std::isfinite(squares)) {
        return std::nullopt;
    }
    const double mean = sum / count;
    noise.sigma = std::sqrt(std::max(0.0, squares / count - mean * mean));
    return noise;
}

std::vector<double> valuesOf(const Matrix<float>& outputs, int target,
                             const ValueFunction& function)
{
    std::vector<double> values(outputs.rows);
    for (std::size_t i = 0; i < outputs.rows; ++i) {
        values[i] = valueOf(outputs.row(i), target, function);
    }
    return values;
}

std::size_t flooredCount(const ValueTable& table, int target, ValueKind kind)
{
    std::size_t count = 0;
    for (std::size_t i = 0; i < table.logits.rows; ++i) {
        count += isFloored(table.logits.row(i), target, {kind, table.outputs}) ? 1 : 0;
    }
    return count;
}

std::string flooredText(std::size_t count, int partCount)
{
    return count == 0 ? ""
                      : std::to_string(count) + " of " + std::to_string(coalitionCount(partCount)) +
                            " maskings with a probability of 0, taken as 1.2e-38";
}

std::size_t nonFiniteCount(std::span<const double> v)
{
    return static_cast<std::size_t>(
        std::ranges::count_if(v, [](double value) { return !std::isfinite(value); }));
}

std::string nonFiniteText(std::size_t count, int partCount)
{
    return count == 0 ? ""
                      : std::to_string(count) + " of " + std::to_string(coalitionCount(partCount)) +
                            " maskings without a number";
}

int predictedClass(const ValueTable& table)
{
    return table.logits.rows == 0
               ? -1
               : predictedClass(table.logits.row(table.logits.rows - 1), table.outputs);
}

int predictedClass(std::span<const float> outputs, OutputKind kind)
{
    if (outputs.size() == 1) {
        return outputs[0] > (kind == OutputKind::IndependentProbabilities ? 0.5F : 0.0F) ? 1 : 0;
    }
    return static_cast<int>(std::ranges::max_element(outputs) - outputs.begin());
}

} // namespace palimpsest
