// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/interactions/transforms.h"

#include "core/base/error.h"
#include "core/interactions/vectorised.h"

#include <bit>
#include <cstddef>

namespace palimpsest {

namespace {

// Every element is the same expression as in the plain butterfly, bits in ascending order; only
// when it is evaluated differs: up to three bits within registers, blocks within the cache.

using Four [[gnu::vector_size(32)]] = double;
using FourAnywhere [[gnu::vector_size(32), gnu::aligned(8), gnu::may_alias]] = double;

struct Add
{
    static constexpr double kNothing = -0.0; ///< x + kNothing has the bits of every x

    template<typename T>
    [[gnu::always_inline]] static void apply(T& to, const T& from)
    {
        to += from;
    }
};

struct Subtract
{
    static constexpr double kNothing = 0.0;

    template<typename T>
    [[gnu::always_inline]] static void apply(T& to, const T& from)
    {
        to -= from;
    }
};

/// One butterfly: from the sets without a bit to those with it, or the other way.
template<typename Operation, bool upwards>
struct Butterfly
{
    template<typename T>
    [[gnu::always_inline]] static void step(T& without, T& with)
    {
        if constexpr (upwards) {
            Operation::apply(with, without);
        } else {
            Operation::apply(without, with);
        }
    }

    /// Bits 0 and 1 of four neighbours.
    [[gnu::always_inline]] static void twoBits(Four& a)
    {
        constexpr double none = Operation::kNothing;
        const Four nothing = {none, none, none, none};
        if constexpr (upwards) {
            Operation::apply(a, __builtin_shufflevector(a, nothing, 4, 0, 6, 2));
            Operation::apply(a, __builtin_shufflevector(a, nothing, 4, 5, 0, 1));
        } else {
            Operation::apply(a, __builtin_shufflevector(a, nothing, 1, 4, 3, 6));
            Operation::apply(a, __builtin_shufflevector(a, nothing, 2, 3, 6, 7));
        }
    }
};

/// Bits 0, 1 and 2 of eight neighbours.
template<typename Kind>
[[gnu::always_inline]] inline void threeLowBits(double* a)
{
    Four without = *reinterpret_cast<FourAnywhere*>(a);
    Four with = *reinterpret_cast<FourAnywhere*>(a + 4);
    Kind::twoBits(without);
    Kind::twoBits(with);
    Kind::step(without, with);
    *reinterpret_cast<FourAnywhere*>(a) = without;
    *reinterpret_cast<FourAnywhere*>(a + 4) = with;
}

/// The bit that 2·`stride` elements have as their highest.
template<typename Kind>
[[gnu::always_inline]] inline void oneBit(double* a, std::size_t stride)
{
    double* b = a + stride;
#pragma GCC ivdep
    for (std::size_t k = 0; k < stride; ++k) {
        Kind::step(a[k], b[k]);
    }
}

/// The two highest bits of 4·`stride` elements.
template<typename Kind>
[[gnu::always_inline]] inline void twoBits(double* a, std::size_t stride)
{
    double* b = a + stride;
    double* c = b + stride;
    double* d = c + stride;
#pragma GCC ivdep
    for (std::size_t k = 0; k < stride; ++k) {
        double none = a[k];
        double low = b[k];
        double high = c[k];
        double both = d[k];
        Kind::step(none, low);
        Kind::step(high, both);
        Kind::step(none, high);
        Kind::step(low, both);
        a[k] = none;
        b[k] = low;
        c[k] = high;
        d[k] = both;
    }
}

/// What fits the first level of the cache: 2^12 numbers are 32 KiB.
constexpr std::size_t kBlock = std::size_t{1} << 12;

/// All bits of 8 to kBlock elements.
template<typename Kind>
PALIMPSEST_VECTORISED void transformBlock(double* a, std::size_t size)
{
    for (std::size_t k = 0; k < size; k += 8) {
        threeLowBits<Kind>(a + k);
    }
    std::size_t bit = 8;
    for (; 4 * bit <= size; bit *= 4) {
        for (std::size_t k = 0; k < size; k += 4 * bit) {
            twoBits<Kind>(a + k, bit);
        }
    }
    if (bit < size) {
        oneBit<Kind>(a, bit);
    }
}

template<typename Kind>
PALIMPSEST_VECTORISED void transformTop(double* a, std::size_t size)
{
    twoBits<Kind>(a, size / 4);
}

template<typename Kind>
void transformLarge(double* a, std::size_t size)
{
    if (size <= kBlock) {
        transformBlock<Kind>(a, size);
        return;
    }
    for (std::size_t quarter = 0; quarter < 4; ++quarter) {
        transformLarge<Kind>(a + quarter * (size / 4), size / 4);
    }
    transformTop<Kind>(a, size);
}

template<typename Kind>
void transform(std::span<double> a)
{
    if (!std::has_single_bit(a.size())) {
        throw BadInput("A table over coalitions needs 2^n entries, not " +
                       std::to_string(a.size()) + ".");
    }
    if (a.size() >= 8) {
        transformLarge<Kind>(a.data(), a.size());
        return;
    }
    for (std::size_t bit = 1; bit < a.size(); bit *= 2) {
        for (std::size_t k = 0; k < a.size(); k += 2 * bit) {
            oneBit<Kind>(a.data() + k, bit);
        }
    }
}

} // namespace

void moebius(std::span<double> a)
{
    transform<Butterfly<Subtract, true>>(a);
}

void zeta(std::span<double> a)
{
    transform<Butterfly<Add, true>>(a);
}

void moebiusAdjoint(std::span<double> a)
{
    transform<Butterfly<Subtract, false>>(a);
}

void zetaAdjoint(std::span<double> a)
{
    transform<Butterfly<Add, false>>(a);
}

} // namespace palimpsest
