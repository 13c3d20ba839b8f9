// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/models/networks/network_facts.h"

#include <nlohmann/json_fwd.hpp>

namespace palimpsest {

/// What a config.json of Hugging Face or timm says. Throws BadFile when an entry is of another type
/// than it should be.
NetworkFacts factsInConfig(const nlohmann::json& config);

/// Name of the fact that an entry of config.json tells; empty for others.
std::string factOfEntry(const std::string& key);

/// As study.json keeps them. The second throws BadInput.
nlohmann::ordered_json toJson(const NetworkFacts& facts);
NetworkFacts networkFactsFromJson(const nlohmann::ordered_json& value);

} // namespace palimpsest
