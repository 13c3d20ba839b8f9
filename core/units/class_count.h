// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/study/study.h"

#include <cstddef>

namespace palimpsest {

/// Checks that a model with `outputs` logits speaks of the study's classes: one output may stand
/// for two classes or, where v is the output itself, for a number beside any classes; otherwise
/// there is one for each. Throws BadInput.
void requireClasses(const Study& study, CheckpointIndex checkpoint, std::size_t outputs);

} // namespace palimpsest
