// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/analysis/analysis.h"

#include <filesystem>
#include <string>

namespace palimpsest {

/// What a figure shows and how wide it is.
struct FigureSettings
{
    std::string kind;
    std::string comparison; ///< what it compares, as it says itself
    std::string caption;    ///< the line below it, which names the checkpoints of an epoch
    double widthMm = 0.0;
    int epoch = 0; ///< the one shown by orders and overlay
};

/// Everything a figure depends on, as indented JSON: hashes of models, pictures and parts, settings
/// and versions. No dates, so that equal figures have equal provenance.
std::string provenanceJson(StudyInputs& inputs, const Analysis& analysis,
                           const FigureSettings& figure);

/// Whether `path` holds the provenance of a figure.
bool isProvenance(const std::filesystem::path& path);

} // namespace palimpsest
