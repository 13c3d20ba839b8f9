// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/models/readers/pickle_value.h"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace palimpsest {

// What a pickle holds of modules that were saved as a whole, of PyTorch or of TorchScript. Their
// objects are inert: nothing of their classes is run.

/// The value of a dict under a key; none where it has none.
std::optional<PickleId> valueOf(const PickleGraph& graph, const PickleValue& dict,
                                std::string_view key);

/// Whether a value is a module with parameters or modules of its own.
bool isModule(const PickleGraph& graph, const PickleValue& value);

/// Names and what bears them.
using NamedValues = std::vector<std::pair<std::string, PickleId>>;

/// Keys and values of a dict, or what the state dict of a module would hold. Throws BadFile when
/// modules hold one another in circles.
NamedValues entriesOf(const PickleGraph& graph, const PickleValue& place,
                      const std::filesystem::path& source);

} // namespace palimpsest
