// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/analysis/comparison.h"

namespace palimpsest {

/// Adds to the warnings of a comparison what its reports give reason to: models that hardly react,
/// classes that are given away, splits that are doubtful.
void addWarnings(const Study& study, Comparison& comparison);

} // namespace palimpsest
