// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/study/study.h"

namespace palimpsest {

/// Whether values of `a` hold in `b` too, so that only what is computed from them changes.
bool haveSameValues(Study a, const Study& b);

} // namespace palimpsest
