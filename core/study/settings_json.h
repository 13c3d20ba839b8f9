// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/study/study.h"

#include <nlohmann/json_fwd.hpp>

namespace palimpsest {

/// The "settings" of study.json, for a study whose classes and preprocessing are read already. What
/// came later than format 1 may be absent. Throws BadInput with half a sentence that names the
/// entry, or a json::exception.
StudySettings settingsFromJson(const nlohmann::ordered_json& value, const Study& study);

/// Whether an older program, which reads format 1, would overlook something in the settings and
/// compute other numbers. Kinds of baseline and value it does not know it refuses by itself.
bool needFormat2(const StudySettings& settings);

/// What settingsFromJson reads back; what format 1 did not have only where it is needed.
nlohmann::ordered_json toJson(const StudySettings& settings, const Study& study);

} // namespace palimpsest
