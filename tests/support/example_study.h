// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/analysis/analysis.h"

#include <vector>

namespace palimpsest {

/// A study with what widgets show of it.
struct ExampleStudy
{
    Study study;
    Analysis analysis;
    std::vector<SampleInputs> samples; ///< one per Study::samples
};

/// The small study, every unit with made-up values, analysed with `draws` random renamings.
ExampleStudy makeExampleStudy(int draws = 10);

} // namespace palimpsest
