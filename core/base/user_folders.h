// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <filesystem>

namespace palimpsest {

// Where this user's programs keep what is theirs, as the XDG Base Directory Specification says. A
// variable with a relative path counts as unset: it would lead into whatever folder one stands in,
// such as a study from others. Empty where the user has no home.

/// What is remembered between runs: $XDG_STATE_HOME/palimpsest, in ~/.local/state by default.
std::filesystem::path stateFolder();

/// What can be made again: $XDG_CACHE_HOME/palimpsest, in ~/.cache by default.
std::filesystem::path cacheFolder();

} // namespace palimpsest
