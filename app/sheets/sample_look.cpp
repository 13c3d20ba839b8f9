// SPDX-FileCopyrightText: 2026 Palimpsest contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/sheets/sample_look.h"

#include "widgets/tables/sample_list_model.h"

namespace palimpsest {

SampleLook lookOf(const SampleSheet& sheet, const Study& study)
{
    constexpr int kThumbnailSide = 96; // device pixels: sharp at 2× in every list
    return {.thumbnail = kindOf(study) == SampleKind::Sentence
                             ? QImage() // words are read
                             : thumbnailOf(sheet.picture, sheet.parts, kThumbnailSide),
            .parts = sheet.parts.partCount(),
            .problem = sheet.pictureProblem.isEmpty() ? sheet.partsProblem : sheet.pictureProblem};
}

} // namespace palimpsest
