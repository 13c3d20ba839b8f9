// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/parts/label_map.h"

#include <algorithm>
#include <array>
#include <limits>

namespace palimpsest {

std::optional<std::vector<int>> coarsening(const LabelMap& from, const LabelMap& to)
{
    constexpr int kUnseen = -2;
    if (from.width != to.width || from.height != to.height) {
        return std::nullopt;
    }
    std::array<int, std::numeric_limits<std::uint8_t>::max() + 1> partOf{};
    partOf.fill(kUnseen);
    partOf[0] = -1; // the background stays background
    for (std::size_t pixel = 0; pixel < from.labels.size(); ++pixel) {
        int& part = partOf[from.labels[pixel]];
        const int here = to.labels[pixel] - 1;
        if (part == kUnseen) {
            part = here;
        } else if (part != here) {
            return std::nullopt;
        }
    }
    std::vector<int> result;
    result.reserve(static_cast<std::size_t>(from.partCount()));
    for (int i = 0; i < from.partCount(); ++i) {
        // What has no pixel is background wherever it goes.
        result.push_back(std::max(partOf[static_cast<std::size_t>(i) + 1], -1));
    }
    return result;
}

} // namespace palimpsest
