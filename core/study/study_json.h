// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/study/study.h"

#include <nlohmann/json_fwd.hpp>

#include <filesystem>

namespace palimpsest {

/// The study that study.json says, which stands at `file`; checks what readStudy() promises. Throws
/// BadFile.
Study studyFromJson(const nlohmann::ordered_json& root, const std::filesystem::path& file);

/// What studyFromJson() reads back, in the lowest format that says everything.
nlohmann::ordered_json toJson(const Study& study);

} // namespace palimpsest
