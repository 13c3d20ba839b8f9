// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/jobs/sheet_loader.h"

#include "core/study/study_file.h"

#include <optional>
#include <utility>
#include <vector>

namespace palimpsest {

namespace {

/// How the files of a sample, its picture and its parts, look; none where there is no such file.
using SampleStamps = std::pair<std::optional<FileStamp>, std::optional<FileStamp>>;

SampleStamps stampsOf(const std::filesystem::path& folder, const Sample& sample)
{
    return {fileStamp(folder / sample.image), fileStamp(partsPath(folder, sample))};
}

std::vector<SampleStamps> stampsOfAll(const std::filesystem::path& folder, const Study& study)
{
    std::vector<SampleStamps> stamps;
    for (const Sample& sample : study.samples) {
        stamps.push_back(stampsOf(folder, sample));
    }
    return stamps;
}

} // namespace

SheetLoader::SheetLoader(SheetSourceMaker makeSource, QObject* parent)
    : QObject(parent), m_makeSource(std::move(makeSource)), m_task(this)
{
}

void SheetLoader::load(std::filesystem::path folder, Study study)
{
    const auto work = [this, makeSource = m_makeSource, folder = std::move(folder),
                       study = std::move(study)](const LatestTask::Request& request) {
        // At once, as others may look at the files meanwhile, and reading all of them takes a
        // while.
        const std::vector<SampleStamps> atStart = stampsOfAll(folder, study);
        const auto sheets = makeSource(folder, study);
        for (std::size_t i = 0; i < study.samples.size() && request.goesOn(); ++i) {
            const Sample& sample = study.samples[i];
            const auto sheet = std::make_shared<LoadedSheet>();
            sheet->sampleId = sample.id;
            sheet->seen = sheets->readSeen(study, sample);
            sheet->look = lookOf(sheet->seen.sheet, study);
            sheet->isNewer =
                SampleStamps(sheet->seen.picture.stamp, sheet->seen.parts.stamp) != atStart[i];
            request.deliver([this, sheet] { emit loaded(sheet); });
        }
    };
    // What is wrong with the files of a sample stands in its sheet.
    m_task.post(work, [this](const QString& why) { emit failed(why); });
}

} // namespace palimpsest
