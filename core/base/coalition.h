// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>

namespace palimpsest {

/// A set of parts that stay visible: bit i is set when part i is present.
using Coalition = std::uint32_t;

/// Largest number of parts whose 2^n coalitions are all evaluated.
inline constexpr int kMaxParts = 20;

/// Number of parts from which on the user is asked before all coalitions are evaluated.
inline constexpr int kManyParts = 16;

/// Number of coalitions of `partCount` parts, 2^n.
constexpr std::size_t coalitionCount(int partCount)
{
    return std::size_t{1} << partCount;
}

/// The coalition in which every one of `partCount` parts is present.
constexpr Coalition fullCoalition(int partCount)
{
    return static_cast<Coalition>(coalitionCount(partCount) - 1);
}

/// |S|, the order of the pattern S.
constexpr int orderOf(Coalition pattern)
{
    return std::popcount(pattern);
}

} // namespace palimpsest
