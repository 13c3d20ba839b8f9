// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/jobs/thumbnail_maker.h"

#include "app/sheets/sheet_source.h"
#include "core/study/study_file.h"
#include "widgets/tables/sample_list_model.h"

namespace palimpsest {

SampleStamps stampsOf(const std::filesystem::path& folder, const Sample& sample)
{
    return {fileStamp(folder / sample.image), fileStamp(partsPath(folder, sample))};
}

ThumbnailMaker::ThumbnailMaker(int side, QObject* parent)
    : QObject(parent), m_side(side), m_task(this)
{
}

void ThumbnailMaker::make(std::filesystem::path folder, Study study,
                          std::map<std::string, SampleStamps> known)
{
    const auto work = [this, folder = std::move(folder), study = std::move(study),
                       known = std::move(known)](const LatestTask::Request& request) {
        const auto sheets = sheetSource(folder, study);
        for (const Sample& sample : study.samples) {
            if (!request.goesOn()) {
                return;
            }
            const SampleStamps stamps = stampsOf(folder, sample);
            const auto before = known.find(sample.id);
            if (before != known.end() && before->second == stamps) {
                continue;
            }
            const SampleSheet sheet = sheets->read(study, sample);
            request.deliver([this, id = sample.id, stamps,
                             image = thumbnailOf(sheet.picture, sheet.parts, m_side)] {
                emit made(id, image, stamps);
            });
        }
    };
    // What cannot be read of a sample is said where it is looked at.
    m_task.post(work, [](const QString&) {});
}

} // namespace palimpsest
