// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/cli/report_commands.h"

namespace CLI {
class App;
}

namespace palimpsest {

// Options of the commands that decide a study's numbers and give them out.

void addOptions(CLI::App& app, SetCommand& command);
void addOptions(CLI::App& app, AnalyseCommand& command);
void addOptions(CLI::App& app, FigureCommand& command);
void addOptions(CLI::App& app, ExportCommand& command);

} // namespace palimpsest
