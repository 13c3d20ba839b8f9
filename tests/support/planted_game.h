// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/coalition.h"
#include "core/interactions/transforms.h"

#include <algorithm>
#include <numeric>
#include <random>
#include <set>
#include <vector>

namespace palimpsest {

/// Interactions that a value table is made of, 2^n AND and then 2^n OR ones, index = pattern.
struct PlantedGame
{
    int partCount = 0;
    std::vector<double> interactions;

    /// v(T) = Σ_{S⊆T} I_and(S) + Σ_{S∩T≠∅} I_or(S).
    std::vector<double> table() const
    {
        const std::size_t size = coalitionCount(partCount);
        const auto half = interactions.begin() + static_cast<std::ptrdiff_t>(size);
        std::vector<double> v(interactions.begin(), half);
        std::vector<double> ors(half, interactions.end());
        zeta(v);
        zeta(ors); // of T: those S ⊆ T
        for (std::size_t coalition = 0; coalition < size; ++coalition) {
            v[coalition] += ors.back() - ors[size - 1 - coalition];
        }
        return v;
    }
};

/// Draws patterns that it has not drawn before, of orders 2…n with equal probability.
class PatternDraw
{
public:
    PatternDraw(int partCount, std::mt19937& random) : m_partCount(partCount), m_random(random) {}

    std::size_t operator()()
    {
        std::vector<int> parts(static_cast<std::size_t>(m_partCount));
        std::iota(parts.begin(), parts.end(), 0);
        while (true) {
            const std::size_t order = 2 + m_random() % static_cast<std::uint32_t>(m_partCount - 1);
            std::shuffle(parts.begin(), parts.end(), m_random);
            std::size_t pattern = 0;
            for (std::size_t i = 0; i < order; ++i) {
                pattern |= std::size_t{1} << parts[i];
            }
            if (m_drawn.insert(pattern).second) {
                return pattern;
            }
        }
    }

private:
    int m_partCount;
    std::mt19937& m_random;
    std::set<std::size_t> m_drawn;
};

/// A weight of magnitude 0.5 to 2 and random sign.
inline double randomWeight(std::mt19937& random)
{
    const double magnitude = std::uniform_real_distribution<double>(0.5, 2.0)(random);
    return random() % 2 == 0 ? magnitude : -magnitude;
}

/// Six AND and six OR patterns, all different, of orders 2…n.
inline PlantedGame plantedGame(int partCount, std::uint32_t seed)
{
    std::mt19937 random(seed);
    PatternDraw draw(partCount, random);
    const std::size_t size = coalitionCount(partCount);
    PlantedGame game{.partCount = partCount, .interactions = std::vector<double>(2 * size)};
    for (int i = 0; i < 6; ++i) {
        game.interactions[draw()] = randomWeight(random);
        game.interactions[size + draw()] = randomWeight(random);
    }
    return game;
}

/// `table` with normally distributed noise of standard deviation `sigma` on every value.
inline std::vector<double> withNoise(std::vector<double> table, double sigma, std::uint32_t seed)
{
    std::mt19937 random(seed);
    std::normal_distribution<double> noise(0.0, sigma);
    for (double& value : table) {
        value += noise(random);
    }
    return table;
}

} // namespace palimpsest
