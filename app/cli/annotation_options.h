// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/cli/annotation_commands.h"

namespace CLI {
class App;
}

namespace palimpsest {

// The options of commands for parts.

void addOptions(CLI::App& app, ImportPartsCommand& command);
void addOptions(CLI::App& app, ExportPartsCommand& command);
void addOptions(CLI::App& app, PartSetsCommand& command);

} // namespace palimpsest
