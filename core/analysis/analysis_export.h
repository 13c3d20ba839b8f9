// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/analysis/analysis.h"

#include <filesystem>
#include <string>

namespace palimpsest {

/// The curve as CSV: a line an epoch, a column a quantity, empty cells for what does not exist. At
/// epochs that only the run from scratch saved these are its likenesses and its accuracy. Columns
/// are named by role, whichever runs have it: target_run, scratch_run.
std::string curveCsv(const Study& study, const Analysis& analysis);

/// Preserved, discarded and new knowledge by epoch and order.
std::string ordersCsv(const Analysis& analysis);

/// What salient patterns of every checkpoint do for the class and against it, by order.
std::string signedCsv(const Analysis& analysis);

/// Preserved, discarded and new knowledge by epoch, sample and part.
std::string partsCsv(const Analysis& analysis);

/// Shapley and Banzhaf values of every part, by sample and checkpoint with finite values, in the
/// unit of v.
std::string indicesCsv(const Study& study, const StudyValues& values);

/// Shapley and Shapley–Taylor interaction indices of every pair of parts, likewise.
std::string pairsCsv(const Study& study, const StudyValues& values);

/// Writes curve.csv, orders.csv, signed.csv, parts.csv, indices.csv, pairs.csv, patterns.csv,
/// patterns.json, and comparison.json, which names what was compared, into `folder`, which is made
/// when only it is missing; none of them unless all could be written. `compared` are the models
/// that the analysis is of. Throws NotWritable.
void exportCsv(const Study& study, const StudyValues& values, const ComparedModels& compared,
               const Analysis& analysis, const std::filesystem::path& folder);

} // namespace palimpsest
