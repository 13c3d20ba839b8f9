// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/models/networks/network.h"

#include <numeric>

namespace palimpsest {

std::size_t sizeOf(Numbers numbers)
{
    return numbers == Numbers::Float32 ? sizeof(float) : sizeof(double);
}

std::size_t BatchShape::bytes() const
{
    return std::accumulate(sizes.begin(), sizes.end(), sizeOf(numbers),
                           [](std::size_t product, std::int64_t size) {
                               return product * static_cast<std::size_t>(size);
                           });
}

} // namespace palimpsest
