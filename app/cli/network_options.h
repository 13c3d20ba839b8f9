// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/models/architectures/architecture.h"

#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace palimpsest {

/// Options for what the tensors of a network do not tell.
void addNetworkOptions(CLI::App& app, NetworkFacts& facts);

/// "Say it with --heads, one of 2, 4, 8."
std::string hintFor(const NetworkQuestion& question);

/// The option for a fact: "--heads".
std::string optionFor(const std::string& fact);

/// Throws BadInput, naming candidates and option, while a question on the network is open.
void requireAnswers(const Architecture& architecture);

/// What was assumed or is unusual of a network, sentences.
std::vector<std::string> remarksOn(const Architecture& architecture);

/// Prints these on standard error.
void printRemarks(const Architecture& architecture);

} // namespace palimpsest
