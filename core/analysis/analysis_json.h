// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/analysis/analysis.h"

#include <string>

namespace palimpsest {

/// The whole analysis as indented JSON. A quantity that does not exist (0/0, no scratch run) is
/// null; the bands of `null` are {"low", "median", "high"} of the permuted draws.
std::string analysisJson(const Study& study, const Analysis& analysis);

} // namespace palimpsest
