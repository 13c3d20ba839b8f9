// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/models/readers/pickle_value.h"

#include <filesystem>

namespace palimpsest {

// What the calls of a pickle come to. `source` names the file in messages; all throw BadFile.

/// The name "module.name", unless a checkpoint has no reason for it.
PickleValue namedValue(PickleGraph& graph, const std::string& name,
                       const std::filesystem::path& source);

/// The result of calling `callee` with the tuple `arguments`.
PickleValue calledValue(PickleGraph& graph, PickleId callee, PickleId arguments,
                        const std::filesystem::path& source);

/// A new object of the class `type`: a dict, or an inert value.
PickleValue newObject(PickleGraph& graph, PickleId type, const std::filesystem::path& source);

/// What the persistent id `id` stands for: numbers outside the pickle, or a class whose source text
/// stands beside it.
PickleValue persistentValue(PickleGraph& graph, PickleId id, const std::filesystem::path& source);

/// Throws BadFile: the pickle is broken.
[[noreturn]] void refusePickle(const std::filesystem::path& source, const std::string& why);

} // namespace palimpsest
