// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstddef>

namespace palimpsest::loops {

// What PrimalDual does over the patterns of one model. No two arrays of a call overlap.

/// next ← at − step·gradient; its square is added to `squares`.
void descend(double* next, const double* at, const double* step, const double* gradient,
             double* squares, std::size_t size);

/// Squared norms become the factors max(0, 1 − step/norm) that shrink by `step`.
void shrinkingFactors(double* norms, const double* step, std::size_t size);

/// Squared norms become the factors 1/max(1, norm) that project onto the unit ball.
void projectingFactors(double* norms, std::size_t size);

void multiply(double* values, const double* factors, std::size_t size);

/// beyond ← 2·next − at
void extrapolate(double* beyond, const double* next, const double* at, std::size_t size);

/// next ← at + step·gradient, clipped to ±bound.
void ascendWithin(double* next, const double* at, const double* step, const double* gradient,
                  double bound, std::size_t size);

void subtract(double* from, const double* values, std::size_t size);

/// next ← at + step·(sums − u); its square is added to `squares`.
void ascend(double* next, const double* at, const double* step, const double* sums, const double* u,
            double* squares, std::size_t size);

void addSquares(double* squares, const double* values, std::size_t size);

/// at ← share·(2·next − at) + (1 − share)·anchor
void reflectTowards(double* at, const double* next, const double* anchor, double share,
                    std::size_t size);

/// Σ weight·(p − q)²
double weightedDistance(const double* p, const double* q, const double* weights, std::size_t size);

double innerProduct(const double* p, const double* q, std::size_t size);

double sumOfMagnitudes(const double* values, std::size_t size);

double sumOfRoots(const double* values, std::size_t size);

} // namespace palimpsest::loops
