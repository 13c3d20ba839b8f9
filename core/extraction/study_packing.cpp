// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/extraction/study_packing.h"

#include "core/base/error.h"
#include "core/study/packing.h"

#include <filesystem>
#include <functional>

namespace palimpsest {

namespace fs = std::filesystem;

namespace {

using FolderWork = std::function<PackingResult(CheckpointIndex, const fs::path& unitFolder)>;

StudyPacking forEveryCheckpoint(StudyInputs& inputs, const Progress& progress,
                                const FolderWork& work)
{
    StudyPacking result;
    const Study& study = inputs.study();
    const std::vector<CheckpointIndex> checkpoints = allCheckpoints(study);
    for (std::size_t done = 0; done < checkpoints.size(); ++done) {
        if (progress && !progress(done, checkpoints.size())) {
            throw Cancelled();
        }
        try {
            const PackingResult one =
                work(checkpoints[done], inputs.valuesFolder(checkpoints[done]));
            result.units += one.units;
            result.packs += one.packBytes > 0 ? 1 : 0;
            result.packBytes += one.packBytes;
            result.left.insert(result.left.end(), one.left.begin(), one.left.end());
        } catch (const BadFile& error) {
            result.left.emplace_back(error.what());
        }
    }
    return result;
}

/// Takes the hashes of a checkpoint's files, where they can be read.
void hashModel(StudyInputs& inputs, CheckpointIndex checkpoint)
{
    try {
        inputs.modelHashes(checkpoint);
    } catch (const Error&) {
        return; // its units say so when they are looked at
    }
}

/// Whether there are values of every sample, `worth` of them in files.
bool isFinished(StudyInputs& inputs, CheckpointIndex checkpoint, std::size_t worth)
{
    std::size_t files = 0;
    for (std::size_t sample = 0; sample < inputs.study().samples.size(); ++sample) {
        const fs::path path = inputs.valuesPath({checkpoint, sample});
        if (fileStamp(path)) {
            ++files;
        } else if (inputs.store().packed(path) == nullptr) {
            return false;
        }
    }
    return files > 0 && files >= worth;
}

} // namespace

StudyPacking packStudy(StudyInputs& inputs, const Progress& progress)
{
    StudyPacking result = forEveryCheckpoint(
        inputs, progress, [&](CheckpointIndex checkpoint, const fs::path& unitFolder) {
            hashModel(inputs, checkpoint);
            return packUnits(unitFolder);
        });
    inputs.rememberHashes();
    return result;
}

StudyPacking packFinished(StudyInputs& inputs, std::size_t worth, const Progress& progress)
{
    StudyPacking result = forEveryCheckpoint(
        inputs, progress, [&](CheckpointIndex checkpoint, const fs::path& unitFolder) {
            return isFinished(inputs, checkpoint, worth) ? packUnits(unitFolder) : PackingResult();
        });
    inputs.rememberHashes();
    return result;
}

StudyPacking unpackStudy(StudyInputs& inputs, const Progress& progress)
{
    return forEveryCheckpoint(inputs, progress, [](CheckpointIndex, const fs::path& unitFolder) {
        return unpackUnits(unitFolder);
    });
}

} // namespace palimpsest
