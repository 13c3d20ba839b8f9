// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstddef>
#include <vector>

namespace palimpsest {

/// Which of the rising `epochs` are named on an axis with `pixelsPerEpoch`: all where names
/// `nameWidth` pixels wide have room, else those at multiples of the smallest round step that
/// gives them room, else whichever has room after the one before.
std::vector<bool> namedEpochs(const std::vector<int>& epochs, double pixelsPerEpoch,
                              double nameWidth);

/// Index of the one of the rising `epochs` (at least one) that is nearest to `position`.
std::size_t nearestEpoch(const std::vector<int>& epochs, double position);

} // namespace palimpsest
