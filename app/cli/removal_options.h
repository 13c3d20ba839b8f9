// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/cli/removal_commands.h"

namespace CLI {
class App;
}

namespace palimpsest {

// The options of commands that rename and remove.

void addOptions(CLI::App& app, RenameCommand& command);
void addOptions(CLI::App& app, RemoveCommand& command);
void addOptions(CLI::App& app, BinCommand& command);

} // namespace palimpsest
