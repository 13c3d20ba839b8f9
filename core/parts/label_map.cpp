// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/parts/label_map.h"

#include "core/base/sha256.h"

#include <algorithm>
#include <string_view>
#include <utility>

namespace palimpsest {

LabelMap withBackgroundPart(LabelMap map, const std::vector<bool>& isBackground)
{
    Part background{.name = "background", .pixels = 0};
    for (int i = 2; std::ranges::find(map.parts, background.name, &Part::name) != map.parts.end();
         ++i) {
        background.name = "background " + std::to_string(i);
    }
    for (std::size_t i = 0; i < map.labels.size(); ++i) {
        if (map.labels[i] == 0 && (isBackground.empty() || isBackground[i])) {
            map.labels[i] = static_cast<std::uint8_t>(map.parts.size() + 1);
            ++background.pixels;
        }
    }
    if (background.pixels > 0) {
        map.parts.push_back(std::move(background));
    }
    return map;
}

std::vector<std::string> partsThatLostAll(const LabelMap& before, const LabelMap& after)
{
    std::vector<std::string> names;
    for (const Part& part : after.parts) {
        const auto was = std::ranges::find(before.parts, part.name, &Part::name);
        if (part.pixels == 0 && was != before.parts.end() && was->pixels > 0) {
            names.push_back(part.name);
        }
    }
    return names;
}

std::string sha256(const LabelMap& map)
{
    std::string bytes = std::to_string(map.width) + "x" + std::to_string(map.height) + "/" +
                        std::to_string(map.partCount()) + "\n";
    bytes.append(reinterpret_cast<const char*>(map.labels.data()), map.labels.size());
    return sha256(std::string_view(bytes));
}

} // namespace palimpsest
