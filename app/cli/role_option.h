// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/study/study.h"

#include <map>
#include <optional>
#include <string>

namespace CLI {
class App;
}

namespace palimpsest {

// What a run is in the comparison, on the command line.

/// Adds --role pretrained|finetuned|scratch|other, of one run.
void addRoleOption(CLI::App& app, std::optional<Role>& role, const std::string& description);

/// Adds --role RUN=ROLE,…, of runs that a study has.
void addRolesOption(CLI::App& app, std::map<std::string, Role>& roles);

} // namespace palimpsest
