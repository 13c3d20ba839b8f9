// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstdint>

namespace palimpsest {

/// Permutation nulls: the second model of each comparison has its parts renamed at random within
/// each sample.
struct NullSettings
{
    int draws = 200;
    std::uint32_t seed = 1;

    bool operator==(const NullSettings&) const = default;
};

/// The most draws that can be asked for.
inline constexpr int kMostNullDraws = 100'000;

} // namespace palimpsest
