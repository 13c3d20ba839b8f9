// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/models/network_facts.h"

#include <filesystem>

namespace palimpsest {

/// What the report of a probe beside a checkpoint, or in its folder, tells of its network; nothing
/// where there is no report or it says nothing.
NetworkFacts factsOfProbe(const std::filesystem::path& checkpoint);

} // namespace palimpsest
