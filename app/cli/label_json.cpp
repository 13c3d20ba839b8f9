// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/label_json.h"

#include <nlohmann/json.hpp>

namespace palimpsest {

nlohmann::ordered_json toJson(const LabelTable& table)
{
    nlohmann::ordered_json labels = nlohmann::ordered_json::object();
    for (const auto& [label, name] : table) {
        labels[label] = name;
    }
    return labels;
}

} // namespace palimpsest
