// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <array>

namespace palimpsest {

/// The kinds of figures, as the command line names them, which knows no drawing. They are described
/// in widgets/plots/figure_catalogue, which does not compile without each of them in this order.
inline constexpr std::array kFigureNames = {"knowledge", "orders",   "signed", "likeness",
                                            "ratio",     "accuracy", "overlay"};

} // namespace palimpsest
