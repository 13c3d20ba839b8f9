// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstddef>
#include <functional>

namespace palimpsest {

/// Called between steps of long work with how much is done; returns false to stop, upon which the
/// work throws Cancelled. An empty function means: run to the end.
using Progress = std::function<bool(std::size_t done, std::size_t total)>;

} // namespace palimpsest
