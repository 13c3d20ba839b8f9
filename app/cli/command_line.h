// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

namespace palimpsest {

/// palimpsest-cli: parses the command line and runs one command. Data go to standard output,
/// messages to standard error. Never prompts, never throws.
int runCommandLine(int argc, char** argv);

} // namespace palimpsest
