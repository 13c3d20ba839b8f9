// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/listed_names.h"

#include <algorithm>

namespace palimpsest {

std::string listedNames(const std::vector<std::string>& names)
{
    constexpr std::size_t kMost = 5;
    std::string text;
    for (std::size_t i = 0; i < std::min(names.size(), kMost); ++i) {
        text += (i == 0 ? "\"" : ", \"") + names[i] + "\"";
    }
    return names.size() <= kMost ? text
                                 : text + " and " + std::to_string(names.size() - kMost) + " more";
}

} // namespace palimpsest
