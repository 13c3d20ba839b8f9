// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/samples/preprocessing.h"

#include <nlohmann/json_fwd.hpp>

namespace palimpsest {

/// The "preprocessing" of study.json, and of other files that say what a model was shown.
nlohmann::ordered_json toJson(const Preprocessing& preprocessing);

/// The reverse. Throws BadInput with half a sentence that says what is wanted, and what nlohmann's
/// library throws where entries are missing or of other types.
Preprocessing preprocessingFromJson(const nlohmann::ordered_json& value);

} // namespace palimpsest
