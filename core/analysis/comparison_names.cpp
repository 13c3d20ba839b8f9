// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/analysis/comparison_names.h"

#include "core/study/study_names.h"

namespace palimpsest {

namespace {

std::string against(const std::string& later, const Study& study, const Comparison& comparison)
{
    return later + " against " + checkpointName(study, comparison.reference);
}

} // namespace

std::string comparisonName(const Study& study, const Comparison& comparison)
{
    return against(study.lineages[comparison.target].name, study, comparison);
}

std::string comparisonName(const Study& study, const Comparison& comparison, int epoch)
{
    return against(study.lineages[comparison.target].name + "/" + std::to_string(epoch), study,
                   comparison);
}

bool leavesSamplesOut(const Comparison& comparison)
{
    return comparison.samples.size() < comparison.samplesInStudy;
}

std::string samplesName(const Comparison& comparison)
{
    const std::string compared = std::to_string(comparison.samples.size());
    if (leavesSamplesOut(comparison)) {
        return compared + " of " + std::to_string(comparison.samplesInStudy) + " samples";
    }
    return compared + (comparison.samples.size() == 1 ? " sample" : " samples");
}

} // namespace palimpsest
