// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/study/study.h"
#include "core/units/study_inputs.h"

#include <filesystem>
#include <string>
#include <vector>

namespace palimpsest {

// What probes say that they were fitted with, against how a study runs them.

/// That the pictures which a probe was fitted on were prepared otherwise than those of the study in
/// `folder`, with both, the rest of a sentence and what to do; empty where they were not, where
/// both make the same of the study's pictures, and for other checkpoints.
std::string otherPreparation(const std::filesystem::path& checkpoint,
                             const std::filesystem::path& folder, const Study& study);

/// Sentences on the probes among the checkpoints of a study whose pictures were prepared otherwise.
std::vector<std::string> preparationDifferences(const std::filesystem::path& folder,
                                                const Study& study);

/// The same, and on those that were fitted on another template than they are run with.
std::vector<std::string> probeDifferences(StudyInputs& inputs);

} // namespace palimpsest
