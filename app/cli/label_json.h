// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/setup/class_match.h"

#include <nlohmann/json_fwd.hpp>

namespace palimpsest {

/// What labels were taken for, as reports have it: {"1": "cat", …}.
nlohmann::ordered_json toJson(const LabelTable& table);

} // namespace palimpsest
