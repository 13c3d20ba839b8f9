// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/cli/setup_commands.h"

namespace CLI {
class App;
}

namespace palimpsest {

// Options of the commands that make a study from files.

/// The folder that most commands begin with.
void addStudy(CLI::App& app, std::filesystem::path& study);

void addOptions(CLI::App& app, NewCommand& command);
void addOptions(CLI::App& app, AddSamplesCommand& command);
void addOptions(CLI::App& app, AddCheckpointsCommand& command);
void addOptions(CLI::App& app, AccuracyCommand& command);
void addOptions(CLI::App& app, LocateCommand& command);

} // namespace palimpsest
