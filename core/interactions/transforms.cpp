// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/interactions/transforms.h"

#include "core/base/error.h"

#include <bit>
#include <cstddef>

namespace palimpsest {

namespace {

/// Calls `step(a[k], a[k with bit i])` for every bit i and every k without it.
template<typename Step>
void butterfly(std::span<double> a, Step step)
{
    if (!std::has_single_bit(a.size())) {
        throw BadInput("A table over coalitions needs 2^n entries, not " +
                       std::to_string(a.size()) + ".");
    }
    for (std::size_t bit = 1; bit < a.size(); bit <<= 1) {
        for (std::size_t block = 0; block < a.size(); block += 2 * bit) {
            for (std::size_t k = block; k < block + bit; ++k) {
                step(a[k], a[k + bit]);
            }
        }
    }
}

} // namespace

void moebius(std::span<double> a)
{
    butterfly(a, [](double& without, double& with) { with -= without; });
}

void zeta(std::span<double> a)
{
    butterfly(a, [](double& without, double& with) { with += without; });
}

void moebiusAdjoint(std::span<double> a)
{
    butterfly(a, [](double& without, double& with) { without -= with; });
}

} // namespace palimpsest
