// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/interactions/split_loops.h"

#include "core/interactions/vectorised.h"

#include <array>
#include <cmath>
#include <limits>

namespace palimpsest::loops {

namespace {

/// Σ term(s), in eight sums side by side: one after the other they would wait for each other.
template<typename Term>
[[gnu::always_inline]] inline double sumOf(std::size_t size, Term term)
{
    constexpr std::size_t kLanes = 8;
    std::array<double, kLanes> sums{};
    std::size_t s = 0;
    for (; s + kLanes <= size; s += kLanes) {
        for (std::size_t lane = 0; lane < kLanes; ++lane) {
            sums[lane] += term(s + lane);
        }
    }
    for (; s < size; ++s) {
        sums[0] += term(s);
    }
    return ((sums[0] + sums[1]) + (sums[2] + sums[3])) +
           ((sums[4] + sums[5]) + (sums[6] + sums[7]));
}

} // namespace

PALIMPSEST_VECTORISED void descend(double* next, const double* at, const double* step,
                                   const double* gradient, double* squares, std::size_t size)
{
#pragma GCC ivdep
    for (std::size_t s = 0; s < size; ++s) {
        const double value = at[s] - step[s] * gradient[s];
        next[s] = value;
        squares[s] += value * value;
    }
}

PALIMPSEST_VECTORISED void shrinkingFactors(double* norms, const double* step, std::size_t size)
{
    constexpr double kTiny = std::numeric_limits<double>::min();
#pragma GCC ivdep
    for (std::size_t s = 0; s < size; ++s) {
        const double factor = 1.0 - step[s] / std::sqrt(norms[s] > kTiny ? norms[s] : kTiny);
        norms[s] = factor > 0.0 ? factor : 0.0;
    }
}

PALIMPSEST_VECTORISED void projectingFactors(double* norms, std::size_t size)
{
#pragma GCC ivdep
    for (std::size_t s = 0; s < size; ++s) {
        norms[s] = 1.0 / std::sqrt(norms[s] > 1.0 ? norms[s] : 1.0);
    }
}

PALIMPSEST_VECTORISED void multiply(double* values, const double* factors, std::size_t size)
{
#pragma GCC ivdep
    for (std::size_t s = 0; s < size; ++s) {
        values[s] *= factors[s];
    }
}

PALIMPSEST_VECTORISED void extrapolate(double* beyond, const double* next, const double* at,
                                       std::size_t size)
{
#pragma GCC ivdep
    for (std::size_t s = 0; s < size; ++s) {
        beyond[s] = 2.0 * next[s] - at[s];
    }
}

PALIMPSEST_VECTORISED void ascendWithin(double* next, const double* at, const double* step,
                                        const double* gradient, double bound, std::size_t size)
{
#pragma GCC ivdep
    for (std::size_t s = 0; s < size; ++s) {
        const double value = at[s] + step[s] * gradient[s];
        const double low = value > -bound ? value : -bound;
        next[s] = low < bound ? low : bound;
    }
}

PALIMPSEST_VECTORISED void subtract(double* from, const double* values, std::size_t size)
{
#pragma GCC ivdep
    for (std::size_t s = 0; s < size; ++s) {
        from[s] -= values[s];
    }
}

PALIMPSEST_VECTORISED void ascend(double* next, const double* at, const double* step,
                                  const double* sums, const double* u, double* squares,
                                  std::size_t size)
{
#pragma GCC ivdep
    for (std::size_t s = 0; s < size; ++s) {
        const double value = at[s] + step[s] * (sums[s] - u[s]);
        next[s] = value;
        squares[s] += value * value;
    }
}

PALIMPSEST_VECTORISED void addSquares(double* squares, const double* values, std::size_t size)
{
#pragma GCC ivdep
    for (std::size_t s = 0; s < size; ++s) {
        squares[s] += values[s] * values[s];
    }
}

PALIMPSEST_VECTORISED void reflectTowards(double* at, const double* next, const double* anchor,
                                          double share, std::size_t size)
{
#pragma GCC ivdep
    for (std::size_t s = 0; s < size; ++s) {
        at[s] = share * (2.0 * next[s] - at[s]) + (1.0 - share) * anchor[s];
    }
}

PALIMPSEST_VECTORISED double weightedDistance(const double* p, const double* q,
                                              const double* weights, std::size_t size)
{
    return sumOf(size, [=](std::size_t s) { return (p[s] - q[s]) * (p[s] - q[s]) * weights[s]; });
}

PALIMPSEST_VECTORISED double innerProduct(const double* p, const double* q, std::size_t size)
{
    return sumOf(size, [=](std::size_t s) { return p[s] * q[s]; });
}

PALIMPSEST_VECTORISED double sumOfMagnitudes(const double* values, std::size_t size)
{
    return sumOf(size, [=](std::size_t s) { return std::abs(values[s]); });
}

PALIMPSEST_VECTORISED double sumOfRoots(const double* values, std::size_t size)
{
    return sumOf(size, [=](std::size_t s) { return std::sqrt(values[s]); });
}

} // namespace palimpsest::loops
