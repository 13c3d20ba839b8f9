// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/interactions/interactions.h"

#include "core/interactions/transforms.h"

#include <bit>

namespace palimpsest {

Interactions andInteractions(std::span<const double> v)
{
    Interactions result{.partCount = std::countr_zero(v.size()), .values = {v.begin(), v.end()}};
    moebius(result.values);
    result.values[0] = 0.0; // subtracting the constant v(∅) changes I(∅) alone
    return result;
}

Interactions scaled(Interactions interactions, double factor)
{
    for (double& value : interactions.values) {
        value *= factor;
    }
    return interactions;
}

} // namespace palimpsest
