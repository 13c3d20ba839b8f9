// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/models/architectures/architecture.h"

#include <filesystem>
#include <optional>
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

/// Throws BadInput where options tell what a network with the facts `used` is built without;
/// `what` it is, for the message.
void requireUsed(const NetworkFacts& options, const NetworkFacts& used, const std::string& what);

/// What weights that need no template are, by options and else by what their file or `otherwise`
/// tells; nothing for TorchScript and unknown ones. Prints warnings, and remarks where
/// `isTalkative`. Throws as requireUsed, requireAnswers and readNetwork do.
std::optional<Architecture> networkIn(const std::filesystem::path& model,
                                      const std::filesystem::path& modelTemplate,
                                      const NetworkFacts& options, const NetworkFacts& otherwise,
                                      bool isTalkative);

/// What the study in whose folder a checkpoint lies says of it; nothing where there is none. Throws
/// as readStudy does.
NetworkFacts factsInStudy(const std::filesystem::path& checkpoint);

/// Prints the remarks on a network on standard error.
void printRemarks(const Architecture& architecture);

} // namespace palimpsest
