// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/models/networks/network_facts.h"

#include <vector>

namespace palimpsest {

/// Those that are not `asked` for, so that a guess is not stated as known.
NetworkFacts without(NetworkFacts facts, const std::vector<NetworkQuestion>& asked);

} // namespace palimpsest
