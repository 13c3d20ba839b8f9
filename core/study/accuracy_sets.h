// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/study/study.h"

#include <string>

namespace palimpsest {

/// What the accuracies of a study are, by their set: "test accuracy", "training accuracy",
/// "accuracy on birds"; "accuracy" where nobody says. Outdated ones are "(prepared otherwise)".
std::string accuracyName(const Study& study);

/// Whether the accuracies that a study shows were measured on pictures that were prepared otherwise
/// than it prepares them; false where it has none, or nobody says how they were prepared.
bool areAccuraciesOutdated(const Study& study);

/// What a set is of: "test" of "test (birds), 2 a class".
std::string splitOfSet(const std::string& set);

/// `study` with the accuracies on `set`, a value of Study::accuracySet, as those shown; none where
/// there are none on it. Those shown before become others.
Study showingAccuracies(Study study, const std::string& set);

/// `study` with the accuracies on `set` as measured on pictures that are prepared as by now.
Study measuredAsPrepared(Study study, const std::string& set);

/// `study` with that preprocessing of pictures. Of its accuracies it is known how pictures were
/// prepared for them: as was noted then, else as they were until now.
Study preparedAnew(Study study, const Preprocessing& preprocessing);

/// `removed` from `study` some time ago, without accuracies that were measured on pictures prepared
/// otherwise than those of the study on the same set by now: one name would say both.
Study comparableAccuracies(Study removed, const Study& study);

/// A sentence on accuracies, shown or not, that were measured on pictures prepared otherwise than
/// the study prepares them; empty where there are none.
std::string outdatedAccuracies(const Study& study);

} // namespace palimpsest
