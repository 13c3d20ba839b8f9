// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/models/architectures/architecture.h"

#include <string>

namespace CLI {
class App;
}

namespace palimpsest {

/// Options for what the tensors of a network do not tell.
void addNetworkOptions(CLI::App& app, NetworkFacts& facts);

/// "Say it with --heads, one of 2, 4, 8."
std::string hintFor(const NetworkQuestion& question);

/// Throws BadInput, naming candidates and option, while a question on the network is open.
void requireAnswers(const Architecture& architecture);

/// Prints what was assumed or is unusual of a network on standard error.
void printNotes(const Architecture& architecture);

} // namespace palimpsest
