// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/analysis/analysis.h"

#include <nlohmann/json_fwd.hpp>

#include <string>

namespace palimpsest {

/// What is compared, by role: {"reference": "pretrained/0", "target_run": "finetuned",
/// "scratch_run": "scratch"}, the last of which is null where no run has that role.
nlohmann::ordered_json comparisonJson(const Study& study, const Comparison& comparison);

/// The whole analysis as indented JSON. A quantity that does not exist (0/0, no scratch run) is
/// null; the bands of `null` are {"low", "median", "high"} of the permuted draws.
/// Runs are named by role in it, as in the tables of exportCsv(): target_run, scratch_run; which
/// runs these are says `comparison`.
std::string analysisJson(const Study& study, const Analysis& analysis);

} // namespace palimpsest
