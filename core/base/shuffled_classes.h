// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace palimpsest {

/// Positions of the samples of each class, shuffled, so that the first few are a random draw.
/// Labels below 0 are of no class. One std::mt19937 for all, class by class: Fisher–Yates from the
/// last position down, with index = draw mod (position + 1).
std::vector<std::vector<std::size_t>> shuffledByClass(const std::vector<int>& labels,
                                                      std::size_t classes, std::uint32_t seed);

} // namespace palimpsest
