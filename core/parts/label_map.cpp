// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/parts/label_map.h"

#include "core/base/sha256.h"

#include <string_view>

namespace palimpsest {

std::string sha256(const LabelMap& map)
{
    std::string bytes = std::to_string(map.width) + "x" + std::to_string(map.height) + "/" +
                        std::to_string(map.partCount()) + "\n";
    bytes.append(reinterpret_cast<const char*>(map.labels.data()), map.labels.size());
    return sha256(std::string_view(bytes));
}

} // namespace palimpsest
