// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/analysis/analysis.h"

namespace palimpsest {

/// Adds to the warnings, as one, which quantities are no more than chance makes of them, and at
/// which epochs: those of all samples that are not above their null. Quantities of the run from
/// scratch alone are looked at along its own epochs.
void remarkOnNulls(const Study& study, Analysis& analysis);

} // namespace palimpsest
