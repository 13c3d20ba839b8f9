// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/samples/preprocessing.h"

#include <nlohmann/json_fwd.hpp>

namespace palimpsest {

/// The "preprocessing" of study.json, and of other files that say what a model was shown.
nlohmann::ordered_json toJson(const Preprocessing& preprocessing);

} // namespace palimpsest
