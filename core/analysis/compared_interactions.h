// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/analysis/compared_models.h"
#include "core/analysis/compared_values.h"
#include "core/base/progress.h"

namespace palimpsest {

/// Fills `compared.models` with the normalised interactions of every model in the comparison, from
/// its tables in `values`. Samples are computed on all cores; `progress` counts those that are
/// begun. Splits of the very same values are taken over from `before`, which may be null. Throws
/// Cancelled.
void addInteractions(const ComparedValues& values, const ComparedModels* before,
                     ComparedModels& compared, const Progress& progress);

} // namespace palimpsest
