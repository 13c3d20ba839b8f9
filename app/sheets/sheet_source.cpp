// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/sheets/sheet_source.h"

#include "core/study/study_file.h"

namespace palimpsest {

SeenSheet SheetSource::readSeen(const Study& study, const Sample& sample)
{
    SeenSheet seen{.sheet = {},
                   .picture = seenFile(m_folder / sample.image),
                   .parts = seenFile(partsPath(m_folder, sample))};
    seen.sheet = read(study, sample);
    return seen;
}

std::unique_ptr<SheetSource> sheetSource(const std::filesystem::path& folder, const Study& study)
{
    switch (kindOf(study)) {
    case SampleKind::Picture:
        break;
    case SampleKind::Sentence:
        return sentenceSheets(folder);
    }
    return pictureSheets(folder);
}

} // namespace palimpsest
