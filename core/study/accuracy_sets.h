// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/study/study.h"

#include <string>

namespace palimpsest {

/// What the accuracies of a study are, by their set: "test accuracy", "training accuracy",
/// "accuracy on birds"; "accuracy" where nobody says.
std::string accuracyName(const Study& study);

/// What a set is of: "test" of "test (birds), 2 a class".
std::string splitOfSet(const std::string& set);

/// `study` with the accuracies on `set`, a value of Study::accuracySet, as those shown; none where
/// there are none on it. Those shown before become others.
Study showingAccuracies(Study study, const std::string& set);

/// A sentence on accuracies that were measured on pictures as `before` prepares them, where `after`
/// prepares them otherwise; empty where there are none.
std::string outdatedAccuracies(const Study& before, const Study& after);

} // namespace palimpsest
