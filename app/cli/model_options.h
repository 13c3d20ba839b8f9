// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/cli/model_commands.h"

namespace CLI {
class App;
}

namespace palimpsest {

// Options of the commands that take a model by itself.

void addOptions(CLI::App& app, ProbeCommand& command);
void addOptions(CLI::App& app, LogitsCommand& command);

/// How pictures are prepared.
void addPictureOptions(CLI::App& app, PictureOptions& options);

} // namespace palimpsest
