// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/extraction/extraction.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace palimpsest {

// Looks at what a run would give, on a few passes. Nothing is written.

/// What a run will cost.
struct RunEstimate
{
    double passesPerSecond = 0.0; ///< of the first unit's model, timed for up to about 0.3 s after
                                  ///< a batch that warms it up, or by that batch where it alone
                                  ///< takes as long; 0 when there is nothing to make or the first
                                  ///< unit fails, as the run itself will report
    std::uint64_t bytes = 0;      ///< that the units to be made will take on disk
    std::optional<std::uint64_t> free = {}; ///< bytes that are free there, where that is known
    int mostParts = 0;                      ///< of their samples
    std::string mostPartsSample;            ///< the id of that sample
};

/// Estimates before the run. Throws Cancelled.
RunEstimate estimateRun(StudyInputs& inputs, const ExtractionPlan& plan);

/// "about 40 s", "about 12 min", "about 3.5 h", "about 4 days".
std::string roughDuration(double seconds);

/// "12 kB", "3.4 MB", "1.2 GB".
std::string roughSize(std::uint64_t bytes);

/// What is free for files in `folder`, where somebody knows.
std::optional<std::uint64_t> freeBytes(const std::filesystem::path& folder);

/// A sentence on values that take more than is free; empty where they do not.
std::string spaceProblem(std::uint64_t bytes, std::optional<std::uint64_t> free);

/// A model's answers to a sample with all of its parts hidden and with all visible.
struct VisibilityPreview
{
    double none = 0.0; ///< v(∅)
    double all = 0.0;  ///< v(N)
    int target = 0;    ///< class that v speaks of
    std::vector<float> logitsNone;
    std::vector<float> logitsAll;
    OutputKind outputs = OutputKind::Logits; ///< what these are
};

/// Runs the two coalitions ∅ and N. Throws as StudyInputs::sample, openModel and askOutputs do,
/// DeviceError, or BadInput when the model's classes are not those of the study.
VisibilityPreview previewVisibility(StudyInputs& inputs, const UnitIndex& unit,
                                    const ExecutionPlan& plan);

} // namespace palimpsest
