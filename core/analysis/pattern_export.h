// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/analysis/analysis.h"
#include "core/analysis/compared_models.h"

#include <string>

namespace palimpsest {

/// Every pattern that is salient in the reference or at an epoch of the target, the strongest
/// first, by epoch and sample: its kind (and, or), order, parts by name, both effects on their
/// normalised scales and in the unit of v, its status, and the shares of it that were kept, lost
/// and gained. `compared` are the models that the analysis is of.
std::string patternsCsv(const Study& study, const Analysis& analysis,
                        const ComparedModels& compared);

/// The same as the array "patterns" of a JSON object, where parts are lists of names; its
/// "comparison" names what was compared.
std::string patternsJson(const Study& study, const Analysis& analysis,
                         const ComparedModels& compared);

} // namespace palimpsest
