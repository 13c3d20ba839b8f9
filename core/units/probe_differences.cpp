// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/units/probe_differences.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/models/networks/probe_report.h"
#include "core/samples/same_preparation.h"
#include "core/study/study_names.h"

#include <algorithm>

namespace palimpsest {

namespace fs = std::filesystem;

std::string otherPreparation(const fs::path& checkpoint, const fs::path& folder, const Study& study)
{
    const auto own =
        kindOf(study) == SampleKind::Picture ? preprocessingOfProbe(checkpoint) : std::nullopt;
    const auto haveSize = [&] {
        return std::ranges::all_of(study.samples, [&](const Sample& sample) {
            return hasSize(folder / sample.image, study.preprocessing);
        });
    };
    return !own || makeTheSame(*own, study.preprocessing, haveSize)
               ? std::string()
               : " was fitted on pictures that were prepared otherwise: " + describe(*own) +
                     " there, and " + describe(study.preprocessing) +
                     " in the study. Its answers are none that it was fitted for. Fit it again, "
                     "or prepare the study's pictures as they were then.";
}

std::vector<std::string> preparationDifferences(const fs::path& folder, const Study& study)
{
    std::vector<std::string> sentences;
    for (const CheckpointIndex& at : allCheckpoints(study)) {
        const fs::path& weights = study.lineages[at.lineage].checkpoints[at.checkpoint].weights;
        const std::string other = otherPreparation(folder / weights, folder, study);
        if (!other.empty()) {
            sentences.push_back(checkpointName(study, at) + other);
        }
    }
    return sentences;
}

std::vector<std::string> probeDifferences(StudyInputs& inputs)
{
    const Study& study = inputs.study();
    std::vector<std::string> sentences = preparationDifferences(inputs.folder(), study);
    for (const CheckpointIndex& at : allCheckpoints(study)) {
        const Lineage& run = study.lineages[at.lineage];
        const auto fitted =
            templateOfProbe(inputs.folder() / run.checkpoints[at.checkpoint].weights);
        try {
            if (!fitted || inputs.modelHashes(at).modelTemplate == fitted->sha256) {
                continue;
            }
        } catch (const Error&) {
            continue; // of a missing file others speak
        }
        sentences.push_back(
            checkpointName(study, at) + " was fitted on the template " +
            quoted(fitted->path.filename()) + " (SHA-256 " + fitted->sha256 + ") and is run " +
            (run.modelTemplate.empty() ? "without one" : "with " + quoted(run.modelTemplate)) +
            ", which is another file. Unless both are the same network, its values are of none "
            "that was trained: remove it and add it again with its own template.");
    }
    return sentences;
}

} // namespace palimpsest
