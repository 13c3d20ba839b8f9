// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/study/study.h"

#include <map>

namespace palimpsest {

/// Whether values of `a` hold in `b` too, so that only what is computed from them changes. Outputs
/// that `a` does not tell, but which are `known` all the same, may be told in `b`.
bool haveSameValues(Study a, const Study& b, const std::map<CheckpointIndex, OutputKind>& known);

} // namespace palimpsest
