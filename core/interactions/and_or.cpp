// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/interactions/and_or.h"

#include "core/base/error.h"
#include "core/interactions/primal_dual.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <functional>
#include <string>
#include <utility>

namespace palimpsest {

namespace {

void checkTables(std::span<const std::vector<double>> tables)
{
    for (std::size_t i = 0; i < tables.size(); ++i) {
        const std::vector<double>& table = tables[i];
        if (!std::has_single_bit(table.size())) {
            throw BadInput("A table over coalitions needs 2^n entries, not " +
                           std::to_string(table.size()) + ".");
        }
        if (table.size() != tables.front().size()) {
            throw BadInput("Value tables of " + std::to_string(tables.front().size()) + " and of " +
                           std::to_string(table.size()) +
                           " entries cannot be split together; they must be of the same parts.");
        }
        const bool finite = std::ranges::all_of(
            table, [&](double value) { return std::isfinite(value - table.front()); });
        if (!finite) {
            throw BadInput("Value table " + std::to_string(i + 1) + " of " +
                           std::to_string(tables.size()) +
                           " holds values that are not finite. Leave it out of the split.");
        }
    }
}

void checkKappas(std::span<const double> kappas, std::size_t tables)
{
    if (kappas.size() != tables) {
        throw BadInput("Splitting " + std::to_string(tables) +
                       " value tables needs as many bounds of the residual, not " +
                       std::to_string(kappas.size()) + ".");
    }
    if (!std::ranges::all_of(kappas, [](double k) { return std::isfinite(k) && k >= 0.0; })) {
        throw BadInput("Bounds of the residual must be finite and not below 0.");
    }
}

/// v − v(∅) of every table.
std::vector<std::vector<double>> centred(std::span<const std::vector<double>> tables)
{
    std::vector<std::vector<double>> result(tables.begin(), tables.end());
    for (std::vector<double>& table : result) {
        const double none = table.front();
        for (double& value : table) {
            value -= none;
        }
    }
    return result;
}

/// The power of two just above the largest |value|: dividing by it loses no bit. 0 where all are 0.
double magnitude(std::span<const std::vector<double>> tables)
{
    double largest = 0.0;
    for (const std::vector<double>& table : tables) {
        for (const double value : table) {
            largest = std::max(largest, std::abs(value));
        }
    }
    int exponent = 0;
    std::frexp(largest, &exponent);
    return largest > 0.0 ? std::ldexp(1.0, exponent) : 0.0;
}

void divide(std::span<double> values, double divisor)
{
    for (double& value : values) {
        value /= divisor;
    }
}

/// Counts work and calls `progress` every few milliseconds of it, however large a step is.
class Pulse
{
public:
    Pulse(const Progress& progress, const std::size_t& steps, std::size_t maxSteps)
        : m_progress(progress), m_steps(steps), m_maxSteps(maxSteps)
    {
    }

    void operator()(std::size_t numbers)
    {
        constexpr std::size_t kNumbersPerReport = std::size_t{1} << 20;
        m_numbers += numbers;
        if (m_numbers >= kNumbersPerReport) {
            m_numbers = 0;
            report();
        }
    }

    void report() const
    {
        if (m_progress && !m_progress(m_steps, m_maxSteps)) {
            throw Cancelled();
        }
    }

private:
    const Progress& m_progress;
    const std::size_t& m_steps;
    std::size_t m_maxSteps;
    std::size_t m_numbers = 0;
};

/// 2^n AND, then 2^n OR interactions. "All of {i}" and "any of {i}" are one function: it counts as
/// AND.
Interactions joined(std::vector<double> ands, std::vector<double> ors, double scale)
{
    for (std::size_t part = 1; part < ands.size(); part *= 2) {
        ands[part] += std::exchange(ors[part], 0.0);
    }
    Interactions result{.patterns = PatternSet::all(std::countr_zero(ands.size()), true),
                        .values = std::move(ands)};
    result.values.insert(result.values.end(), ors.begin(), ors.end());
    return scaled(std::move(result), scale);
}

/// (primal − dual) / primal. What is left of `start`, the sum that explains everything without a
/// split, may be nothing but rounding.
double relativeGap(const SplitBounds& bounds, double start)
{
    constexpr double kNothing = 1e-6;
    return (bounds.primal - bounds.dual) / std::max(bounds.primal, kNothing * start);
}

double defaultTolerance(std::span<const double> kappas)
{
    const bool residual = std::ranges::any_of(kappas, [](double kappa) { return kappa > 0.0; });
    return residual ? 1e-2 : 1e-4;
}

} // namespace

AndOrSplit splitAndOr(std::span<const std::vector<double>> tables, std::span<const double> kappas,
                      const AndOrLimits& limits, const Progress& progress)
{
    checkTables(tables);
    checkKappas(kappas, tables.size());
    AndOrSplit result{.converged = true};
    Pulse pulse(progress, result.steps, limits.maxSteps);
    pulse.report();
    std::vector<std::vector<double>> values = centred(tables);
    const double scale = magnitude(values);
    if (scale == 0.0) {
        for (const std::vector<double>& table : tables) {
            result.models.push_back({PatternSet::all(std::countr_zero(table.size()), true),
                                     std::vector<double>(2 * table.size())});
        }
        return result;
    }
    std::ranges::for_each(values, [scale](std::vector<double>& table) { divide(table, scale); });
    std::vector<double> bounds(kappas.begin(), kappas.end());
    divide(bounds, scale);

    const double tolerance = limits.tolerance > 0.0 ? limits.tolerance : defaultTolerance(kappas);
    PrimalDual method(values, bounds, std::ref(pulse));
    const double start = method.bounds().primal;
    constexpr std::size_t kStepsPerCheck = 50;
    for (result.gap = 1.0; result.gap > tolerance && result.steps < limits.maxSteps;) {
        method.advance();
        ++result.steps;
        if (result.steps % kStepsPerCheck == 0 || result.steps == limits.maxSteps) {
            result.gap = relativeGap(method.bounds(), start);
        }
    }
    result.converged = result.gap <= tolerance;
    for (std::size_t model = 0; model < tables.size(); ++model) {
        result.models.push_back(joined(method.ands(model), method.ors(model), scale));
    }
    return result;
}

std::vector<double> residualBounds(std::span<const std::vector<double>> tables, double share)
{
    std::vector<double> bounds;
    for (const std::vector<double>& table : tables) {
        bounds.push_back(share * std::abs(table.back() - table.front()));
    }
    return bounds;
}

} // namespace palimpsest
